use asyncord::prelude::*;

fn in_guild(message: MessageCreate) -> bool {
    message.guild_id.is_some()
}

#[handler(filter = in_guild)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
