use asyncord::prelude::*;

#[autocomplete]
async fn cities() -> Vec<String> {
    Vec::new()
}

/// Tells the weather.
#[command]
async fn weather(
    /// Where.
    #[option(autocomplete = cities)]
    _city: String,
) {
}

fn main() {}
