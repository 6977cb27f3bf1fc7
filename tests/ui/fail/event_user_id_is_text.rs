use asyncord::prelude::*;

#[derive(Event)]
#[event("TYPING_START")]
struct Lite {
    user_id: Option<String>,
}

fn main() {}
