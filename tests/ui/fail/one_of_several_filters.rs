use asyncord::prelude::*;

#[handler(filter = (filters::in_guild, filters::not_bot, filters::in_dm))]
async fn on_deleted(_message: &MessageDelete) {}

fn main() {}
