use asyncord::prelude::*;

#[handler]
async fn on_reaction(_reaction: &MessageReactionAdd) -> &'static str {
    "thanks"
}

fn main() {}
