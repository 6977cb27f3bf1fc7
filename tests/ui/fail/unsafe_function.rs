use asyncord::prelude::*;

#[handler]
async unsafe fn on_ready(_event: Ready) {}

fn main() {}
