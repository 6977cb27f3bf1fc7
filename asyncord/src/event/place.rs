//! What an event tells of its place and its user.

use super::{Event, MessageCreate, MessageUpdate};
use crate::id::{
    Id,
    marker::{ChannelMarker, MessageMarker},
};

/// The message that a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReplyTarget {
    /// Its channel.
    pub channel_id: Id<ChannelMarker>,
    /// The message.
    pub message_id: Id<MessageMarker>,
}

/// An event that can be replied to.
#[diagnostic::on_unimplemented(
    message = "the event `{Self}` cannot be replied to",
    label = "what the handler returns would be a reply",
    note = "return `()` or `asyncord::Result`; messages can be replied to"
)]
pub trait Replyable: Event {
    /// The message that a reply answers.
    fn reply_target(&self) -> ReplyTarget;
}

impl Replyable for MessageCreate {
    fn reply_target(&self) -> ReplyTarget {
        ReplyTarget {
            channel_id: self.channel_id,
            message_id: self.id,
        }
    }
}

impl Replyable for MessageUpdate {
    fn reply_target(&self) -> ReplyTarget {
        ReplyTarget {
            channel_id: self.channel_id,
            message_id: self.id,
        }
    }
}

/// An event that tells its channel.
pub trait HasChannel: Event {
    /// The channel.
    fn channel_id(&self) -> Option<Id<ChannelMarker>>;
}

/// An event that tells its user.
pub trait HasUser: Event {
    /// The user.
    fn user_id(&self) -> Option<Id<crate::id::marker::UserMarker>>;
}

impl HasChannel for MessageCreate {
    fn channel_id(&self) -> Option<Id<ChannelMarker>> {
        Some(self.channel_id)
    }
}

impl HasUser for MessageCreate {
    fn user_id(&self) -> Option<Id<crate::id::marker::UserMarker>> {
        Some(self.author.id)
    }
}
