//! Answers every message with the same text, as a reply.
//! Run it with `cargo run --example echo`: without `DISCORD_TOKEN` it starts a sandbox and prints its page's address.
//! Shows the smallest bot, and how a bot leaves other bots (and itself) alone.

use asyncord::prelude::*;

#[handler(ordered)]
async fn echo(message: MessageCreate, client: RestClient) -> Result {
    if message.author.bot || message.content.is_empty() {
        return Ok(());
    }
    let messages = client.channels().messages(message.channel_id);
    messages
        .create(message.content.as_str())
        .reply_to(message.id)
        .await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env_or_sandbox()?).await?;
    Ok(())
}
