//! A bot with a handler whose event needs a privileged intent.

use asyncord::prelude::*;

#[handler]
async fn greet(_event: &GuildMemberAdd) {}

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env()?).await?;
    Ok(())
}
