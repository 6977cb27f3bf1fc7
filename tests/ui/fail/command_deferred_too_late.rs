use asyncord::prelude::*;

/// Counts.
#[command(defer = "5s")]
async fn count() {}

fn main() {}
