//! Every form of a reply.

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

type Checked<T> = std::result::Result<T, MyError>;
type Maybe<T> = Option<T>;
type Text = String;

#[handler]
async fn fixed(_message: &MessageCreate) -> &'static str {
    "pong"
}

#[handler]
async fn borrowed(message: &MessageCreate) -> &str {
    &message.content
}

#[handler]
async fn text(message: MessageUpdate) -> String {
    format!("{message:?}")
}

#[handler]
async fn alias(_message: &MessageCreate) -> Text {
    Text::new()
}

#[handler]
async fn embed(_message: &MessageCreate) -> Embed {
    Embed::default()
}

#[handler]
async fn message(_message: std::sync::Arc<MessageCreate>) -> NewMessage {
    NewMessage::from("pong")
}

#[handler]
async fn maybe(message: &MessageCreate) -> Option<&'static str> {
    (message.content == "!ping").then_some("pong")
}

#[handler]
async fn maybe_alias(_message: &MessageCreate) -> Maybe<Embed> {
    None
}

#[handler]
async fn result(_message: &MessageCreate) -> Result<String> {
    Ok("pong".to_owned())
}

#[handler]
async fn result_with_own_error(_message: &MessageCreate) -> Result<NewMessage, MyError> {
    Err(MyError)
}

#[handler]
async fn result_alias(_message: &MessageCreate) -> Checked<&'static str> {
    Err(MyError)
}

#[handler]
async fn result_of_an_option(_message: &MessageCreate) -> Result<Option<String>> {
    Ok(None)
}

#[handler]
async fn result_alias_of_an_alias(_message: &MessageCreate) -> Checked<Maybe<Text>> {
    Ok(None)
}

/// An event of one's own that can be replied to.
#[derive(Clone, Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    id: Id<MessageMarker>,
    channel_id: Id<ChannelMarker>,
}

#[handler]
async fn to_an_event_of_ones_own(_message: Lite) -> &'static str {
    "pong"
}

// What is no reply is returned for any event.
#[handler]
async fn no_reply(_event: Ready) -> Result<u8> {
    Ok(1)
}
