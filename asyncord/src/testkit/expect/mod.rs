//! What a test waits for.

mod change;
mod message;
mod request;

use std::{sync::Arc, time::Duration};

use serde_json::Value;

pub use self::{
    change::{ExpectChange, ExpectReaction},
    message::ExpectMessage,
    request::ExpectRequest,
};

use super::{TestKit, record::Entry, report, site::Site};
use crate::{
    id::{Id, marker::ChannelMarker},
    model::{self, Message},
};

/// How long is waited unless a test says otherwise.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

impl TestKit {
    /// Waits for the bot's next message in a channel; what it has to be like, the methods of
    /// [`ExpectMessage`] say.
    ///
    /// Each expectation takes a message: the next one goes on behind it.
    ///
    /// # Panics
    ///
    /// When it is awaited: if no such message comes within 5 seconds.
    #[track_caller]
    pub fn expect_message(&self, channel: impl Into<Id<ChannelMarker>>) -> ExpectMessage {
        ExpectMessage::new(self.clone(), channel.into(), Site::here())
    }

    /// Waits until the bot has edited a message.
    ///
    /// # Panics
    ///
    /// When it is awaited: if it does not within 5 seconds.
    #[track_caller]
    pub fn expect_edit(&self, message: &Message) -> ExpectChange {
        ExpectChange::edited(self.clone(), message, Site::here())
    }

    /// Waits until a message is deleted, by whomever.
    ///
    /// # Panics
    ///
    /// When it is awaited: if it is not within 5 seconds.
    #[track_caller]
    pub fn expect_deletion(&self, message: &Message) -> ExpectChange {
        ExpectChange::deleted(self.clone(), message, Site::here())
    }

    /// Waits until the bot has reacted to a message with an emoji: itself, or the name of a custom one.
    ///
    /// # Panics
    ///
    /// When it is awaited: if it does not within 5 seconds.
    #[track_caller]
    pub fn expect_reaction(&self, message: &Message, emoji: &str) -> ExpectReaction {
        ExpectReaction::new(self.clone(), message, emoji, Site::here())
    }

    /// Waits for a request of the bot: a method, and a path as Discord's documentation has it
    /// (`/channels/{channel_id}/typing`) or with ids.
    ///
    /// # Panics
    ///
    /// When it is awaited: if there is none within 5 seconds.
    #[track_caller]
    pub fn expect_request(&self, method: &str, path: &str) -> ExpectRequest {
        ExpectRequest::new(self.clone(), method, path, Site::here())
    }

    /// Waits until the bot has done all it does for now, and makes sure that it has said nothing in a channel
    /// since the last message that was expected.
    ///
    /// # Panics
    ///
    /// If it has.
    #[track_caller]
    pub fn expect_silence(
        &self,
        channel: impl Into<Id<ChannelMarker>>,
    ) -> impl Future<Output = ()> {
        let site = Site::here();
        let (kit, channel) = (self.clone(), channel.into());
        async move {
            kit.settle().await;
            let from = kit.record().cursor(channel);
            let bot = kit.bot_id().to_string();
            let found =
                kit.record().entries().into_iter().skip(from).find(|entry| {
                    message_of(entry, "MESSAGE_CREATE", channel, Some(&bot)).is_some()
                });
            if found.is_some() {
                let what = "the bot was to say nothing here and did";
                report::fail(&kit, site, what, Some(from));
            }
        }
    }
}

/// The message of an event in a channel, if it is by this author.
fn message_of(
    entry: &Entry,
    event: &str,
    channel: Id<ChannelMarker>,
    author: Option<&str>,
) -> Option<Arc<Value>> {
    let Entry::Event { name, data } = entry else {
        return None;
    };
    let fits = name == event
        && data["channel_id"] == channel.to_string()
        && author.is_none_or(|author| data["author"]["id"] == author);
    fits.then(|| Arc::clone(data))
}

/// A message in its type.
pub(super) fn decode(kit: &TestKit, site: Site, json: &Value) -> Message {
    match model::decode(&json.to_string()) {
        Ok(message) => message,
        Err(error) => report::fail(
            kit,
            site,
            &format!("a message cannot be read: {error}"),
            None,
        ),
    }
}
