use asyncord::prelude::*;
use std::sync::Arc;

#[derive(Arguments)]
struct App {
    limit: u8,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, _limit: Arc<u32>) {}

fn main() {}
