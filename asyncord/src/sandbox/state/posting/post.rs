//! Posting messages.

use serde_json::{Value, json};

use super::{
    super::{
        Changed, Event, Refusal, Store,
        bits::{message_flag, permission},
        expression::standard_sticker,
        ids::{ChannelId, MessageId, StickerId, UserId},
        message::{Message, kind},
    },
    Draft, check_files,
};

/// The oldest message of a channel goes when there are more.
const MAX_MESSAGES: usize = 20_000;
/// For how long a nonce that must be unique is remembered.
const NONCE_MS: u64 = 5 * 60 * 1000;

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
    pub(in super::super) fn compose(
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
    pub(in super::super) fn insert_message(&mut self, message: Message) -> Result<Event, Refusal> {
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
}
