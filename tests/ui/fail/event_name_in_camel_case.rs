use asyncord::prelude::*;

#[derive(Event)]
#[event("MessageCreate")]
struct Lite {
    _content: String,
}

fn main() {}
