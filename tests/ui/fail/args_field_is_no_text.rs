use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    prefix: u8,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _prefix: &str) {}

fn main() {}
