use asyncord::prelude::*;

#[handler(manual, manual)]
async fn on_ready(_event: Ready) {}

fn main() {}
