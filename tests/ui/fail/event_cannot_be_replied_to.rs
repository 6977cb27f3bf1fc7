use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    id: u64,
    channel_id: Id<ChannelMarker>,
}

fn target(event: &impl Replyable) -> ReplyTarget {
    event.reply_target()
}

fn target_of(event: &Lite) -> ReplyTarget {
    target(event)
}

fn main() {}
