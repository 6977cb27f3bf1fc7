use asyncord::prelude::*;

#[handler(ordered = channel)]
async fn on_ready(_event: &Ready) {}

fn main() {}
