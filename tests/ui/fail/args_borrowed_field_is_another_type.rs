use asyncord::prelude::*;

struct Database;

#[derive(Arguments)]
struct App {
    db: Database,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _db: &String) {}

fn main() {}
