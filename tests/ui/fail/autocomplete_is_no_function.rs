use asyncord::prelude::*;

async fn cities(_typed: &str) -> Vec<String> {
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
