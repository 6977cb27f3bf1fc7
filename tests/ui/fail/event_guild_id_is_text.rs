use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    guild_id: Option<String>,
}

fn main() {}
