use asyncord::prelude::*;

fn guild(message: &MessageCreate) -> Option<Id<GuildMarker>> {
    message.guild_id
}

#[handler(filter = guild)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
