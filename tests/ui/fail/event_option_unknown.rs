use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE", intent = Intents::GUILDS)]
struct Lite {
    _content: String,
}

fn main() {}
