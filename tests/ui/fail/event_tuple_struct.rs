use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite(#[allow(dead_code)] String);

fn main() {}
