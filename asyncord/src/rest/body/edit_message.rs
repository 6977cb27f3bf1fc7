//! Changes to a message.

use serde::Serialize;
use serde_json::json;

use super::{
    AllowedMentions, NewAttachment,
    message::{check_attachments, payload},
    rules,
};
use crate::{
    id::{Id, marker::AttachmentMarker},
    model::{Embed, Field, MessageFlags},
    rest::{check::Faults, request::Body, transport::Payload},
};

/// Changes to a message: what is not set stays as it is.
///
/// Discord docs: Message/Edit Message.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EditMessage {
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub(crate) content: Field<String>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub(crate) embeds: Field<Vec<Embed>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flags: Option<MessageFlags>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub(crate) allowed_mentions: Field<AllowedMentions>,
    #[serde(skip)]
    pub(crate) keep: Option<Vec<Id<AttachmentMarker>>>,
    #[serde(skip)]
    pub(crate) attachments: Vec<NewAttachment>,
}

/// The setters, once: the changes have them, and every request that sends them.
macro_rules! edit_message_setters {
    ($self:ident, $edit:expr) => {
        /// Sets the text, up to 2,000 characters; null takes it away.
        pub fn content(mut $self, content: impl Into<$crate::model::Field<String>>) -> Self {
            $edit.content = content.into();
            $self
        }

        /// Sets the embeds, up to 10, in place of all there were; none takes them away.
        pub fn embeds(mut $self, embeds: impl IntoIterator<Item = $crate::model::Embed>) -> Self {
            $edit.embeds = $crate::model::Field::Value(embeds.into_iter().collect());
            $self
        }

        /// Sets one embed in place of all there were.
        pub fn embed($self, embed: $crate::model::Embed) -> Self {
            $self.embeds([embed])
        }

        /// Sets flags; a bot can change `SUPPRESS_EMBEDS`.
        pub fn flags(mut $self, flags: $crate::model::MessageFlags) -> Self {
            $edit.flags = Some(flags);
            $self
        }

        /// Sets whom the message may notify.
        pub fn allowed_mentions(
            mut $self,
            allowed_mentions: impl Into<$crate::model::Field<$crate::rest::body::AllowedMentions>>,
        ) -> Self {
            $edit.allowed_mentions = allowed_mentions.into();
            $self
        }

        /// Keeps these of its files and takes the others away; none takes all away.
        ///
        /// Without this, all stay, unless [`attachment`](Self::attachment) adds one: then those that are not kept go.
        pub fn keep_attachments(
            mut $self,
            keep: impl IntoIterator<
                Item = impl Into<$crate::id::Id<$crate::id::marker::AttachmentMarker>>,
            >,
        ) -> Self {
            $edit.keep = Some(keep.into_iter().map(Into::into).collect());
            $self
        }

        /// Adds a file; a message has up to 10, with those that it keeps.
        pub fn attachment(mut $self, attachment: $crate::rest::body::NewAttachment) -> Self {
            $edit.attachments.push(attachment);
            $self
        }
    };
}
pub(crate) use edit_message_setters;

impl EditMessage {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    edit_message_setters!(self, self);
}

impl Body for EditMessage {
    fn check(&self, faults: &mut Faults) {
        if let Some(content) = self.content.value() {
            rules::check_content(content, faults);
        }
        if let Some(embeds) = self.embeds.value() {
            rules::check_embeds(embeds, faults);
        }
        if let Some(allowed_mentions) = self.allowed_mentions.value() {
            allowed_mentions.check(faults);
        }
        let kept = self.keep.as_ref().map_or(0, Vec::len);
        check_attachments(&self.attachments, kept, faults);
    }

    fn into_payload(mut self) -> serde_json::Result<Payload> {
        let attachments = std::mem::take(&mut self.attachments);
        match self.keep.take() {
            // An empty list is a change too.
            Some(keep) if keep.is_empty() && attachments.is_empty() => {
                let mut message = serde_json::to_value(&self)?;
                message["attachments"] = json!([]);
                serde_json::to_vec(&message).map(|json| Payload::Json(json.into()))
            }
            keep => {
                let kept = keep.unwrap_or_default();
                let kept = kept.iter().map(|id| json!({ "id": id })).collect();
                payload(&self, kept, attachments)
            }
        }
    }
}
