//! Two bots in one process: what the bot `listener` hears is answered by the bot `speaker`.
//! Run it with `cargo run --example two_bots`; for Discord set `LISTENER_TOKEN` and `SPEAKER_TOKEN`.
//! Shows named client groups, handlers bound to one of them, and `client_groups`.

use asyncord::prelude::*;

#[handler(group = "listener")]
async fn listen(message: MessageCreate, client_groups: ClientGroups) -> Result {
    if message.author.bot || !message.content.starts_with("!say ") {
        return Ok(());
    }
    let speaker = client_groups
        .get("speaker")
        .ok_or("there is no group `speaker`")?;
    let text = &message.content["!say ".len()..];
    speaker
        .client
        .channels()
        .messages(message.channel_id)
        .create(text)
        .await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result {
    let hub = ClientHub::new();
    hub.create_client_group("listener", Token::from_var_or_sandbox("LISTENER_TOKEN")?)?;
    hub.create_client_group("speaker", Token::from_var_or_sandbox("SPEAKER_TOKEN")?)?;
    hub.run().await?;
    Ok(())
}
