use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    #[event(name = "type")]
    _kind: u8,
}

fn main() {}
