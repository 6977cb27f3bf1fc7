use asyncord::prelude::*;

struct Cooldown;

#[handler(wrap = Cooldown)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
