//! Answers `!ping` with a text that is injected; `!fail` shows what becomes of an error.
//! Run it with `cargo run --example ping`: without `DISCORD_TOKEN` it starts a sandbox and prints its page's address.
//! See also: `echo` for the smallest bot, `levels` for a database as an argument.

use asyncord::prelude::*;

#[handler]
async fn ping(message: MessageCreate, client: RestClient, answer: &str) -> Result {
    if message.content == "!ping" {
        client
            .channels()
            .messages(message.channel_id)
            .create(answer)
            .await?;
    }
    Ok(())
}

#[handler]
async fn fail(message: &MessageCreate) -> Result {
    if message.content == "!fail" {
        return Err("this error is only logged; the bot runs on".into());
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env_or_sandbox()?)
        .argument("answer", "pong")
        .await?;
    Ok(())
}
