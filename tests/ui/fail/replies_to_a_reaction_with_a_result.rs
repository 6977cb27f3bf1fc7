use asyncord::prelude::*;

#[handler]
async fn on_reaction(_reaction: MessageReactionAdd) -> Result<String> {
    Ok("thanks".to_owned())
}

fn main() {}
