use asyncord::prelude::*;

struct Content;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    _content: Content,
}

fn main() {}
