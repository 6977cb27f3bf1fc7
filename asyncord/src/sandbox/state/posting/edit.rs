//! Changing messages.

use super::{
    super::{
        Changed, Refusal, Store,
        bits::{message_flag, permission},
        file,
        ids::{ChannelId, MessageId, UserId},
        message::Message,
    },
    MessageEdit, check_files,
};

impl Store {
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
    pub(in super::super) fn rewrite(
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
            let (kept, gone) = file::keep(message.attachments, &keep)?;
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
}
