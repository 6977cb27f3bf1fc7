use asyncord::prelude::*;

#[handler(group = 5)]
async fn on_ready(_event: Ready) {}

fn main() {}
