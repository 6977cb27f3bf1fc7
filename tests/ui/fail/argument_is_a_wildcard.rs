use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _: u8) {}

fn main() {}
