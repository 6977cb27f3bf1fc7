use asyncord::prelude::*;

/// Counts.
#[command]
async fn count(
    /// How far.
    #[option(max_length = 3)]
    _to: Option<u32>,
) {
}

fn main() {}
