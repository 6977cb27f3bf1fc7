use asyncord::prelude::*;

struct App;

#[handler(args = App)]
async fn on_ready(_event: Ready) {}

fn main() {}
