//! The smallest useful asyncord bot: answers `!ping` with `Pong!`.

use asyncord::prelude::*;

#[handler]
async fn ping(message: &MessageCreate, client: RestClient) -> Result {
    if message.content == "!ping" {
        client.channels().messages(message.channel_id).create("Pong!").await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env()?).await?;
    Ok(())
}
