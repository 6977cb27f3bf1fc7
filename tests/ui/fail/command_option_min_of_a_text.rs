use asyncord::prelude::*;

/// Says something.
#[command]
async fn say(
    /// What.
    #[option(min = 1)]
    _text: String,
) {
}

fn main() {}
