use asyncord::prelude::*;

#[handler(filter = filters::not_bot)]
async fn on_ready(_event: &Ready) {}

fn main() {}
