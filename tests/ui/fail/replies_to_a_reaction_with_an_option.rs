use asyncord::prelude::*;

#[handler]
async fn on_reaction(_reaction: &MessageReactionAdd) -> Option<Embed> {
    None
}

fn main() {}
