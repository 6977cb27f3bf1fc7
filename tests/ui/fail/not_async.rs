use asyncord::prelude::*;

#[handler]
fn on_ready(_event: Ready) {}

fn main() {}
