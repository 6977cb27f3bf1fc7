use asyncord::prelude::*;

#[handler]
async extern "C" fn on_ready(_event: Ready) {}

fn main() {}
