use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE", "ADDED_YESTERDAY")]
struct Lite {
    _content: String,
}

fn main() {}
