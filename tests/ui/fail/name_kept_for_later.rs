use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _cache: u8) {}

fn main() {}
