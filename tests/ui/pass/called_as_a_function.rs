//! A handler is still an ordinary function.

#![allow(dead_code)]

use asyncord::prelude::*;

#[handler]
async fn double(_event: RawEvent, number: u8, client: &RestClient) -> Result<u8> {
    let _ = client;
    Ok(number * 2)
}

async fn call(client: &RestClient) -> Result<u8> {
    double(RawEvent::from_json("X", "{}"), 2, client).await
}
