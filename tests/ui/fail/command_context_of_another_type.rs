use asyncord::prelude::*;

/// Counts.
#[command]
async fn count(_cx: String) {}

fn main() {}
