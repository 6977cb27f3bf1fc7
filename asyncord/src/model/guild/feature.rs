//! What can be switched on in a guild.

open_string_enum! {
    /// Something that is switched on in a guild.
    ///
    /// Discord docs: Guild/Guild Features.
    pub enum GuildFeature {
        /// May set an animated banner.
        AnimatedBanner = "ANIMATED_BANNER",
        /// May set an animated icon.
        AnimatedIcon = "ANIMATED_ICON",
        /// Has the old behaviour of permissions of commands.
        ApplicationCommandPermissionsV2 = "APPLICATION_COMMAND_PERMISSIONS_V2",
        /// Uses auto-moderation.
        AutoModeration = "AUTO_MODERATION",
        /// May set a banner.
        Banner = "BANNER",
        /// Had store channels; Discord has them no more.
        Commerce = "COMMERCE",
        /// Is a community guild; can be switched.
        Community = "COMMUNITY",
        /// Earns money, on trial.
        CreatorMonetizableProvisional = "CREATOR_MONETIZABLE_PROVISIONAL",
        /// Has a page that promotes its role subscriptions.
        CreatorStorePage = "CREATOR_STORE_PAGE",
        /// Is listed as supporting developers.
        DeveloperSupportServer = "DEVELOPER_SUPPORT_SERVER",
        /// Can be found in discovery; can be switched.
        Discoverable = "DISCOVERABLE",
        /// May give roles gradients.
        EnhancedRoleColors = "ENHANCED_ROLE_COLORS",
        /// Can be featured in discovery.
        Featurable = "FEATURABLE",
        /// May have guests.
        GuestsEnabled = "GUESTS_ENABLED",
        /// May set a tag that members wear.
        GuildTags = "GUILD_TAGS",
        /// New members cannot join by invites; can be switched.
        InvitesDisabled = "INVITES_DISABLED",
        /// May set an invite background.
        InviteSplash = "INVITE_SPLASH",
        /// New members are screened.
        MemberVerificationGateEnabled = "MEMBER_VERIFICATION_GATE_ENABLED",
        /// Has more places for custom emojis.
        MoreEmoji = "MORE_EMOJI",
        /// Has more places for sounds of the soundboard.
        MoreSoundboard = "MORE_SOUNDBOARD",
        /// Has more places for custom stickers.
        MoreStickers = "MORE_STICKERS",
        /// May make announcement channels.
        News = "NEWS",
        /// Is a game's official guild.
        OfficialGameGuild = "OFFICIAL_GAME_GUILD",
        /// Is partnered.
        Partnered = "PARTNERED",
        /// Can be seen before joining.
        PreviewEnabled = "PREVIEW_ENABLED",
        /// Only administrators may prune members.
        PruneRequiresAdmin = "PRUNE_REQUIRES_ADMIN",
        /// Has no alerts of raids; can be switched.
        RaidAlertsDisabled = "RAID_ALERTS_DISABLED",
        /// May set icons of roles.
        RoleIcons = "ROLE_ICONS",
        /// Has role subscriptions that can be bought.
        RoleSubscriptionsAvailableForPurchase = "ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE",
        /// Has role subscriptions.
        RoleSubscriptionsEnabled = "ROLE_SUBSCRIPTIONS_ENABLED",
        /// Has a soundboard of its own.
        Soundboard = "SOUNDBOARD",
        /// Has events that cost.
        TicketedEventsEnabled = "TICKETED_EVENTS_ENABLED",
        /// May set a custom invite link.
        VanityUrl = "VANITY_URL",
        /// Is verified.
        Verified = "VERIFIED",
        /// Has the highest bit rate in voice channels.
        VipRegions = "VIP_REGIONS",
        /// Has a welcome screen.
        WelcomeScreenEnabled = "WELCOME_SCREEN_ENABLED",
    }
}
