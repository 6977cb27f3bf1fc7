use asyncord::prelude::*;

#[handler(args)]
async fn on_ready(_event: Ready) {}

fn main() {}
