use asyncord::prelude::*;

#[handler(filter = filters::in_guild)]
async fn on_ready(_event: &Ready) {}

fn main() {}
