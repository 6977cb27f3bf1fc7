//! A message to be sent.

use super::{
    AllowedMentions, EmbedWithFiles, NewAttachment,
    attachment::{AttachmentMetadata, Attachments},
};
use crate::{
    id::{Id, marker::StickerMarker},
    model::{
        Component, Embed, Field, List, MessageFlags, MessageReference, NewPoll, Nonce,
        SharedClientTheme, Text,
        limits::{
            self, Limited, MESSAGE_CONTENT, MESSAGE_STICKERS, check_components, check_embeds,
            is_of_components,
        },
        wire::object,
    },
    rest::{check::Faults, request::Body, transport::Payload},
};

/// A message to be sent: text, embeds, components, a poll and files, in any mixture that is not empty.
///
/// A text or an [`Embed`] becomes one by itself; the request that sends it has the same setters.
///
/// ```
/// use asyncord::{
///     model::{Embed, component::{ActionRow, Button}},
///     rest::body::NewMessage,
/// };
///
/// let message = NewMessage::new("the results")
///     .embed(Embed::new().title("Round 1"))
///     .component(ActionRow::new([Button::primary("next", "Next round")]))
///     .reply_to(41_771_983_423_143_937);
/// assert!(message.validate().is_ok());
/// ```
///
/// It can be read from JSON as well, as tools for composing messages write it; the files that such a message
/// tells of are added by their names. Written as JSON it has no files: a request sends them beside it.
///
/// ```
/// use asyncord::{model, rest::body::NewMessage};
///
/// let json = r#"{"embeds": [{"title": "Rules", "color": 5793266}]}"#;
/// let message: NewMessage = model::decode(json)?;
/// assert_eq!(message.embeds[0].title.as_deref(), Some("Rules"));
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// Discord docs: Message/Create Message.
#[object]
#[derive(Default)]
#[doc(alias = "MessageCreateRequest")]
pub struct NewMessage {
    /// The text, up to 2,000 characters.
    pub content: Text,
    /// The embeds, up to 10.
    pub embeds: List<Embed>,
    /// Rows of buttons and menus, up to 5; or all that a message of components consists of, up to 40.
    pub components: List<Component>,
    /// The poll.
    pub poll: Option<Box<NewPoll>>,
    /// Whom it may notify.
    pub allowed_mentions: Option<AllowedMentions>,
    /// The message that it answers or forwards.
    pub message_reference: Option<MessageReference>,
    /// Stickers of the guild, up to 3.
    pub sticker_ids: List<Id<StickerMarker>>,
    /// Its marks.
    pub flags: Option<MessageFlags>,
    /// Whether it is read aloud.
    pub tts: bool,
    /// What it is recognised by when it comes back, up to 25 characters.
    pub nonce: Option<Nonce>,
    /// Whether a second message of the same nonce within some minutes is not sent.
    pub enforce_nonce: bool,
    /// A theme for clients, which is shared with it.
    pub shared_client_theme: Option<Box<SharedClientTheme>>,
    pub(crate) attachments: Field<List<AttachmentMetadata>>,
    #[wire(skip = Attachments::default())]
    pub(crate) files: Attachments,
}

/// The setters, once: a message has them, and every request that sends one, by a webhook as well.
macro_rules! message_setters {
    ($self:ident, $message:expr) => {
        /// Sets the text, up to 2,000 characters.
        pub fn content(mut $self, content: impl Into<String>) -> Self {
            let content: String = content.into();
            $message.content = content.into();
            $self
        }

        /// Adds an embed, whose pictures may be files; a message has up to 10.
        pub fn embed(mut $self, embed: impl Into<$crate::rest::body::EmbedWithFiles>) -> Self {
            $message.add_embed(embed.into());
            $self
        }

        /// Adds embeds; a message has up to 10.
        pub fn embeds(mut $self, embeds: impl IntoIterator<Item = $crate::model::Embed>) -> Self {
            $message.embeds.extend(embeds);
            $self
        }

        /// Adds a component.
        ///
        /// Rows of buttons and menus stand below a text and embeds, up to 5. Any other component makes it a
        /// message that consists of components only, up to 40, nested ones counted; the flag
        /// `IS_COMPONENTS_V2`, which says so, is set then. A message of rows only gets it by
        /// [`flags`](Self::flags()).
        pub fn component(mut $self, component: impl Into<$crate::model::Component>) -> Self {
            $message.add_components([component]);
            $self
        }

        /// Adds components, as [`component`](Self::component) does one.
        pub fn components(
            mut $self,
            components: impl IntoIterator<Item = impl Into<$crate::model::Component>>,
        ) -> Self {
            $message.add_components(components);
            $self
        }

        /// Sets the poll.
        pub fn poll(mut $self, poll: $crate::model::NewPoll) -> Self {
            $message.poll = Some(Box::new(poll));
            $self
        }

        /// Adds a file; a message has up to 10.
        pub fn attachment(mut $self, attachment: $crate::rest::body::NewAttachment) -> Self {
            $message.files.push(attachment);
            $self
        }

        /// Adds files; a message has up to 10.
        pub fn attachments(
            mut $self,
            attachments: impl IntoIterator<Item = $crate::rest::body::NewAttachment>,
        ) -> Self {
            $message.files.extend(attachments);
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

        /// Sets flags: of `SUPPRESS_EMBEDS`, `SUPPRESS_NOTIFICATIONS` and a few more, which say that they can be set.
        pub fn flags(mut $self, flags: $crate::model::MessageFlags) -> Self {
            $message.set_flags(flags);
            $self
        }

        /// Whether it is read aloud.
        pub fn tts(mut $self, tts: bool) -> Self {
            $message.tts = tts;
            $self
        }
    };
}
pub(crate) use message_setters;

/// Further setters, of messages that the bot itself sends to a channel: Discord has webhooks send none of it.
macro_rules! channel_message_setters {
    ($self:ident, $message:expr) => {
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
pub(crate) use channel_message_setters;

impl NewMessage {
    /// A message of this text, up to 2,000 characters.
    pub fn new(content: impl Into<String>) -> Self {
        Self::default().content(content)
    }

    message_setters!(self, self);
    channel_message_setters!(self, self);

    pub(crate) fn add_embed(&mut self, embed: EmbedWithFiles) {
        let embed = embed.place(&mut self.files);
        self.embeds.push(embed);
    }

    /// Adds components, and the flag that some of them need.
    pub(crate) fn add_components(
        &mut self,
        components: impl IntoIterator<Item = impl Into<Component>>,
    ) {
        self.components
            .extend(components.into_iter().map(Into::into));
        self.set_flags(self.flags.unwrap_or_default());
    }

    /// Sets the flags; what the components need stays.
    pub(crate) fn set_flags(&mut self, flags: MessageFlags) {
        let needed = needed_flags(&self.components);
        if self.flags.is_some() || !(flags | needed).is_empty() {
            self.flags = Some(flags | needed);
        }
    }

    /// Takes the files out, and tells of them.
    pub(super) fn take_files(&mut self) -> Attachments {
        let files = std::mem::take(&mut self.files);
        files.describe_by_name(&mut self.attachments);
        files
    }

    fn is_forward(&self) -> bool {
        self.message_reference
            .as_ref()
            .is_some_and(MessageReference::is_forward)
    }

    fn is_empty(&self) -> bool {
        self.content.trim().is_empty()
            && self.embeds.is_empty()
            && self.components.is_empty()
            && self.poll.is_none()
            && self.files.is_empty()
            && self.sticker_ids.is_empty()
            && self.shared_client_theme.is_none()
    }

    /// Checks all but that something is there at all.
    pub(super) fn check_parts(&self, faults: &mut Faults) {
        faults.characters("content", &self.content, 0..=MESSAGE_CONTENT);
        check_embeds(&self.embeds, faults);
        check_components(&self.components, self.flags.unwrap_or_default(), faults);
        self.check_attachments(faults);
        faults.count("sticker_ids", self.sticker_ids.len(), 0..=MESSAGE_STICKERS);
        if let Some(poll) = &self.poll {
            faults.within("poll", |faults| poll.check(faults));
        }
        if let Some(allowed_mentions) = &self.allowed_mentions {
            faults.within("allowed_mentions", |faults| allowed_mentions.check(faults));
        }
        if let Some(theme) = &self.shared_client_theme {
            faults.within("shared_client_theme", |faults| {
                faults.count("colors", theme.colors.len(), 1..=5);
                faults.range("gradient_angle", Some(theme.gradient_angle), 0..=360);
                faults.range("base_mix", Some(theme.base_mix), 0..=100);
            });
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
        self.check_form(faults);
    }

    /// Checks that a message of components has nothing else.
    fn check_form(&self, faults: &mut Faults) {
        let flags = self.flags.unwrap_or_default();
        if !flags.contains(MessageFlags::IS_COMPONENTS_V2) {
            return;
        }
        for (key, is_there) in [
            ("content", !self.content.is_empty()),
            ("embeds", !self.embeds.is_empty()),
            ("poll", self.poll.is_some()),
            ("sticker_ids", !self.sticker_ids.is_empty()),
            ("shared_client_theme", self.shared_client_theme.is_some()),
        ] {
            if is_there {
                faults.add(
                    key,
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    "a message with IS_COMPONENTS_V2 consists of components only; a `TextDisplay` shows a text",
                );
            }
        }
    }

    /// Checks the files, and that what is said of files is said of one of them.
    fn check_attachments(&self, faults: &mut Faults) {
        self.files.check(0, faults);
        let Field::Value(metadata) = &self.attachments else {
            return;
        };
        faults.each("attachments", metadata, |faults, metadata| {
            if !self.files.has(metadata.filename.as_deref()) {
                faults.add(
                    "",
                    "BASE_TYPE_REQUIRED",
                    "read from JSON, without its file: add one of the same name by `attachment`",
                );
            }
        });
    }
}

/// The flags that a message with these components needs.
pub(super) fn needed_flags(components: &[Component]) -> MessageFlags {
    if is_of_components(components) {
        MessageFlags::IS_COMPONENTS_V2
    } else {
        MessageFlags::empty()
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

impl From<EmbedWithFiles> for NewMessage {
    fn from(embed: EmbedWithFiles) -> Self {
        Self::default().embed(embed)
    }
}

impl From<NewAttachment> for NewMessage {
    fn from(attachment: NewAttachment) -> Self {
        Self::default().attachment(attachment)
    }
}

impl From<NewPoll> for NewMessage {
    fn from(poll: NewPoll) -> Self {
        Self::default().poll(poll)
    }
}

limits::validate!(NewMessage);

impl Limited for NewMessage {
    fn check(&self, faults: &mut Faults) {
        self.check_parts(faults);
        if self.is_empty() && !self.is_forward() {
            faults.add(
                "",
                "EMPTY_MESSAGE",
                "the message is empty: give it a text, an embed, a component, a poll, a file or a sticker",
            );
        }
    }
}

impl Body for NewMessage {
    fn repeatable(&self) -> bool {
        self.enforce_nonce && self.nonce.is_some()
    }

    fn set_default_mentions(&mut self, allowed_mentions: Option<&AllowedMentions>) {
        if self.allowed_mentions.is_none() && !self.is_forward() {
            self.allowed_mentions = allowed_mentions.cloned();
        }
    }

    fn into_payload(mut self) -> serde_json::Result<Payload> {
        let files = self.take_files();
        Ok(files.into_payload(serde_json::to_vec(&self)?))
    }
}

#[cfg(test)]
mod tests;
