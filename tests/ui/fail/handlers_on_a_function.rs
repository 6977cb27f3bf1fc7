use asyncord::prelude::*;

#[handlers(group = "MyBot1")]
async fn on_ready(_event: Ready) {}

fn main() {}
