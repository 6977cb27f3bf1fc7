use asyncord::prelude::*;

/// Says something.
#[command]
async fn say(
    /// What.
    text: &str,
) {
}

fn main() {}
