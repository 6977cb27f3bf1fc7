use asyncord::prelude::*;

#[handler]
async fn on_reaction(_reaction: &MessageReactionAdd) -> Result<Option<NewMessage>> {
    Ok(None)
}

fn main() {}
