use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    limit: u8,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _limit: Option<u32>) {}

fn main() {}
