//! Publishing messages of announcement channels.

use super::{
    Changed, Refusal, Store,
    bits::{message_flag, permission},
    channel::kind as channel_kind,
    ids::{ChannelId, MessageId, UserId},
    message::kind,
};

impl Store {
    /// Publishes a message of an announcement channel.
    pub(crate) fn crosspost(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, user)?;
        if channel.kind != channel_kind::GUILD_ANNOUNCEMENT {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        let message = self.message_for(channel_id, id, user)?;
        if message.kind != kind::DEFAULT {
            return Err(Refusal::INVALID_MESSAGE_TYPE);
        }
        let needed = if message.author_id == user {
            permission::SEND_MESSAGES
        } else {
            permission::SEND_MESSAGES | permission::MANAGE_MESSAGES
        };
        self.channel_with(channel_id, user, needed)?;
        let message = self.message_mut(channel_id, id)?;
        if message.flags & message_flag::CROSSPOSTED != 0 {
            return Err(Refusal::ALREADY_CROSSPOSTED);
        }
        message.flags |= message_flag::CROSSPOSTED;
        let mut events = vec![self.message_event("MESSAGE_UPDATE", channel_id, id)?];
        events.extend(self.copy_to_followers(channel_id, id));
        Ok(Changed::new((), events))
    }
}
