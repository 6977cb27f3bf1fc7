use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: &mut Ready) {}

fn main() {}
