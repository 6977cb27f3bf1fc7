use asyncord::prelude::*;

#[handler(ordred)]
async fn on_ready(_event: Ready) {}

fn main() {}
