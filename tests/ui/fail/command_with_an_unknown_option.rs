use asyncord::prelude::*;

/// Counts.
#[command(nsfv)]
async fn count() {}

fn main() {}
