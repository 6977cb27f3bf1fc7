use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    _db: String,
}

#[handler(args = App)]
async fn on_ready(_event: Ready) {}

fn main() {}
