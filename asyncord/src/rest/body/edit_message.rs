//! Changes to a message.

use super::{
    AllowedMentions, EmbedWithFiles, NewMessage,
    attachment::{AttachmentMetadata, Attachments},
    message::needed_flags,
};
use crate::{
    id::{
        Id,
        marker::{AttachmentMarker, StickerMarker},
    },
    model::{
        Component, Embed, Field, List, MessageFlags, NewPoll, Text,
        limits::{self, Limited, MESSAGE_CONTENT, check_components, check_embeds},
        wire::object,
    },
    rest::{check::Faults, request::Body, transport::Payload},
};

/// Changes to a message: what is not set stays as it is.
///
/// Discord docs: Message/Edit Message.
#[object]
#[derive(Default)]
pub struct EditMessage {
    /// The text, up to 2,000 characters; null takes it away.
    pub content: Field<Text>,
    /// The embeds, up to 10, in place of all there were.
    pub embeds: Field<List<Embed>>,
    /// The components in place of all there were.
    pub components: Field<List<Component>>,
    /// The marks; `SUPPRESS_EMBEDS` and `IS_COMPONENTS_V2` can be changed, the latter set only.
    pub flags: Option<MessageFlags>,
    /// The poll; it can be taken away only, as where the message is to consist of components.
    pub poll: Field<Box<NewPoll>>,
    /// The stickers in place of all there were; they can be taken away only.
    pub sticker_ids: Field<List<Id<StickerMarker>>>,
    /// Whom it may notify.
    pub allowed_mentions: Field<AllowedMentions>,
    pub(crate) attachments: Field<List<AttachmentMetadata>>,
    #[wire(skip = Attachments::default())]
    pub(crate) files: Attachments,
}

/// The setters, once: the changes have them, and every request that sends them.
macro_rules! edit_message_setters {
    ($self:ident, $edit:expr) => {
        /// Sets the text, up to 2,000 characters; null takes it away.
        pub fn content(mut $self, content: impl Into<$crate::model::Field<String>>) -> Self {
            $edit.content = content.into().map(Into::into);
            $self
        }

        /// Adds an embed, whose pictures may be files, to those that take the place of all there were; up to 10.
        pub fn embed(mut $self, embed: impl Into<$crate::rest::body::EmbedWithFiles>) -> Self {
            $edit.add_embed(embed.into());
            $self
        }

        /// Sets the embeds, up to 10, in place of all there were; none takes them away.
        pub fn embeds(mut $self, embeds: impl IntoIterator<Item = $crate::model::Embed>) -> Self {
            $edit.embeds = $crate::model::Field::Value(embeds.into_iter().collect());
            $self
        }

        /// Sets the components in place of all there were; none takes them away.
        ///
        /// The flag `IS_COMPONENTS_V2` is set where some of them need it; it stays for ever. What a message
        /// of components cannot have is taken away with it: text, embeds, poll and stickers, as far as this
        /// edit does not set them.
        pub fn components(
            mut $self,
            components: impl IntoIterator<Item = impl Into<$crate::model::Component>>,
        ) -> Self {
            $edit.set_components(components);
            $self
        }

        /// Sets flags; a bot can change `SUPPRESS_EMBEDS`, and set `IS_COMPONENTS_V2`.
        pub fn flags(mut $self, flags: $crate::model::MessageFlags) -> Self {
            $edit.set_flags(flags);
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
            $edit.set_kept(keep.into_iter().map(Into::into));
            $self
        }

        /// Adds a file; a message has up to 10, with those that it keeps.
        pub fn attachment(mut $self, attachment: $crate::rest::body::NewAttachment) -> Self {
            $edit.files.push(attachment);
            $self
        }
    };
}
pub(crate) use edit_message_setters;

impl EditMessage {
    pub(crate) fn add_embed(&mut self, embed: EmbedWithFiles) {
        let embed = embed.place(&mut self.files);
        let mut embeds = std::mem::take(&mut self.embeds)
            .into_value()
            .unwrap_or_default();
        embeds.push(embed);
        self.embeds = Field::Value(embeds);
    }

    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    edit_message_setters!(self, self);

    pub(crate) fn set_components(
        &mut self,
        components: impl IntoIterator<Item = impl Into<Component>>,
    ) {
        let components: List<_> = components.into_iter().map(Into::into).collect();
        if !needed_flags(&components).is_empty() {
            if self.content.is_absent() {
                self.content = Field::Null;
            }
            if self.embeds.is_absent() {
                self.embeds = Field::Value(List::default());
            }
            if self.poll.is_absent() {
                self.poll = Field::Null;
            }
            if self.sticker_ids.is_absent() {
                self.sticker_ids = Field::Value(List::default());
            }
        }
        self.components = Field::Value(components);
        self.set_flags(self.flags.unwrap_or_default());
    }

    /// Sets the flags; what the components need stays.
    pub(crate) fn set_flags(&mut self, flags: MessageFlags) {
        let components = self.components.value().map(AsRef::as_ref);
        let needed = needed_flags(components.unwrap_or_default());
        if self.flags.is_some() || !(flags | needed).is_empty() {
            self.flags = Some(flags | needed);
        }
    }

    /// Takes the files out, and tells of them.
    pub(super) fn take_files(&mut self) -> Attachments {
        let files = std::mem::take(&mut self.files);
        files.describe_after(&mut self.attachments);
        files
    }

    pub(crate) fn set_kept(&mut self, ids: impl Iterator<Item = Id<AttachmentMarker>>) {
        self.attachments = Field::Value(ids.map(AttachmentMetadata::kept).collect());
    }
}

limits::validate!(EditMessage);

impl Limited for EditMessage {
    fn check(&self, faults: &mut Faults) {
        if let Some(content) = self.content.value() {
            faults.characters("content", content, 0..=MESSAGE_CONTENT);
        }
        if let Some(embeds) = self.embeds.value() {
            check_embeds(embeds, faults);
        }
        if let Some(components) = self.components.value() {
            // Rows may be of either form: whether the message has the flag already is not known.
            check_components(components, self.flags.unwrap_or_default(), faults);
        }
        if let Some(allowed_mentions) = self.allowed_mentions.value() {
            faults.within("allowed_mentions", |faults| allowed_mentions.check(faults));
        }
        let kept = self.attachments.value().map_or(0, |kept| kept.len());
        self.files.check(kept, faults);
    }
}

impl From<NewMessage> for EditMessage {
    /// Puts the message in place of another; stickers and what it answers cannot be changed.
    fn from(message: NewMessage) -> Self {
        let NewMessage {
            content,
            embeds,
            components,
            poll,
            allowed_mentions,
            flags,
            attachments,
            files,
            ..
        } = message;
        let mut edit = Self {
            content: Field::Value(content),
            embeds: Field::Value(embeds),
            allowed_mentions: allowed_mentions.map_or(Field::Absent, Field::Value),
            poll: poll.map_or(Field::Absent, Field::Value),
            // Without it those of the other message would stay.
            attachments: Field::Value(attachments.into_value().unwrap_or_default()),
            flags: flags.map(|flags| {
                flags & (MessageFlags::SUPPRESS_EMBEDS | MessageFlags::IS_COMPONENTS_V2)
            }),
            files,
            ..Self::default()
        };
        if !needed_flags(&components).is_empty() {
            edit.content = Field::Null;
        }
        edit.set_components(components);
        edit
    }
}

impl Body for EditMessage {
    /// Of an edit that leaves the text alone nothing is said: it notifies no one anew.
    fn set_default_mentions(&mut self, allowed_mentions: Option<&AllowedMentions>) {
        let changes_text = self.content.value().is_some() || self.components.value().is_some();
        if changes_text && self.allowed_mentions.is_absent() {
            self.allowed_mentions = allowed_mentions
                .cloned()
                .map_or(Field::Absent, Field::Value);
        }
    }

    fn into_payload(mut self) -> serde_json::Result<Payload> {
        let files = self.take_files();
        Ok(files.into_payload(serde_json::to_vec(&self)?))
    }
}
