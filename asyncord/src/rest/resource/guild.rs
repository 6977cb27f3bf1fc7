//! Guilds, their channels, members and roles.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::{
        Channel, ChannelType, DefaultMessageNotificationLevel, DefaultReaction,
        ExplicitContentFilterLevel, Field, ForumLayoutType, Guild, GuildFeature, ImageData, List,
        PermissionOverwrite, SortOrderType, SystemChannelFlags, TagSetting, VerificationLevel,
        VideoQualityMode,
    },
    rest::{
        RestClient,
        body::{ChannelPositions, NewForumTag},
    },
};

pub mod audit_log;
pub mod auto_moderation;
pub mod ban;
pub mod emoji;
pub mod join_request;
pub mod member;
pub mod role;
pub mod scheduled_event;
pub mod settings;
pub mod soundboard;
pub mod sticker;
pub mod template;
pub mod voice_state;

group! {
    /// Guilds; from [`RestClient::guilds`].
    pub struct Guilds {}
}

impl RestClient {
    /// Guilds.
    pub fn guilds(&self) -> Guilds {
        Guilds::new(self)
    }
}

impl Guilds {
    /// The members of a guild.
    pub fn members(&self, guild_id: impl Into<Id<GuildMarker>>) -> member::Members {
        member::Members::new(&self.client, guild_id.into())
    }

    /// The audit log of a guild.
    pub fn audit_log(&self, guild_id: impl Into<Id<GuildMarker>>) -> audit_log::AuditLog {
        audit_log::AuditLog::new(&self.client, guild_id.into())
    }

    /// The rules of auto-moderation of a guild.
    pub fn auto_moderation(
        &self,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> auto_moderation::AutoModeration {
        auto_moderation::AutoModeration::new(&self.client, guild_id.into())
    }

    /// The bans of a guild.
    pub fn bans(&self, guild_id: impl Into<Id<GuildMarker>>) -> ban::Bans {
        ban::Bans::new(&self.client, guild_id.into())
    }

    /// The emojis of a guild.
    pub fn emojis(&self, guild_id: impl Into<Id<GuildMarker>>) -> emoji::Emojis {
        emoji::Emojis::new(&self.client, guild_id.into())
    }

    /// The scheduled events of a guild.
    pub fn scheduled_events(
        &self,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> scheduled_event::ScheduledEvents {
        scheduled_event::ScheduledEvents::new(&self.client, guild_id.into())
    }

    /// The requests to join a guild.
    pub fn join_requests(
        &self,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> join_request::JoinRequests {
        join_request::JoinRequests::new(&self.client, guild_id.into())
    }

    /// The stickers of a guild.
    pub fn stickers(&self, guild_id: impl Into<Id<GuildMarker>>) -> sticker::Stickers {
        sticker::Stickers::new(&self.client, guild_id.into())
    }

    /// The sounds of a guild.
    pub fn soundboard_sounds(
        &self,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> soundboard::SoundboardSounds {
        soundboard::SoundboardSounds::new(&self.client, guild_id.into())
    }

    /// The templates of a guild.
    pub fn templates(&self, guild_id: impl Into<Id<GuildMarker>>) -> template::Templates {
        template::Templates::new(&self.client, guild_id.into())
    }

    /// The voice states of a guild.
    pub fn voice_states(&self, guild_id: impl Into<Id<GuildMarker>>) -> voice_state::VoiceStates {
        voice_state::VoiceStates::new(&self.client, guild_id.into())
    }

    /// The roles of a guild.
    pub fn roles(&self, guild_id: impl Into<Id<GuildMarker>>) -> role::Roles {
        role::Roles::new(&self.client, guild_id.into())
    }
}

operation! {
    /// Gets a guild.
    ///
    /// Discord docs: Guild/Get Guild.
    GetGuild = GET "/guilds/{guild_id}" -> Guild;
    fn Guilds::get(guild_id: Id<GuildMarker> in path);
    query {
        /// Whether to count members, about.
        with_counts: bool,
    }
}

operation! {
    /// Edits a guild. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Modify Guild.
    UpdateGuild = PATCH "/guilds/{guild_id}" -> Guild, reason;
    fn Guilds::update(guild_id: Id<GuildMarker> in path);
    body {
        /// Sets the name, 2 to 100 characters.
        name: String [characters 2..=100],
        /// Sets what the guild says of itself, up to 300 characters.
        description: Field<String> [characters 0..=300],
        /// Sets the icon; null takes it away.
        icon: Field<ImageData>,
        /// Sets the invite background.
        splash: Field<ImageData>,
        /// Sets the banner.
        banner: Field<ImageData>,
        /// Sets who may write.
        verification_level: Field<VerificationLevel>,
        /// Sets the channel that idle voice users are moved to.
        afk_channel_id: Field<Id<ChannelMarker>>,
        /// Sets the seconds until a voice user counts as idle: 60, 300, 900, 1,800 or 3,600.
        afk_timeout: u32,
        /// Sets the channel of system messages.
        system_channel_id: Field<Id<ChannelMarker>>,
        /// Sets the channel of the rules.
        rules_channel_id: Field<Id<ChannelMarker>>,
        /// Sets the channel of Discord's notices to moderators.
        public_updates_channel_id: Field<Id<ChannelMarker>>,
        /// Sets the language.
        preferred_locale: Field<String>,
        /// Sets what is switched on, in place of all there was.
        features: Vec<GuildFeature>,
        /// Sets of which messages members are told, unless they choose themselves.
        default_message_notifications: Field<DefaultMessageNotificationLevel>,
        /// Sets whose files are looked through for what is not for everyone.
        explicit_content_filter: Field<ExplicitContentFilterLevel>,
        /// Sets the picture in the search for guilds. Needs a guild with `DISCOVERABLE`.
        discovery_splash: Field<ImageData>,
        /// Sets which system messages are left out.
        system_channel_flags: SystemChannelFlags,
        /// Whether the bar of boosts is shown.
        premium_progress_bar_enabled: bool,
        /// Sets the channel of Discord's notices about raids.
        safety_alerts_channel_id: Field<Id<ChannelMarker>>,
    }
}

operation! {
    /// Lists the channels of a guild, without threads.
    ///
    /// Discord docs: Guild/Get Guild Channels.
    ListGuildChannels = GET "/guilds/{guild_id}/channels" -> List<Channel>, bearer;
    fn Guilds::channels(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Creates a channel of this name, 1 to 100 characters; a text channel unless another sort is set.
    ///
    /// Needs `MANAGE_CHANNELS`.
    ///
    /// Discord docs: Guild/Create Guild Channel.
    CreateGuildChannel = POST "/guilds/{guild_id}/channels" -> Channel, reason;
    fn Guilds::create_channel(guild_id: Id<GuildMarker> in path, name: String in body [characters 1..=100]);
    body {
        /// Sets the sort of channel.
        kind as "type": ChannelType,
        /// Sets the topic, up to 1,024 characters, in a forum 4,096.
        topic: String [characters 0..=4096],
        /// Sets the bit rate of a voice channel, 8,000 bits a second or more.
        bitrate: u32,
        /// Sets how many users a voice channel takes; 0 for no limit.
        user_limit: u32,
        /// Sets how many seconds a user waits between messages, 0 to 21,600.
        rate_limit_per_user: u32 [range 0..=21_600],
        /// Sets the place in the list.
        position: u32,
        /// Sets what roles and members may do here, other than in the guild.
        permission_overwrites: Vec<PermissionOverwrite>,
        /// Sets the category.
        parent_id: Id<ChannelMarker>,
        /// Sets whether it is age-restricted.
        nsfw: bool,
        /// Sets the voice region.
        rtc_region: String,
        /// Sets the minutes of silence after which new threads are hidden: 60, 1,440, 4,320 or 10,080.
        default_auto_archive_duration: u32,
        /// Sets how video is shown in a voice channel.
        video_quality_mode: VideoQualityMode,
        /// Sets the emoji of the button for reactions to a forum's posts.
        default_reaction_emoji: DefaultReaction,
        /// Sets the tags of a forum's posts, up to 20.
        available_tags: Vec<NewForumTag> [items 0..=20],
        /// Sets how a forum's posts are sorted.
        default_sort_order: SortOrderType,
        /// Sets how a forum is laid out.
        default_forum_layout: ForumLayoutType,
        /// Sets whether posts that are looked for have all tags or one of them.
        default_tag_setting: TagSetting,
        /// Sets how many seconds a user waits between messages in new threads, 0 to 21,600.
        default_thread_rate_limit_per_user: u32 [range 0..=21_600],
    }
}

operation! {
    /// Moves channels in the list, and into and out of categories.
    ///
    /// Needs `MANAGE_CHANNELS`.
    ///
    /// Discord docs: Guild/Modify Guild Channel Positions.
    UpdateChannelPositions = PATCH "/guilds/{guild_id}/channels" -> ();
    fn Guilds::reorder_channels(guild_id: Id<GuildMarker> in path);
    with ChannelPositions as positions;
}
