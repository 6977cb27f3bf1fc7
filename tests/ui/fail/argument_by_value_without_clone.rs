use asyncord::prelude::*;

struct Database;

#[handler]
async fn on_ready(_event: Ready, _database: Database) {}

fn main() {}
