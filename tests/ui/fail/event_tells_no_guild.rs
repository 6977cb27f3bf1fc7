use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    channel_id: Id<ChannelMarker>,
}

fn passes(event: &Lite) -> bool {
    filters::in_guild(event)
}

fn main() {}
