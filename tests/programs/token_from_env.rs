//! A bot that insists on a real token.

use asyncord::prelude::*;

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env()?).await?;
    Ok(())
}
