use asyncord::prelude::*;

#[handler]
const fn on_ready(_event: &Ready) {}

fn main() {}
