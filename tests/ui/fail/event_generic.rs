use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite<'a> {
    _content: &'a str,
}

fn main() {}
