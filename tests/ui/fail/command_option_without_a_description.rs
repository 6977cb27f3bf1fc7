use asyncord::prelude::*;

/// Says something.
#[command]
async fn say(#[option(max_length = 10)] text: String) {}

fn main() {}
