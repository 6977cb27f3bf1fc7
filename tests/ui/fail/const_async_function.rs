use asyncord::prelude::*;

#[handler]
const async fn on_ready(_event: &Ready) {}

fn main() {}
