//! Handlers in a library: a bot that links it has them.
//!
//! Its manifest calls asyncord `discord`, and its lints are strict.

#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::pedantic)]

use discord::prelude::*;

pub mod counting;

/// What the handlers of this library take.
#[derive(Arguments)]
pub struct App {
    /// The answer to "!greet".
    pub greeting: String,
}

/// What these handlers want to know of a message.
#[derive(Clone, Debug, Event)]
#[event("MESSAGE_CREATE")]
pub struct Said {
    /// The text.
    pub content: String,
    /// Where it was said.
    pub channel_id: Id<ChannelMarker>,
}

/// A message, new or gone.
#[derive(Event)]
pub enum Change {
    /// It was written.
    Made(Said),
    /// It was deleted.
    Gone(MessageDelete),
}

/// Answers "!greet".
///
/// # Errors
///
/// If the answer cannot be sent.
#[handler(args = App)]
pub async fn greet(said: &Said, client: RestClient, greeting: &str) -> Result {
    if said.content == "!greet" {
        let messages = client.channels().messages(said.channel_id);
        messages.create(greeting).await?;
    }
    Ok(())
}

#[handlers(args = App)]
mod shouting {
    use super::{MessageCreate, RestClient, Result, handler};

    #[handler]
    async fn shout(message: MessageCreate, client: RestClient, greeting: String) -> Result {
        if message.content == "!shout" {
            let messages = client.channels().messages(message.channel_id);
            messages.create(greeting.to_uppercase()).await?;
        }
        Ok(())
    }
}
