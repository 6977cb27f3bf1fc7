use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    words: Vec<String>,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _words: &[u8]) {}

fn main() {}
