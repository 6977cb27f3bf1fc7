//! Announcement channels followed from another guild.

use super::super::wire::object;
use crate::id::{
    Id,
    marker::{ChannelMarker, WebhookMarker},
};

/// An announcement channel that another channel follows now.
///
/// Discord docs: Channel/Followed Channel Object.
#[object]
#[derive(Copy, Eq)]
pub struct FollowedChannel {
    /// The channel that is followed.
    pub channel_id: Id<ChannelMarker>,
    /// The webhook in the following channel, which brings the messages.
    pub webhook_id: Option<Id<WebhookMarker>>,
}
