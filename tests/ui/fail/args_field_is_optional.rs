use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    limit: Option<u8>,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _limit: u8) {}

fn main() {}
