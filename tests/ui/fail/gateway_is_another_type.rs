use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _gateway: &u32) {}

fn main() {}
