use asyncord::prelude::*;

#[handler(type = "OnReady")]
async fn on_ready(_event: Ready) {}

fn main() {}
