use asyncord::prelude::*;

struct Database;

/// Looks something up.
#[command]
async fn look(
    /// Where.
    _database: Database,
) {
}

fn main() {}
