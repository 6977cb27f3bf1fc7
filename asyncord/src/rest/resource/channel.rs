//! Channels and threads.

use super::message::Messages;
use crate::{
    id::{Id, marker::ChannelMarker},
    model::{Channel, ChannelFlags, ChannelType, Field, PermissionOverwrite},
    rest::RestClient,
};

group! {
    /// Channels and threads; from [`RestClient::channels`].
    pub struct Channels {}
}

impl RestClient {
    /// Channels and threads.
    pub fn channels(&self) -> Channels {
        Channels::new(self)
    }
}

impl Channels {
    /// The messages of a channel.
    pub fn messages(&self, channel_id: impl Into<Id<ChannelMarker>>) -> Messages {
        Messages::new(&self.client, channel_id.into())
    }
}

operation! {
    /// Gets a channel or thread.
    ///
    /// Discord docs: Channel/Get Channel.
    GetChannel = GET "/channels/{channel_id}" -> Channel;
    fn Channels::get(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Edits a channel or thread. What is not set stays as it is.
    ///
    /// Needs `MANAGE_CHANNELS`, for threads `MANAGE_THREADS`.
    ///
    /// Discord docs: Channel/Modify Channel.
    UpdateChannel = PATCH "/channels/{channel_id}" -> Channel, reason;
    fn Channels::update(channel_id: Id<ChannelMarker> in path);
    body {
        /// Sets the name, 1 to 100 characters.
        name: String [characters 1..=100],
        /// Changes between a text channel and an announcement channel.
        kind as "type": ChannelType,
        /// Sets the place in the list.
        position: Field<u32>,
        /// Sets the topic, up to 1,024 characters, in a forum 4,096.
        topic: Field<String> [characters 0..=4096],
        /// Sets whether it is age-restricted.
        nsfw: Field<bool>,
        /// Sets how many seconds a user waits between messages, 0 to 21,600.
        rate_limit_per_user: Field<u32> [range 0..=21_600],
        /// Sets the bit rate of a voice channel, 8,000 bits a second or more.
        bitrate: Field<u32>,
        /// Sets how many users a voice channel takes; 0 for no limit.
        user_limit: Field<u32>,
        /// Sets what roles and members may do here, in place of all there was.
        permission_overwrites: Vec<PermissionOverwrite>,
        /// Sets the category; null takes it out of one.
        parent_id: Field<Id<ChannelMarker>>,
        /// Sets the voice region; null lets Discord choose.
        rtc_region: Field<String>,
        /// Sets the minutes of silence after which new threads are hidden: 60, 1,440, 4,320 or 10,080.
        default_auto_archive_duration: Field<u32>,
        /// Sets whether a thread is archived.
        archived: bool,
        /// Sets whether only moderators can unarchive a thread.
        locked: bool,
        /// Sets whether anyone can add members to a private thread.
        invitable: bool,
        /// Sets the minutes of silence after which a thread is hidden: 60, 1,440, 4,320 or 10,080.
        auto_archive_duration: u32,
        /// Sets flags, which differ by the sort of channel.
        flags: ChannelFlags,
    }
}

operation! {
    /// Deletes a channel or thread, or closes a direct message. It cannot be undone.
    ///
    /// Needs `MANAGE_CHANNELS`, for threads `MANAGE_THREADS`.
    ///
    /// Discord docs: Channel/Delete/Close Channel.
    DeleteChannel = DELETE "/channels/{channel_id}" -> Channel, reason;
    fn Channels::delete(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Shows the bot as typing, for 10 seconds or until it sends a message.
    ///
    /// Discord docs: Channel/Trigger Typing Indicator.
    TriggerTyping = POST "/channels/{channel_id}/typing" -> ();
    fn Channels::trigger_typing(channel_id: Id<ChannelMarker> in path);
}
