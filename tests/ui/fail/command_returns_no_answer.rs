use asyncord::prelude::*;

/// Counts.
#[command]
async fn count() -> u32 {
    3
}

fn main() {}
