//! What a handler may return.

#![allow(dead_code)]

use asyncord::prelude::*;

#[derive(Debug)]
struct MyError;

impl std::fmt::Display for MyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("mine")
    }
}

impl std::error::Error for MyError {}

#[handler]
async fn nothing(_event: Ready) {}

#[handler]
async fn unit(_event: Ready) -> () {}

#[handler]
async fn result(_event: Ready) -> Result {
    Ok(())
}

#[handler]
async fn with_a_value(_event: Ready) -> Result<u8> {
    Ok(1)
}

#[handler]
async fn own_error(_event: Ready) -> std::result::Result<(), MyError> {
    Err(MyError)
}

#[handler]
async fn text_as_error(_event: Ready) -> std::result::Result<(), String> {
    Err("no".to_owned())
}
