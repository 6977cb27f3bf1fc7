use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    db: u8,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _db: String) {}

fn main() {}
