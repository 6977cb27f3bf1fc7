use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _counter: &mut u8) {}

fn main() {}
