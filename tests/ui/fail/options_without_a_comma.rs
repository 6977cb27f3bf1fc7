use asyncord::prelude::*;

#[derive(Arguments)]
struct App {}

#[handler(args = App ordered)]
async fn on_ready(_event: Ready) {}

fn main() {}
