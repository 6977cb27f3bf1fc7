use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    #[event(user = "author")]
    author: User,
}

fn main() {}
