//! Writing, changing and deleting messages.

use serde_json::{Value, json};

use super::{
    Changed, Event, Refusal, Store,
    bits::{intent, message_flag},
    channel::Channel,
    file::Upload,
    ids::{AttachmentId, ChannelId, GuildId, MessageId, UserId, now_ms},
    mention::AllowedMentions,
    message::{Message, Reference, kind},
};

/// The oldest message of a channel goes when there are more.
const MAX_MESSAGES: usize = 20_000;
/// For how long a nonce that must be unique is remembered.
const NONCE_MS: u64 = 5 * 60 * 1000;
const TWO_WEEKS_MS: u64 = 14 * 24 * 60 * 60 * 1000;

/// A message to be posted.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) content: String,
    pub(crate) tts: bool,
    pub(crate) nonce: Option<Value>,
    pub(crate) enforce_nonce: bool,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
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
    /// The attachments to keep, each with a new description or none.
    pub(crate) keep: Option<Vec<(AttachmentId, Option<String>)>>,
    pub(crate) files: Vec<Upload>,
}

impl MessageEdit {
    /// Whether somebody else than the author may make it.
    fn only_flags(&self) -> bool {
        self.content.is_none()
            && self.embeds.is_none()
            && self.components.is_none()
            && self.keep.is_none()
            && self.files.is_empty()
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
        let channel = self.channel_for(channel_id, author_id)?;
        if !channel.takes_messages() {
            return Err(Refusal::NotATextChannel);
        }
        let guild = channel.guild_id();
        if draft.enforce_nonce
            && let Some(existing) = self.with_nonce(channel_id, author_id, draft.nonce.as_ref())
        {
            return Ok(Changed::nothing(existing));
        }
        let (reference, snapshots) = self.resolve(channel_id, author_id, draft.reference)?;
        let is_reply = reference.as_ref().is_some_and(|found| found.kind == 0);
        let mut flags = draft.flags;
        if !snapshots.is_empty() {
            flags |= message_flag::HAS_SNAPSHOT;
        }
        let id = self.ids.next();
        let mut message = Message {
            kind: if is_reply { kind::REPLY } else { kind::DEFAULT },
            content: draft.content,
            tts: draft.tts,
            embeds: draft.embeds,
            components: draft.components,
            nonce: draft.nonce,
            flags,
            reference,
            snapshots,
            ..Message::new(id, channel_id, author_id)
        };
        if message.is_empty() && draft.files.is_empty() {
            return Err(Refusal::EmptyMessage);
        }
        let files = draft.files;
        message.attachments = self.store_files(channel_id, files);
        self.point_embeds(&mut message);
        self.mention(guild, &mut message, &draft.allowed_mentions);
        let event = self.insert_message(message)?;
        Ok(Changed::new(id, vec![event]))
    }

    /// Puts a finished message into its channel.
    pub(super) fn insert_message(&mut self, message: Message) -> Result<Event, Refusal> {
        let (channel_id, id) = (message.channel_id, message.id);
        let channel = self
            .channels
            .get_mut(&channel_id)
            .ok_or(Refusal::UnknownChannel)?;
        channel.last_message_id = Some(id);
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
        let channel = self.channel_for(from, author)?;
        let found = match self.message(from, wanted.message_id) {
            Ok(found) if wanted.forward || from == channel_id => found,
            Err(_) if !wanted.must_exist => return Ok((None, Vec::new())),
            _ => return Err(Refusal::UnknownReference),
        };
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
    fn mention(&self, guild: Option<GuildId>, message: &mut Message, allowed: &AllowedMentions) {
        let found = super::mention::parse(&message.content);
        let guild = guild.and_then(|guild| self.guilds.get(&guild));
        message.mention_everyone = guild.is_some() && found.everyone && allowed.everyone();
        message.mentions = found.users;
        message
            .mentions
            .retain(|user| self.users.contains_key(user) && allowed.user(*user));
        message.mention_roles = found.roles;
        message.mention_roles.retain(|role| {
            guild.is_some_and(|guild| guild.roles.contains_key(role)) && allowed.role(*role)
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
        let since = now_ms().saturating_sub(NONCE_MS);
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
        edit: MessageEdit,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.channel_for(channel_id, user)?.guild_id();
        let mut message = self.message(channel_id, id)?.clone();
        if message.kind == kind::CHANNEL_PINNED_MESSAGE {
            return Err(Refusal::SystemMessage);
        }
        if message.author_id != user && !edit.only_flags() {
            return Err(Refusal::NotTheAuthor);
        }
        let rewritten = edit.content.is_some();
        message.content = edit.content.unwrap_or(message.content);
        message.embeds = edit.embeds.unwrap_or(message.embeds);
        message.components = edit.components.unwrap_or(message.components);
        if let Some(flags) = edit.flags {
            let settable = message_flag::SUPPRESS_EMBEDS;
            message.flags = message.flags & !settable | flags & settable;
            message.flags |= flags & message_flag::IS_COMPONENTS_V2;
        }
        let mut dropped = Vec::new();
        if let Some(keep) = edit.keep {
            let (kept, gone) = super::file::keep(message.attachments, &keep)?;
            message.attachments = kept;
            dropped = gone;
        }
        if message.is_empty() && edit.files.is_empty() {
            return Err(Refusal::EmptyMessage);
        }
        let added = self.store_files(channel_id, edit.files);
        message.attachments.extend(added);
        self.point_embeds(&mut message);
        for attachment in dropped {
            self.files.remove(&attachment);
        }
        if rewritten {
            self.mention(guild, &mut message, &edit.allowed_mentions);
        }
        if message.author_id == user {
            message.edited_at = Some(now_ms());
        }
        *self.message_mut(channel_id, id)? = message;
        let event = self.message_event("MESSAGE_UPDATE", channel_id, id)?;
        Ok(Changed::new((), vec![event]))
    }

    pub(crate) fn delete_message(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, user)?.clone();
        let message = self.message(channel_id, id)?;
        if channel.guild_id().is_none() && message.author_id != user {
            return Err(Refusal::DirectChannel);
        }
        self.remove_message(channel_id, id);
        let mut data = json!({ "id": id, "channel_id": channel_id });
        if let Some(guild) = channel.guild_id() {
            data["guild_id"] = json!(guild);
        }
        let event = message_change("MESSAGE_DELETE", &channel, data);
        Ok(Changed::new((), vec![event]))
    }

    /// Deletes several messages at once; those that do not exist are passed over.
    pub(crate) fn bulk_delete(
        &mut self,
        channel_id: ChannelId,
        user: UserId,
        ids: &[MessageId],
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, user)?.clone();
        let Some(guild) = channel.guild_id() else {
            return Err(Refusal::DirectChannel);
        };
        let oldest = now_ms().saturating_sub(TWO_WEEKS_MS);
        if ids.iter().any(|id| id.timestamp_ms() < oldest) {
            return Err(Refusal::TooOldForBulkDelete);
        }
        let found: Vec<MessageId> = ids
            .iter()
            .copied()
            .filter(|id| self.remove_message(channel_id, *id))
            .collect();
        if found.is_empty() {
            return Ok(Changed::nothing(()));
        }
        let data = json!({ "ids": found, "channel_id": channel_id, "guild_id": guild });
        let event = message_change("MESSAGE_DELETE_BULK", &channel, data);
        Ok(Changed::new((), vec![event]))
    }

    /// Publishes a message of an announcement channel.
    pub(crate) fn crosspost(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, user)?;
        if channel.kind != super::channel::kind::GUILD_ANNOUNCEMENT {
            return Err(Refusal::WrongChannelType);
        }
        let message = self.message_mut(channel_id, id)?;
        if message.flags & message_flag::CROSSPOSTED != 0 {
            return Err(Refusal::AlreadyCrossposted);
        }
        message.flags |= message_flag::CROSSPOSTED;
        let event = self.message_event("MESSAGE_UPDATE", channel_id, id)?;
        Ok(Changed::new((), vec![event]))
    }

    fn remove_message(&mut self, channel_id: ChannelId, id: MessageId) -> bool {
        let removed = self
            .messages
            .get_mut(&channel_id)
            .and_then(|messages| messages.remove(&id));
        if let Some(message) = &removed {
            self.forget_files(message);
        }
        removed.is_some()
    }

    pub(super) fn message_event(
        &self,
        name: &'static str,
        channel_id: ChannelId,
        id: MessageId,
    ) -> Result<Event, Refusal> {
        let channel = self.channel(channel_id)?;
        let data = self.message_event_json(channel, self.message(channel_id, id)?);
        Ok(message_change(name, channel, data).with_content())
    }
}

fn message_change(name: &'static str, channel: &Channel, data: Value) -> Event {
    Event::new(
        name,
        channel.audience(),
        channel.intent(intent::GUILD_MESSAGES, intent::DIRECT_MESSAGES),
        data,
    )
}
