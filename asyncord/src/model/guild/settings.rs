//! The settings of guilds that are numbers.

open_enum! {
    /// Who may write in a guild.
    ///
    /// Discord docs: Guild/Verification Level.
    pub enum VerificationLevel {
        /// Everyone.
        None = 0 => "NONE",
        /// Accounts with a verified e-mail address.
        Low = 1 => "LOW",
        /// Accounts older than 5 minutes.
        Medium = 2 => "MEDIUM",
        /// Members for longer than 10 minutes.
        High = 3 => "HIGH",
        /// Accounts with a verified telephone number.
        VeryHigh = 4 => "VERY_HIGH",
    }
}

open_enum! {
    /// What members of a guild are notified of, unless they choose themselves.
    ///
    /// Discord docs: Guild/Default Message Notification Level.
    pub enum DefaultMessageNotificationLevel {
        /// Every message.
        AllMessages = 0 => "ALL_MESSAGES",
        /// Messages that mention them.
        OnlyMentions = 1 => "ONLY_MENTIONS",
    }
}

open_enum! {
    /// Whose media is scanned for what is age-restricted.
    ///
    /// Discord docs: Guild/Explicit Content Filter Level.
    pub enum ExplicitContentFilterLevel {
        /// Nobody's.
        Disabled = 0 => "DISABLED",
        /// That of members without roles.
        MembersWithoutRoles = 1 => "MEMBERS_WITHOUT_ROLES",
        /// Everyone's.
        AllMembers = 2 => "ALL_MEMBERS",
    }
}

open_enum! {
    /// What moderators of a guild must have.
    ///
    /// Discord docs: Guild/MFA Level.
    pub enum MfaLevel {
        /// Nothing.
        None = 0 => "NONE",
        /// Two-factor authentication.
        Elevated = 1 => "ELEVATED",
    }
}

open_enum! {
    /// What Discord holds of a guild's content.
    ///
    /// Discord docs: Guild/Guild NSFW Level.
    pub enum NsfwLevel {
        /// Not judged.
        Default = 0 => "DEFAULT",
        /// Explicit.
        Explicit = 1 => "EXPLICIT",
        /// Safe.
        Safe = 2 => "SAFE",
        /// Age-restricted.
        AgeRestricted = 3 => "AGE_RESTRICTED",
    }
}

open_enum! {
    /// A boost level.
    ///
    /// Discord docs: Guild/Premium Tier.
    pub enum PremiumTier {
        /// Not boosted enough for a level.
        None = 0 => "NONE",
        /// Level 1.
        Tier1 = 1 => "TIER_1",
        /// Level 2.
        Tier2 = 2 => "TIER_2",
        /// Level 3.
        Tier3 = 3 => "TIER_3",
    }
}

open_flags! {
    /// Which system messages are left out of a guild's system channel.
    ///
    /// Discord docs: Guild/System Channel Flags.
    pub struct SystemChannelFlags as number {
        /// Those of who joins.
        const SUPPRESS_JOIN_NOTIFICATIONS = 1 << 0;
        /// Those of boosts.
        const SUPPRESS_PREMIUM_SUBSCRIPTIONS = 1 << 1;
        /// Tips for setting up the guild.
        const SUPPRESS_GUILD_REMINDER_NOTIFICATIONS = 1 << 2;
        /// The buttons to greet who joins with a sticker.
        const SUPPRESS_JOIN_NOTIFICATION_REPLIES = 1 << 3;
        /// Those of role subscriptions.
        const SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATIONS = 1 << 4;
        /// The buttons to greet subscribers with a sticker.
        const SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATION_REPLIES = 1 << 5;
    }
}
