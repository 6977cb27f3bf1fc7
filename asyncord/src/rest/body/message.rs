//! A message to be sent.

use serde::{Serialize, ser::Error as _};
use serde_json::Value;

use super::{AllowedMentions, NewAttachment, rules};
use crate::{
    id::{Id, marker::StickerMarker},
    model::{Embed, MessageFlags, MessageReference, MessageReferenceType, Nonce},
    rest::{
        check::Faults,
        request::Body,
        transport::{File, Payload},
    },
};

/// A message to be sent: text, embeds and files, in any mixture that is not empty.
///
/// A text or an [`Embed`] becomes one by itself; the request that sends it has the same setters.
///
/// ```
/// use asyncord::{model::Embed, rest::body::NewMessage};
///
/// let message = NewMessage::new("the results")
///     .embed(Embed::new().title("Round 1"))
///     .reply_to(41_771_983_423_143_937);
/// ```
///
/// Discord docs: Message/Create Message.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NewMessage {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) content: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) embeds: Vec<Embed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allowed_mentions: Option<AllowedMentions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_reference: Option<MessageReference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sticker_ids: Vec<Id<StickerMarker>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flags: Option<MessageFlags>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) tts: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) nonce: Option<Nonce>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) enforce_nonce: bool,
    #[serde(skip)]
    pub(crate) attachments: Vec<NewAttachment>,
}

/// The setters, once: a message has them, and every request that sends one.
macro_rules! message_setters {
    ($self:ident, $message:expr) => {
        /// Sets the text, up to 2,000 characters.
        pub fn content(mut $self, content: impl Into<String>) -> Self {
            $message.content = content.into();
            $self
        }

        /// Adds an embed; a message has up to 10.
        pub fn embed(mut $self, embed: impl Into<$crate::model::Embed>) -> Self {
            $message.embeds.push(embed.into());
            $self
        }

        /// Adds embeds; a message has up to 10.
        pub fn embeds(mut $self, embeds: impl IntoIterator<Item = $crate::model::Embed>) -> Self {
            $message.embeds.extend(embeds);
            $self
        }

        /// Adds a file; a message has up to 10.
        pub fn attachment(mut $self, attachment: $crate::rest::body::NewAttachment) -> Self {
            $message.attachments.push(attachment);
            $self
        }

        /// Adds files; a message has up to 10.
        pub fn attachments(
            mut $self,
            attachments: impl IntoIterator<Item = $crate::rest::body::NewAttachment>,
        ) -> Self {
            $message.attachments.extend(attachments);
            $self
        }

        /// Answers a message of the same channel; sending fails if it is gone.
        pub fn reply_to(
            $self,
            message_id: impl Into<$crate::id::Id<$crate::id::marker::MessageMarker>>,
        ) -> Self {
            $self.message_reference($crate::model::MessageReference::reply(message_id))
        }

        /// Sets which message it answers or forwards.
        pub fn message_reference(mut $self, reference: $crate::model::MessageReference) -> Self {
            $message.message_reference = Some(reference);
            $self
        }

        /// Sets whom the message may notify.
        pub fn allowed_mentions(
            mut $self,
            allowed_mentions: $crate::rest::body::AllowedMentions,
        ) -> Self {
            $message.allowed_mentions = Some(allowed_mentions);
            $self
        }

        /// Adds stickers of the guild; a message has up to 3.
        pub fn stickers(
            mut $self,
            stickers: impl IntoIterator<
                Item = impl Into<$crate::id::Id<$crate::id::marker::StickerMarker>>,
            >,
        ) -> Self {
            $message.sticker_ids.extend(stickers.into_iter().map(Into::into));
            $self
        }

        /// Sets flags: of `SUPPRESS_EMBEDS`, `SUPPRESS_NOTIFICATIONS` and a few more, which say that they can be set.
        pub fn flags(mut $self, flags: $crate::model::MessageFlags) -> Self {
            $message.flags = Some(flags);
            $self
        }

        /// Whether it is read aloud.
        pub fn tts(mut $self, tts: bool) -> Self {
            $message.tts = tts;
            $self
        }

        /// Sets what the message is recognised by when it comes back, up to 25 characters.
        pub fn nonce(mut $self, nonce: impl Into<$crate::model::Text>) -> Self {
            $message.nonce = Some($crate::model::Nonce::Text(nonce.into()));
            $self
        }

        /// Whether Discord sends a message of this author and [`nonce`](Self::nonce) once only, however often it is asked
        /// to within some minutes. Such a request is repeated after a failure of the network.
        pub fn enforce_nonce(mut $self, enforce_nonce: bool) -> Self {
            $message.enforce_nonce = enforce_nonce;
            $self
        }
    };
}
pub(crate) use message_setters;

impl NewMessage {
    /// A message of this text, up to 2,000 characters.
    pub fn new(content: impl Into<String>) -> Self {
        Self::default().content(content)
    }

    message_setters!(self, self);

    fn is_forward(&self) -> bool {
        self.message_reference
            .as_ref()
            .is_some_and(|reference| reference.kind == Some(MessageReferenceType::Forward))
    }
}

impl<T: Into<String>> From<T> for NewMessage {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

impl From<Embed> for NewMessage {
    fn from(embed: Embed) -> Self {
        Self::default().embed(embed)
    }
}

impl From<NewAttachment> for NewMessage {
    fn from(attachment: NewAttachment) -> Self {
        Self::default().attachment(attachment)
    }
}

impl Body for NewMessage {
    fn check(&self, faults: &mut Faults) {
        rules::check_content(&self.content, faults);
        rules::check_embeds(&self.embeds, faults);
        check_attachments(&self.attachments, 0, faults);
        faults.count("sticker_ids", self.sticker_ids.len(), 0..=3);
        if let Some(allowed_mentions) = &self.allowed_mentions {
            allowed_mentions.check(faults);
        }
        if let Some(Nonce::Text(nonce)) = &self.nonce {
            faults.characters("nonce", nonce, 0..=25);
        }
        if self.enforce_nonce && self.nonce.is_none() {
            faults.add(
                "nonce",
                "BASE_TYPE_REQUIRED",
                "`enforce_nonce` needs a nonce",
            );
        }
        let empty = self.content.trim().is_empty()
            && self.embeds.is_empty()
            && self.attachments.is_empty()
            && self.sticker_ids.is_empty();
        if empty && !self.is_forward() {
            faults.add(
                "",
                "EMPTY_MESSAGE",
                "the message is empty: give it a text, an embed, a file or a sticker",
            );
        }
    }

    fn repeatable(&self) -> bool {
        self.enforce_nonce && self.nonce.is_some()
    }

    fn into_payload(mut self) -> serde_json::Result<Payload> {
        let attachments = std::mem::take(&mut self.attachments);
        payload(&self, Vec::new(), attachments)
    }
}

/// Checks the files that are new, besides those that are `kept`.
pub(super) fn check_attachments(attachments: &[NewAttachment], kept: usize, faults: &mut Faults) {
    faults.count("attachments", attachments.len() + kept, 0..=10);
    for (index, attachment) in attachments.iter().enumerate() {
        attachment.check(index, faults);
    }
}

/// Encodes a message with what it says of its files; those come as further parts.
pub(super) fn payload(
    message: &impl Serialize,
    mut metadata: Vec<Value>,
    attachments: Vec<NewAttachment>,
) -> serde_json::Result<Payload> {
    if metadata.is_empty() && attachments.is_empty() {
        return serde_json::to_vec(message).map(|json| Payload::Json(json.into()));
    }
    metadata.extend(
        attachments
            .iter()
            .enumerate()
            .map(|(index, attachment)| attachment.metadata(index)),
    );
    let mut message = serde_json::to_value(message)?;
    message
        .as_object_mut()
        .ok_or_else(|| serde_json::Error::custom("a message is an object"))?
        .insert("attachments".to_owned(), Value::Array(metadata));
    let json = serde_json::to_vec(&message)?.into();
    if attachments.is_empty() {
        return Ok(Payload::Json(json));
    }
    let files: Vec<File> = attachments
        .into_iter()
        .enumerate()
        .map(|(index, attachment)| attachment.into_file(index))
        .collect();
    Ok(Payload::Multipart { json, files })
}

#[cfg(test)]
mod tests;
