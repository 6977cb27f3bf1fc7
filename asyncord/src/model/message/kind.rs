//! What sorts of messages there are, and how they are marked.

impl Default for MessageType {
    /// An ordinary message.
    fn default() -> Self {
        Self::Default
    }
}

open_enum! {
    /// What sort of message it is.
    ///
    /// Discord docs: Message/Message Types.
    pub enum MessageType {
        /// An ordinary message.
        Default = 0 => "DEFAULT",
        /// Someone was added to a group.
        RecipientAdd = 1 => "RECIPIENT_ADD",
        /// Someone was removed from a group.
        RecipientRemove = 2 => "RECIPIENT_REMOVE",
        /// A call.
        Call = 3 => "CALL",
        /// A group or thread was renamed.
        ChannelNameChange = 4 => "CHANNEL_NAME_CHANGE",
        /// A group's icon was changed.
        ChannelIconChange = 5 => "CHANNEL_ICON_CHANGE",
        /// A message was pinned.
        ChannelPinnedMessage = 6 => "CHANNEL_PINNED_MESSAGE",
        /// A member joined.
        UserJoin = 7 => "USER_JOIN",
        /// A member boosted the guild.
        GuildBoost = 8 => "GUILD_BOOST",
        /// The guild reached boost level 1.
        GuildBoostTier1 = 9 => "GUILD_BOOST_TIER_1",
        /// The guild reached boost level 2.
        GuildBoostTier2 = 10 => "GUILD_BOOST_TIER_2",
        /// The guild reached boost level 3.
        GuildBoostTier3 = 11 => "GUILD_BOOST_TIER_3",
        /// An announcement channel was followed.
        ChannelFollowAdd = 12 => "CHANNEL_FOLLOW_ADD",
        /// The guild fell out of discovery.
        GuildDiscoveryDisqualified = 14 => "GUILD_DISCOVERY_DISQUALIFIED",
        /// The guild is in discovery again.
        GuildDiscoveryRequalified = 15 => "GUILD_DISCOVERY_REQUALIFIED",
        /// First warning of falling out of discovery.
        GuildDiscoveryGracePeriodInitialWarning = 16 => "GUILD_DISCOVERY_GRACE_PERIOD_INITIAL_WARNING",
        /// Last warning of falling out of discovery.
        GuildDiscoveryGracePeriodFinalWarning = 17 => "GUILD_DISCOVERY_GRACE_PERIOD_FINAL_WARNING",
        /// A thread was created.
        ThreadCreated = 18 => "THREAD_CREATED",
        /// An answer to another message.
        Reply = 19 => "REPLY",
        /// The answer to a slash command.
        ChatInputCommand = 20 => "CHAT_INPUT_COMMAND",
        /// The first message of a thread that was started from a message.
        ThreadStarterMessage = 21 => "THREAD_STARTER_MESSAGE",
        /// A reminder to invite people.
        GuildInviteReminder = 22 => "GUILD_INVITE_REMINDER",
        /// The answer to a context menu command.
        ContextMenuCommand = 23 => "CONTEXT_MENU_COMMAND",
        /// An action of auto-moderation.
        AutoModerationAction = 24 => "AUTO_MODERATION_ACTION",
        /// A role was bought.
        RoleSubscriptionPurchase = 25 => "ROLE_SUBSCRIPTION_PURCHASE",
        /// A premium application is advertised.
        InteractionPremiumUpsell = 26 => "INTERACTION_PREMIUM_UPSELL",
        /// A stage started.
        StageStart = 27 => "STAGE_START",
        /// A stage ended.
        StageEnd = 28 => "STAGE_END",
        /// Someone speaks on a stage.
        StageSpeaker = 29 => "STAGE_SPEAKER",
        /// The topic of a stage was changed.
        StageTopic = 31 => "STAGE_TOPIC",
        /// An application was bought.
        GuildApplicationPremiumSubscription = 32 => "GUILD_APPLICATION_PREMIUM_SUBSCRIPTION",
        /// Security measures were switched on.
        GuildIncidentAlertModeEnabled = 36 => "GUILD_INCIDENT_ALERT_MODE_ENABLED",
        /// Security measures were switched off.
        GuildIncidentAlertModeDisabled = 37 => "GUILD_INCIDENT_ALERT_MODE_DISABLED",
        /// A raid was reported.
        GuildIncidentReportRaid = 38 => "GUILD_INCIDENT_REPORT_RAID",
        /// A raid was reported by mistake.
        GuildIncidentReportFalseAlarm = 39 => "GUILD_INCIDENT_REPORT_FALSE_ALARM",
        /// Something was bought.
        PurchaseNotification = 44 => "PURCHASE_NOTIFICATION",
        /// A poll ended; its embed tells [how](super::Message::poll_result).
        PollResult = 46 => "POLL_RESULT",
        /// The streams of the channel became HD.
        HdStreamingUpgraded = 55 => "HD_STREAMING_UPGRADED",
    }
}

impl MessageType {
    /// Whether people or applications wrote the message: it is ordinary, an answer to another message or to
    /// a command, or shows the message that a thread started from. All others tell of something that
    /// happened.
    pub const fn is_written(self) -> bool {
        matches!(
            self,
            Self::Default
                | Self::Reply
                | Self::ChatInputCommand
                | Self::ContextMenuCommand
                | Self::ThreadStarterMessage
        )
    }

    /// Whether such a message can be deleted; of kinds that are not known it is assumed.
    ///
    /// Those of auto-moderation need the permission to manage messages.
    pub const fn is_deletable(self) -> bool {
        !matches!(
            self,
            Self::RecipientAdd
                | Self::RecipientRemove
                | Self::Call
                | Self::ChannelNameChange
                | Self::ChannelIconChange
                | Self::ThreadStarterMessage
        )
    }
}

open_string_enum! {
    /// Which mentions of a text may notify someone.
    ///
    /// Discord docs: Message/Allowed Mention Types.
    pub enum AllowedMentionType {
        /// Mentions of roles.
        Roles = "roles",
        /// Mentions of users.
        Users = "users",
        /// `@everyone` and `@here`.
        Everyone = "everyone",
    }
}

open_flags! {
    /// Marks of a message.
    ///
    /// Discord docs: Message/Message Flags.
    pub struct MessageFlags as number {
        /// Published to the channels that follow.
        const CROSSPOSTED = 1 << 0;
        /// Comes from a followed channel.
        const IS_CROSSPOST = 1 << 1;
        /// Links are shown without a preview. Can be set.
        const SUPPRESS_EMBEDS = 1 << 2;
        /// The message it comes from was deleted.
        const SOURCE_MESSAGE_DELETED = 1 << 3;
        /// From Discord's urgent message system.
        const URGENT = 1 << 4;
        /// A thread of the same id was started from it.
        const HAS_THREAD = 1 << 5;
        /// Seen by one user only. Can be set in answers to interactions.
        const EPHEMERAL = 1 << 6;
        /// The application is thinking.
        const LOADING = 1 << 7;
        /// Some roles could not be mentioned and added to the thread.
        const FAILED_TO_MENTION_SOME_ROLES_IN_THREAD = 1 << 8;
        /// Sent without notifications. Can be set.
        const SUPPRESS_NOTIFICATIONS = 1 << 12;
        /// A voice message. Can be set.
        const IS_VOICE_MESSAGE = 1 << 13;
        /// A forwarded message.
        const HAS_SNAPSHOT = 1 << 14;
        /// Made of components of the second version. Can be set.
        const IS_COMPONENTS_V2 = 1 << 15;
    }
}
