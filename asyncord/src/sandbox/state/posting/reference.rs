//! What a new message replies to or forwards.

use serde_json::Value;

use super::{
    super::{
        Refusal, Store,
        ids::{ChannelId, UserId},
        message::Reference,
    },
    DraftReference,
};

impl Store {
    /// The message that a draft refers to, or the copy of it that a forward carries.
    pub(super) fn resolve(
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
}
