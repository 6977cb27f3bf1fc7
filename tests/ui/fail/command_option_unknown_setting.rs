use asyncord::prelude::*;

/// Counts.
#[command]
async fn count(
    /// How far.
    #[option(maximum = 3)]
    to: u32,
) {
}

fn main() {}
