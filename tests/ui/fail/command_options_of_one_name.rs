use asyncord::prelude::*;

/// Counts.
#[command]
async fn count(
    /// From where.
    from: u32,
    /// To where.
    #[option(name = "from")]
    to: u32,
) {
}

fn main() {}
