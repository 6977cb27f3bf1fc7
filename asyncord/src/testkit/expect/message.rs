//! Messages of the bot.

use std::{fmt, pin::Pin, sync::Arc, time::Duration};

use super::{PATIENCE, decode, message_of};
use crate::{
    id::{Id, marker::ChannelMarker},
    model::Message,
    testkit::{Person, TestKit, report, site::Site},
};

/// A message that a test waits for; await it to get the message.
#[must_use = "nothing is waited for until this is awaited"]
pub struct ExpectMessage {
    kit: TestKit,
    channel: Id<ChannelMarker>,
    site: Site,
    patience: Duration,
    wanted: Vec<Wanted>,
}

/// One thing that the message has to be like.
struct Wanted {
    /// `with the content "pong"`
    words: String,
    fits: Arc<dyn Fn(&Message) -> bool + Send + Sync>,
}

impl ExpectMessage {
    pub(super) fn new(kit: TestKit, channel: Id<ChannelMarker>, site: Site) -> Self {
        Self {
            kit,
            channel,
            site,
            patience: PATIENCE,
            wanted: Vec::new(),
        }
    }

    /// Its content is this.
    pub fn content(self, content: &str) -> Self {
        let wanted = content.to_owned();
        self.matching(format!("with the content {content:?}"), move |message| {
            message.content == wanted
        })
    }

    /// Its content has this in it.
    pub fn containing(self, part: &str) -> Self {
        let wanted = part.to_owned();
        self.matching(format!("that contains {part:?}"), move |message| {
            message.content.contains(&wanted)
        })
    }

    /// It replies to this message.
    pub fn replying_to(self, message: &Message) -> Self {
        let id = message.id;
        let words = format!("that replies to {:?}", message.content);
        self.matching(words, move |message| {
            message
                .message_reference
                .as_ref()
                .is_some_and(|reference| reference.message_id == Some(id))
        })
    }

    /// Only this person sees it.
    pub fn ephemeral(self) -> Self {
        self.matching("that is ephemeral", |message| {
            message
                .flags
                .contains(crate::model::MessageFlags::EPHEMERAL)
        })
    }

    /// It mentions this person.
    pub fn mentioning(self, person: &Person) -> Self {
        let id = person.id();
        let words = format!("that mentions {}", person.name());
        self.matching(words, move |message| {
            message.mentions.iter().any(|user| user.id == id)
        })
    }

    /// It is as `fits` says; `words` complete "no message …" in what a failed test says.
    pub fn matching(
        mut self,
        words: impl Into<String>,
        fits: impl Fn(&Message) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.wanted.push(Wanted {
            words: words.into(),
            fits: Arc::new(fits),
        });
        self
    }

    /// It comes within this time, instead of 5 seconds.
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

impl IntoFuture for ExpectMessage {
    type Output = Message;
    type IntoFuture = Pin<Box<dyn Future<Output = Message> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let Self {
                kit,
                channel,
                site,
                patience,
                wanted,
            } = self;
            let bot = kit.bot_id().to_string();
            let from = kit.record().cursor(channel);
            let found = kit.record().wait_for(from, patience, |entry| {
                let json = message_of(entry, "MESSAGE_CREATE", channel, Some(&bot))?;
                let message = decode(&kit, site, &json);
                wanted
                    .iter()
                    .all(|wanted| (wanted.fits)(&message))
                    .then_some(message)
            });
            if let Some((at, message)) = found.await {
                kit.record().move_cursor(channel, at + 1);
                return message;
            }
            let mut what = "the bot sent no message".to_owned();
            for (number, wanted) in wanted.iter().enumerate() {
                what.push_str(if number == 0 { " " } else { " and " });
                what.push_str(&wanted.words);
            }
            let what = format!("{what} within {patience:?}");
            report::fail(&kit, site, &what, Some(from))
        })
    }
}

impl fmt::Debug for ExpectMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExpectMessage")
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
