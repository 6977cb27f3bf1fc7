use asyncord::prelude::*;

const ALWAYS: bool = true;

#[handler(filter = (filters::not_bot, filters::in_guild, ALWAYS))]
async fn on_deleted(_message: &MessageDelete) {}

fn main() {}
