use asyncord::prelude::*;

#[handler]
struct OnReady;

fn main() {}
