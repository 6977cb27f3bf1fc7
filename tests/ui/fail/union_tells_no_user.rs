use asyncord::prelude::*;

#[derive(Event)]
enum Gone {
    Message(MessageDelete),
    Channel(Box<ChannelDelete>),
}

fn passes(event: &Gone) -> bool {
    filters::not_bot(event)
}

fn main() {}
