use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_CREATE")]
struct Lite {
    _content: String,
}

fn main() {}
