//! What becomes of messages.

use std::{pin::Pin, time::Duration};

use super::{PATIENCE, decode};
use crate::{
    model::Message,
    testkit::{TestKit, record::Entry, report, site::Site},
};

/// A change of a message that a test waits for; await it to get the message as it is then.
#[must_use = "nothing is waited for until this is awaited"]
#[derive(Debug)]
pub struct ExpectChange {
    kit: TestKit,
    message: Box<Message>,
    deleted: bool,
    content: Option<String>,
    site: Site,
    patience: Duration,
}

impl ExpectChange {
    pub(super) fn edited(kit: TestKit, message: &Message, site: Site) -> Self {
        Self {
            kit,
            message: Box::new(message.clone()),
            deleted: false,
            content: None,
            site,
            patience: PATIENCE,
        }
    }

    pub(super) fn deleted(kit: TestKit, message: &Message, site: Site) -> Self {
        Self {
            deleted: true,
            ..Self::edited(kit, message, site)
        }
    }

    /// Its content has become this.
    pub fn content(mut self, content: &str) -> Self {
        self.content = Some(content.to_owned());
        self
    }

    /// It happens within this time, instead of 5 seconds.
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

impl IntoFuture for ExpectChange {
    type Output = Message;
    type IntoFuture = Pin<Box<dyn Future<Output = Message> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let event = if self.deleted {
                "MESSAGE_DELETE"
            } else {
                "MESSAGE_UPDATE"
            };
            let id = self.message.id.to_string();
            let found = self.kit.record().wait_for(0, self.patience, |entry| {
                let Entry::Event { name, data } = entry else {
                    return None;
                };
                let of_several = self.deleted
                    && name == "MESSAGE_DELETE_BULK"
                    && data["ids"]
                        .as_array()
                        .is_some_and(|ids| ids.iter().any(|one| *one == id));
                let content = self.content.as_deref();
                let fits = name == event
                    && data["id"] == id
                    && content.is_none_or(|content| data["content"] == content);
                (fits || of_several).then(|| data.clone())
            });
            match found.await {
                Some(_) if self.deleted => *self.message,
                Some((_, json)) => decode(&self.kit, self.site, &json),
                None => {
                    let done = if self.deleted { "deleted" } else { "edited" };
                    let what = format!(
                        "the message {:?} was not {done} within {:?}",
                        self.message.content, self.patience
                    );
                    report::fail(&self.kit, self.site, &what, None)
                }
            }
        })
    }
}

/// A reaction of the bot that a test waits for; await it.
#[must_use = "nothing is waited for until this is awaited"]
#[derive(Debug)]
pub struct ExpectReaction {
    kit: TestKit,
    message: Box<Message>,
    emoji: String,
    site: Site,
    patience: Duration,
}

impl ExpectReaction {
    pub(super) fn new(kit: TestKit, message: &Message, emoji: &str, site: Site) -> Self {
        Self {
            kit,
            message: Box::new(message.clone()),
            emoji: emoji.to_owned(),
            site,
            patience: PATIENCE,
        }
    }

    /// It comes within this time, instead of 5 seconds.
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

impl IntoFuture for ExpectReaction {
    type Output = ();
    type IntoFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let id = self.message.id.to_string();
            let bot = self.kit.bot_id().to_string();
            let found = self.kit.record().wait_for(0, self.patience, |entry| {
                let Entry::Event { name, data } = entry else {
                    return None;
                };
                let fits = name == "MESSAGE_REACTION_ADD"
                    && data["message_id"] == id
                    && data["user_id"] == bot
                    && data["emoji"]["name"] == self.emoji;
                fits.then_some(())
            });
            if found.await.is_none() {
                let what = format!(
                    "the bot did not react with {} to {:?} within {:?}",
                    self.emoji, self.message.content, self.patience
                );
                report::fail(&self.kit, self.site, &what, None);
            }
        })
    }
}
