use asyncord::prelude::*;

struct Database;

#[handler]
async fn on_text(_text: String, _client: u8, _gateway: u8, _database: Database) -> u8 {
    0
}

fn main() {}
