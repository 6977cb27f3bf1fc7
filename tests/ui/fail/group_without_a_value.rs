use asyncord::prelude::*;

#[handler(group)]
async fn on_ready(_event: Ready) {}

fn main() {}
