use asyncord::prelude::*;

#[derive(Event)]
#[event("MESSAGE_REACTION_ADD")]
struct Lite {
    #[event(user)]
    user_id: Id<UserMarker>,
    #[event(user)]
    message_author_id: Option<Id<UserMarker>>,
}

fn passes(event: &Lite) -> bool {
    filters::not_bot(event)
}

fn main() {}
