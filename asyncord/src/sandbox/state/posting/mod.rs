//! Writing and changing messages.

mod edit;
mod mention;
mod post;
mod reference;

use serde_json::Value;

use super::{
    Event, Refusal, Store,
    bits::intent,
    channel::Channel,
    component::check_media,
    event::Audience,
    file::{KeptAttachment, Upload, clean},
    ids::{ChannelId, MessageId, StickerId},
    mention::AllowedMentions,
    message::Message,
    poll::DraftPoll,
};

/// A message to be posted.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The id that it must have, being the first message of a post in a forum.
    pub(crate) id: Option<MessageId>,
    pub(crate) content: String,
    pub(crate) tts: bool,
    pub(crate) nonce: Option<Value>,
    pub(crate) enforce_nonce: bool,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) stickers: Vec<StickerId>,
    pub(crate) poll: Option<DraftPoll>,
    /// A client theme to share, in its form on the wire.
    pub(crate) theme: Option<Value>,
    pub(crate) flags: u64,
    pub(crate) reference: Option<DraftReference>,
    pub(crate) allowed_mentions: AllowedMentions,
    pub(crate) files: Vec<Upload>,
}

/// What a new message points to.
#[derive(Debug)]
pub(crate) struct DraftReference {
    pub(crate) forward: bool,
    /// The channel of the message itself if there is none.
    pub(crate) channel_id: Option<ChannelId>,
    pub(crate) message_id: MessageId,
    /// Else a message that refers to nothing is posted.
    pub(crate) must_exist: bool,
}

/// A change of a message; what is `None` stays.
#[derive(Debug, Default)]
pub(crate) struct MessageEdit {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Option<Vec<Value>>,
    pub(crate) components: Option<Vec<Value>>,
    pub(crate) flags: Option<u64>,
    pub(crate) allowed_mentions: AllowedMentions,
    /// The attachments to keep, each with what becomes different of it.
    pub(crate) keep: Option<Vec<KeptAttachment>>,
    pub(crate) files: Vec<Upload>,
    /// The poll that an answer brings which was promised.
    pub(crate) poll: Option<DraftPoll>,
    /// Whether it names stickers, which cannot be changed.
    pub(crate) touches_stickers: bool,
}

impl MessageEdit {
    /// Whether somebody else than the author may make it.
    fn only_flags(&self) -> bool {
        self.content.is_none()
            && self.embeds.is_none()
            && self.components.is_none()
            && self.keep.is_none()
            && self.files.is_empty()
            && !self.touches_stickers
    }
}

impl Store {
    pub(super) fn message_event(
        &self,
        name: &'static str,
        channel_id: ChannelId,
        id: MessageId,
    ) -> Result<Event, Refusal> {
        let channel = self.channel(channel_id)?;
        let message = self.message(channel_id, id)?;
        let mut data = self.message_event_json(channel, message);
        if name == "MESSAGE_UPDATE" {
            // Nobody reads it out again.
            data["tts"] = false.into();
        }
        let mut event = message_change(name, channel, data).with_content();
        if let Some(user) = message.visible_to {
            // As Discord sends it: like a direct message.
            event.audience = Audience::Users(None, vec![user, message.author_id]);
            event.intents = intent::DIRECT_MESSAGES;
        }
        Ok(event)
    }
}

/// Checks that the files exist to which a message's components refer.
pub(super) fn check_files(message: &Message, files: &[Upload]) -> Result<(), Refusal> {
    let new: Vec<String> = files.iter().map(|file| clean(&file.filename)).collect();
    let kept = message.attachments.iter();
    let names: Vec<&str> = kept
        .map(|attachment| attachment.filename.as_str())
        .chain(new.iter().map(String::as_str))
        .collect();
    check_media(&message.components, &names)
}

pub(super) fn message_change(name: &'static str, channel: &Channel, data: Value) -> Event {
    Event::new(
        name,
        channel.audience(),
        channel.intent(intent::GUILD_MESSAGES, intent::DIRECT_MESSAGES),
        data,
    )
}
