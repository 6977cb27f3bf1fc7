use asyncord::prelude::*;

const ALWAYS: bool = true;
const FIRST: u8 = 1;
const CALLS: u64 = 4;

struct Cooldown;

#[handler(
    filter = (ALWAYS, filters::not_bot, filters::in_dm),
    ordered = user,
    wrap = (Cooldown, CALLS),
    waits(String),
    priority = FIRST,
    concurrency = CALLS,
)]
async fn on_ready(_event: &Ready) -> String {
    String::new()
}

fn main() {}
