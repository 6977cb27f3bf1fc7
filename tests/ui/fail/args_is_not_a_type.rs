use asyncord::prelude::*;

#[handler(args = "App")]
async fn on_ready(_event: Ready) {}

fn main() {}
