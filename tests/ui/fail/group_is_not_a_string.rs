use asyncord::prelude::*;

#[handler(group = MyBot1)]
async fn on_ready(_event: Ready) {}

fn main() {}
