//! Channels and threads.

use super::{message::Messages, thread::Threads};
use crate::{
    id::{
        Id,
        marker::{
            ApplicationMarker, ChannelMarker, GenericMarker, GuildMarker, RoleMarker,
            SoundboardSoundMarker, TagMarker, UserMarker,
        },
    },
    model::{
        Channel, ChannelFlags, ChannelType, DefaultReaction, Field, FollowedChannel,
        ForumLayoutType, ImageData, Invite, InviteTargetType, List, OverwriteType,
        PermissionOverwrite, Permissions, SortOrderType, TagSetting, VideoQualityMode,
    },
    rest::{
        RestClient,
        body::{NewForumTag, TargetUsers},
    },
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

    /// The threads of a channel.
    pub fn threads(&self, channel_id: impl Into<Id<ChannelMarker>>) -> Threads {
        Threads::new(&self.client, channel_id.into())
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
        /// Sets how video is shown in a voice channel; null lets Discord choose.
        video_quality_mode: Field<VideoQualityMode>,
        /// Sets the emoji of the button for reactions to a forum's posts; null takes it away.
        default_reaction_emoji: Field<DefaultReaction>,
        /// Sets the tags of a forum's posts, up to 20, in place of all there were.
        available_tags: Vec<NewForumTag> [items 0..=20],
        /// Sets how a forum's posts are sorted; null lets everyone choose.
        default_sort_order: Field<SortOrderType>,
        /// Sets how a forum is laid out.
        default_forum_layout: ForumLayoutType,
        /// Sets whether posts that are looked for have all tags or one of them.
        default_tag_setting: TagSetting,
        /// Sets how many seconds a user waits between messages in new threads, 0 to 21,600.
        default_thread_rate_limit_per_user: u32 [range 0..=21_600],
        /// Sets the tags of a post of a forum, up to 5, in place of all there were.
        applied_tags: Vec<Id<TagMarker>> [items 0..=5],
        /// Sets the icon of a group's direct messages; null takes it away.
        icon: Field<ImageData>,
        /// Sets flags, which differ by the sort of channel.
        flags: ChannelFlags,
    }
}

operation! {
    /// Sets what a role or member may do in a channel, other than in the guild; puts it in place of what was set.
    ///
    /// Needs `MANAGE_ROLES`; only permissions can be given that the bot has itself.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::model::{OverwriteType, Permissions};
    ///
    /// let quiet = client.channels().set_permissions(41_771_983_423_143_937, 5, OverwriteType::Role);
    /// quiet.deny(Permissions::SEND_MESSAGES).reason("closed").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Channel/Edit Channel Permissions.
    SetChannelPermissions = PUT "/channels/{channel_id}/permissions/{overwrite_id}" -> (), reason;
    fn Channels::set_permissions(
        channel_id: Id<ChannelMarker> in path,
        overwrite_id: Id<GenericMarker> in path,
        kind as "type": OverwriteType in body,
    );
    body {
        /// Allows these.
        allow: Permissions,
        /// Denies these.
        deny: Permissions,
    }
}

operation! {
    /// Takes away what was set for a role or member in a channel.
    ///
    /// Needs `MANAGE_ROLES`.
    ///
    /// Discord docs: Channel/Delete Channel Permission.
    DeleteChannelPermissions = DELETE "/channels/{channel_id}/permissions/{overwrite_id}" -> (), reason;
    fn Channels::delete_permissions(
        channel_id: Id<ChannelMarker> in path,
        overwrite_id: Id<GenericMarker> in path,
    );
}

operation! {
    /// Lists the invites to a channel.
    ///
    /// Needs `MANAGE_CHANNELS`.
    ///
    /// Discord docs: Channel/Get Channel Invites.
    ListChannelInvites = GET "/channels/{channel_id}/invites" -> List<Invite>;
    fn Channels::invites(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Makes an invite to a channel, for one day unless something else is set.
    ///
    /// Needs `CREATE_INSTANT_INVITE`.
    ///
    /// Discord docs: Channel/Create Channel Invite.
    CreateChannelInvite = POST "/channels/{channel_id}/invites" -> Invite, reason;
    fn Channels::create_invite(channel_id: Id<ChannelMarker> in path);
    body {
        /// Sets how many seconds it is good for, up to 604,800 (7 days) by Discord's documentation, 5,184,000 by its
        /// specification; 0 for ever.
        max_age: u32 [range 0..=5_184_000],
        /// Sets how often it can be used, up to 100; 0 for no limit, as where not set.
        max_uses: u32 [range 0..=100],
        /// Whether those who come by it leave with their connection, unless they get a role.
        temporary: bool,
        /// Whether it is another than one of the same settings.
        unique: bool,
        /// Sets what it is for in a voice channel.
        target_type: InviteTargetType,
        /// Sets whose stream it shows.
        target_user_id: Id<UserMarker>,
        /// Sets the application whose Activity it opens.
        target_application_id: Id<ApplicationMarker>,
        /// Sets the roles that those who come by it get. Needs `MANAGE_ROLES`.
        role_ids: Vec<Id<RoleMarker>>,
    }
}

impl CreateChannelInvite {
    /// Makes it an invite for these users alone, up to 10,000; Discord looks at them afterwards, and
    /// [tells how far it is](super::invite::Invites::target_users_job_status).
    pub fn target_users(mut self, users: impl Into<TargetUsers>) -> Self {
        let users: TargetUsers = users.into();
        self.body.add_file(users.into_file());
        self
    }
}

operation! {
    /// Lets a channel follow an announcement channel: what is published there comes here.
    ///
    /// Needs `MANAGE_WEBHOOKS` in the channel that follows.
    ///
    /// Discord docs: Channel/Follow Announcement Channel.
    FollowAnnouncementChannel = POST "/channels/{channel_id}/followers" -> FollowedChannel, reason;
    fn Channels::follow(
        channel_id: Id<ChannelMarker> in path,
        webhook_channel_id: Id<ChannelMarker> in body,
    );
}

operation! {
    /// Sets the status of a voice channel, up to 500 characters; null takes it away.
    ///
    /// Needs `SET_VOICE_CHANNEL_STATUS`, and `MANAGE_CHANNELS` where the bot is not connected.
    ///
    /// Discord docs: Channel/Set Voice Channel Status.
    SetVoiceChannelStatus = PUT "/channels/{channel_id}/voice-status" -> (), reason;
    fn Channels::set_voice_status(
        channel_id: Id<ChannelMarker> in path,
        status: Field<String> in body [characters 0..=500],
    );
}

operation! {
    /// Plays a sound in the voice channel that the bot is in.
    ///
    /// Needs `SPEAK` and `USE_SOUNDBOARD`, for a sound of another guild `USE_EXTERNAL_SOUNDS`.
    ///
    /// Discord docs: Soundboard/Send Soundboard Sound.
    SendSoundboardSound = POST "/channels/{channel_id}/send-soundboard-sound" -> ();
    fn Channels::send_soundboard_sound(
        channel_id: Id<ChannelMarker> in path,
        sound_id: Id<SoundboardSoundMarker> in body,
    );
    body {
        /// Names the guild that the sound is of, where it is another.
        source_guild_id: Id<GuildMarker>,
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

operation! {
    /// Puts a user in a group, by an access token of the user with the scope `gdm.join`.
    ///
    /// Discord docs: Channel/Group DM Add Recipient.
    AddGroupRecipient = PUT "/channels/{channel_id}/recipients/{user_id}" -> ();
    fn Channels::add_recipient(
        channel_id: Id<ChannelMarker> in path,
        user_id: Id<UserMarker> in path,
        access_token: String in body,
    );
    body {
        /// Sets the name that the user has in the group.
        nick: String,
    }
}

operation! {
    /// Takes a user out of a group.
    ///
    /// Discord docs: Channel/Group DM Remove Recipient.
    RemoveGroupRecipient = DELETE "/channels/{channel_id}/recipients/{user_id}" -> ();
    fn Channels::remove_recipient(channel_id: Id<ChannelMarker> in path, user_id: Id<UserMarker> in path);
}
