//! Sorts of channels, and their marks.

open_enum! {
    /// What sort of channel it is.
    ///
    /// Discord docs: Channel/Channel Types.
    pub enum ChannelType {
        /// A text channel of a guild.
        GuildText = 0 => "GUILD_TEXT",
        /// A direct message between two users.
        Dm = 1 => "DM",
        /// A voice channel of a guild.
        GuildVoice = 2 => "GUILD_VOICE",
        /// A direct message between several users.
        GroupDm = 3 => "GROUP_DM",
        /// A category, which holds up to 50 channels.
        GuildCategory = 4 => "GUILD_CATEGORY",
        /// A channel that other guilds can follow.
        GuildAnnouncement = 5 => "GUILD_ANNOUNCEMENT",
        /// A thread in an announcement channel.
        AnnouncementThread = 10 => "ANNOUNCEMENT_THREAD",
        /// A thread that everyone in the channel sees.
        PublicThread = 11 => "PUBLIC_THREAD",
        /// A thread of those invited.
        PrivateThread = 12 => "PRIVATE_THREAD",
        /// A voice channel with an audience.
        GuildStageVoice = 13 => "GUILD_STAGE_VOICE",
        /// The list of guilds of a hub.
        GuildDirectory = 14 => "GUILD_DIRECTORY",
        /// A channel of threads only.
        GuildForum = 15 => "GUILD_FORUM",
        /// A channel of threads with media.
        GuildMedia = 16 => "GUILD_MEDIA",
    }
}

impl ChannelType {
    /// Whether it is a thread.
    pub const fn is_thread(self) -> bool {
        matches!(
            self,
            Self::AnnouncementThread | Self::PublicThread | Self::PrivateThread
        )
    }

    /// Whether messages are sent in it: texts, announcements, threads, direct messages, and the chats of
    /// voice channels.
    pub const fn is_text_based(self) -> bool {
        matches!(self, Self::GuildText | Self::GuildAnnouncement)
            || self.is_thread()
            || self.is_dm()
            || self.is_voice_based()
    }

    /// Whether one speaks in it: a voice channel or a stage.
    pub const fn is_voice_based(self) -> bool {
        matches!(self, Self::GuildVoice | Self::GuildStageVoice)
    }

    /// Whether it is a direct message, of two or of a group.
    pub const fn is_dm(self) -> bool {
        matches!(self, Self::Dm | Self::GroupDm)
    }

    /// Whether it holds threads only: a forum or a media channel.
    pub const fn is_forum_like(self) -> bool {
        matches!(self, Self::GuildForum | Self::GuildMedia)
    }
}

open_enum! {
    /// How well camera pictures are sent.
    ///
    /// Discord docs: Channel/Video Quality Modes.
    pub enum VideoQualityMode {
        /// Discord chooses what runs best.
        Auto = 1 => "AUTO",
        /// 720p.
        Full = 2 => "FULL",
    }
}

open_flags! {
    /// Marks of a channel.
    ///
    /// Discord docs: Channel/Channel Flags.
    pub struct ChannelFlags as number {
        /// The thread is pinned in its forum.
        const PINNED = 1 << 1;
        /// A thread of this forum needs a tag.
        const REQUIRE_TAG = 1 << 4;
        /// The media channel hides the download of media.
        const HIDE_MEDIA_DOWNLOAD_OPTIONS = 1 << 15;
        /// What is in the channel is hidden until one asks to see it.
        const IS_SPOILER_CHANNEL = 1 << 21;
    }
}
