//! Writing, changing and deleting messages.

use serde_json::{Value, json};

use super::{
    Changed, Event, Refusal, Store,
    bits::{intent, message_flag, permission},
    channel::Channel,
    component::check_media,
    event::Audience,
    expression::standard_sticker,
    file::{KeptAttachment, Upload, clean},
    ids::{ChannelId, MessageId, StickerId, UserId},
    mention::AllowedMentions,
    message::{Message, Reference, kind},
    poll::DraftPoll,
};

/// The oldest message of a channel goes when there are more.
const MAX_MESSAGES: usize = 20_000;
/// For how long a nonce that must be unique is remembered.
const NONCE_MS: u64 = 5 * 60 * 1000;

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
    /// Posts a message.
    pub(crate) fn post(
        &mut self,
        channel_id: ChannelId,
        author_id: UserId,
        draft: Draft,
    ) -> Result<Changed<MessageId>, Refusal> {
        self.check_post(channel_id, author_id, &draft)?;
        if draft.enforce_nonce
            && let Some(existing) = self.with_nonce(channel_id, author_id, draft.nonce.as_ref())
        {
            return Ok(Changed::nothing(existing));
        }
        let id = draft.id.unwrap_or_else(|| self.clock.next_id());
        let message = Message::new(id, channel_id, author_id);
        let message = self.compose(message, draft)?;
        let mut events = match self.enter_by_writing(channel_id, author_id) {
            Ok(events) => events,
            Err(refusal) => {
                self.forget_files(&message);
                return Err(refusal);
            }
        };
        self.note_post(channel_id, author_id);
        let mentioned = message.mentions.clone();
        events.push(self.insert_message(message)?);
        events.extend(self.bring_in_mentioned(channel_id, author_id, &mentioned));
        events.append(&mut self.aside);
        Ok(Changed::new(id, events))
    }

    /// Fills a message, whose author has been found to be allowed to post it, with what a draft says.
    pub(super) fn compose(
        &mut self,
        mut message: Message,
        draft: Draft,
    ) -> Result<Message, Refusal> {
        let (channel_id, author_id) = (message.channel_id, message.author_id);
        let is_forward = draft.is_forward();
        let (reference, snapshots) = self.resolve(channel_id, author_id, draft.reference)?;
        message.stickers = self.stickers_of(channel_id, author_id, &draft.stickers)?;
        if reference.is_some() && !is_forward {
            message.kind = kind::REPLY;
        }
        message.flags |= draft.flags;
        if !snapshots.is_empty() {
            message.flags |= message_flag::HAS_SNAPSHOT;
        }
        let channel = self.channel(channel_id)?;
        message.content = if message.webhook.is_some() {
            draft.content
        } else {
            self.with_usable_emojis(&draft.content, channel, author_id)
        };
        message.tts = draft.tts;
        // No embeds are made of links in the content: the sandbox never asks other servers for anything.
        message.embeds = draft.embeds;
        message.components = draft.components;
        message.theme = draft.theme;
        message.nonce = draft.nonce;
        message.reference = reference.or(message.reference);
        message.snapshots = snapshots;
        self.mention(&mut message, &draft.allowed_mentions);
        let poll = draft.poll.map(|poll| self.with_emojis(poll)).transpose()?;
        check_files(&message, &draft.files)?;
        self.moderate_message(&message)?;
        message.attachments = self.store_files(channel_id, draft.files);
        self.point_embeds(&mut message);
        self.point_media(&mut message);
        if let Some(poll) = poll {
            self.begin_poll(&mut message, poll);
        }
        Ok(message)
    }

    /// The stickers of a message, as far as its author may send them there.
    fn stickers_of(
        &self,
        channel_id: ChannelId,
        author: UserId,
        ids: &[StickerId],
    ) -> Result<Vec<Value>, Refusal> {
        let channel = self.channel(channel_id)?;
        let granted = self.permissions_in(channel, author);
        let mut items = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some((sticker, _)) = standard_sticker(*id) {
                items.push(json!({
                    "id": id,
                    "name": sticker["name"],
                    "format_type": sticker["format_type"],
                }));
                continue;
            }
            let sticker = self.find_sticker(*id).ok_or(Refusal::INVALID_STICKER)?;
            if !self.is_member(sticker.guild_id, author) {
                return Err(Refusal::INVALID_STICKER);
            }
            let is_external = channel.guild_id() != Some(sticker.guild_id);
            if is_external && granted & permission::USE_EXTERNAL_STICKERS == 0 {
                return Err(Refusal::NO_EXTERNAL_STICKERS);
            }
            items.push(sticker.item());
        }
        Ok(items)
    }

    /// Puts a finished message into its channel.
    pub(super) fn insert_message(&mut self, message: Message) -> Result<Event, Refusal> {
        let (channel_id, id) = (message.channel_id, message.id);
        let channel = self
            .channels
            .get_mut(&channel_id)
            .ok_or(Refusal::UNKNOWN_CHANNEL)?;
        channel.last_message_id = Some(id);
        self.count_in_thread(&message);
        let messages = self.messages.entry(channel_id).or_default();
        messages.insert(id, message);
        if messages.len() > MAX_MESSAGES
            && let Some((_, oldest)) = messages.pop_first()
        {
            self.forget_files(&oldest);
        }
        self.message_event("MESSAGE_CREATE", channel_id, id)
    }

    /// The message that a draft refers to, or the copy of it that a forward carries.
    fn resolve(
        &self,
        channel_id: ChannelId,
        author: UserId,
        reference: Option<DraftReference>,
    ) -> Result<(Option<Reference>, Vec<Value>), Refusal> {
        let Some(wanted) = reference else {
            return Ok((None, Vec::new()));
        };
        let from = wanted.channel_id.unwrap_or(channel_id);
        let channel = match self.channel_for(from, author) {
            Err(_) if wanted.forward => return Err(Refusal::CANNOT_FORWARD),
            channel => channel?,
        };
        let found = match self.message_for(from, wanted.message_id, author) {
            Ok(found) if wanted.forward || from == channel_id => found,
            Err(_) if !wanted.must_exist => return Ok((None, Vec::new())),
            _ => {
                return Err(Refusal::field(
                    "message_reference",
                    "REPLIES_UNKNOWN_MESSAGE",
                    "Unknown message",
                ));
            }
        };
        if wanted.forward {
            self.check_forward(channel, found, author)?;
        } else if !found.is_written() {
            return Err(Refusal::field(
                "message_reference",
                "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                "Cannot reply to a system message",
            ));
        }
        let reference = Reference {
            kind: wanted.forward.into(),
            guild_id: channel.guild_id(),
            channel_id: from,
            message_id: found.id,
        };
        let snapshots = match wanted.forward {
            true if found.snapshots.is_empty() => vec![self.snapshot(found)],
            true => found.snapshots.clone(),
            false => Vec::new(),
        };
        Ok((Some(reference), snapshots))
    }

    /// Finds out whom the content mentions.
    pub(super) fn mention(&self, message: &mut Message, allowed: &AllowedMentions) {
        let found = super::mention::parse(&message.content);
        let channel = self.channels.get(&message.channel_id);
        let guild = channel
            .and_then(Channel::guild_id)
            .and_then(|guild| self.guilds.get(&guild));
        // A webhook has no permissions; whoever made it could mention everyone.
        let may_all = message.webhook.is_some()
            || channel.is_some_and(|channel| {
                let granted = self.permissions_in(channel, message.author_id);
                granted & permission::MENTION_EVERYONE != 0
            });
        message.mention_everyone =
            guild.is_some() && found.everyone && may_all && allowed.everyone();
        message.mentions = found.users;
        message
            .mentions
            .retain(|user| self.users.contains_key(user) && allowed.user(*user));
        message.mention_roles = found.roles;
        message.mention_roles.retain(|role| {
            let role_of_guild = guild.and_then(|guild| guild.roles.get(role));
            role_of_guild.is_some_and(|role| may_all || role.mentionable) && allowed.role(*role)
        });
        if let Some(reference) = &message.reference
            && message.kind == kind::REPLY
            && allowed.replied_user()
            && let Ok(replied) = self.message(reference.channel_id, reference.message_id)
            && !message.mentions.contains(&replied.author_id)
        {
            message.mentions.push(replied.author_id);
        }
    }

    fn with_nonce(
        &self,
        channel: ChannelId,
        author: UserId,
        nonce: Option<&Value>,
    ) -> Option<MessageId> {
        let nonce = nonce?;
        let since = self.clock.now().saturating_sub(NONCE_MS);
        self.messages_of(channel)
            .take_while(|message| message.id.timestamp_ms() >= since)
            .find(|message| message.author_id == author && message.nonce.as_ref() == Some(nonce))
            .map(|message| message.id)
    }

    /// Changes a message; all but its flags only its author can.
    pub(crate) fn edit_message(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
        mut edit: MessageEdit,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, user)?;
        let is_guild = channel.guild_id().is_some();
        let message = self.message_for(channel_id, id, user)?.clone();
        if !message.is_written() {
            return Err(Refusal::SYSTEM_MESSAGE);
        }
        if message.author_id != user {
            if !edit.only_flags() || !is_guild {
                return Err(Refusal::NOT_THE_AUTHOR);
            }
            self.channel_with(channel_id, user, permission::MANAGE_MESSAGES)?;
        }
        channel.check_is_awake()?;
        let is_own = message.author_id == user;
        if !is_own {
            edit.flags = edit
                .flags
                .map(|flags| flags & message_flag::SUPPRESS_EMBEDS);
        }
        self.rewrite(message, edit, is_own)
    }

    /// Makes a change of a message, of which it says that it was edited or not.
    pub(super) fn rewrite(
        &mut self,
        mut message: Message,
        edit: MessageEdit,
        is_edit: bool,
    ) -> Result<Changed<()>, Refusal> {
        let (channel_id, id) = (message.channel_id, message.id);
        if message.flags & message_flag::IS_VOICE_MESSAGE != 0 && !edit.only_flags() {
            return Err(Refusal::VOICE_MESSAGE_NOT_EDITABLE);
        }
        if message.poll.is_some() && !edit.only_flags() {
            return Err(Refusal::POLL_NOT_EDITABLE);
        }
        if edit.touches_stickers {
            return Err(Refusal::STICKERS_NOT_EDITABLE);
        }
        let rewritten = edit.content.is_some();
        message.content = edit.content.unwrap_or(message.content);
        message.embeds = edit.embeds.unwrap_or(message.embeds);
        message.components = edit.components.unwrap_or(message.components);
        if let Some(flags) = edit.flags {
            let settable = message_flag::SUPPRESS_EMBEDS;
            message.flags = message.flags & !settable | flags & settable;
            // It can be switched on and never off.
            message.flags |= flags & message_flag::IS_COMPONENTS_V2;
        }
        let is_v2 = message.flags & message_flag::IS_COMPONENTS_V2 != 0;
        let has_legacy_parts =
            !message.content.is_empty() || !message.embeds.is_empty() || edit.poll.is_some();
        if is_v2 && has_legacy_parts {
            return Err(Refusal::legacy_parts());
        }
        let poll = edit.poll.map(|poll| self.with_emojis(poll)).transpose()?;
        let mut dropped = Vec::new();
        if let Some(keep) = edit.keep {
            let (kept, gone) = super::file::keep(message.attachments, &keep)?;
            message.attachments = kept;
            dropped = gone;
        }
        if message.is_empty() && edit.files.is_empty() && poll.is_none() {
            return Err(Refusal::EMPTY_MESSAGE);
        }
        check_files(&message, &edit.files)?;
        if rewritten {
            self.mention(&mut message, &edit.allowed_mentions);
            self.moderate_message(&message)?;
        }
        let added = self.store_files(channel_id, edit.files);
        message.attachments.extend(added);
        self.point_embeds(&mut message);
        self.point_media(&mut message);
        for attachment in dropped {
            self.files.remove(&attachment);
        }
        if let Some(poll) = poll {
            self.begin_poll(&mut message, poll);
        }
        if is_edit {
            message.edited_at = Some(self.clock.now());
        }
        *self.message_mut(channel_id, id)? = message;
        let mut events = vec![self.message_event("MESSAGE_UPDATE", channel_id, id)?];
        events.extend(self.update_copies(channel_id, id));
        events.append(&mut self.aside);
        Ok(Changed::new((), events))
    }

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
