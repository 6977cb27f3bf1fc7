//! A bot whose handlers ask for arguments that it does not give.

use asyncord::prelude::*;

#[handler]
async fn misspelt(_message: MessageCreate, prefx: String) {
    let _ = prefx;
}

#[handler]
async fn mistyped(_message: MessageCreate, limit: u64, nowhere: Option<u8>, missing: &str) {
    let _ = (limit, nowhere, missing);
}

#[tokio::main]
async fn main() -> Result {
    // Nothing is at this address: the handlers are checked before anything connects.
    asyncord::run(Token::new("no-token"))
        .api_url("http://127.0.0.1:9")
        .argument("prefix", "!")
        .argument("limit", 10)
        .await?;
    Ok(())
}
