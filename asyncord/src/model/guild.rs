//! Guilds.

use super::{Emoji, List, Permissions, Role, Text, wire::object};
use crate::id::{
    Id,
    marker::{ChannelMarker, GuildMarker, UserMarker},
};

/// A guild, which Discord's client calls a server.
///
/// Discord docs: Guild/Guild Object.
#[object]
pub struct Guild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name, 2 to 100 characters.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<Text>,
    /// The hash of the invite background.
    pub splash: Option<Text>,
    /// Who owns it; the owner may do everything.
    pub owner_id: Option<Id<UserMarker>>,
    /// The channel that idle voice users are moved to.
    pub afk_channel_id: Option<Id<ChannelMarker>>,
    /// Seconds until a voice user counts as idle.
    pub afk_timeout: u32,
    /// Who may write.
    pub verification_level: Option<VerificationLevel>,
    /// The roles, `@everyone` included.
    pub roles: List<Role>,
    /// The custom emojis.
    pub emojis: List<Emoji>,
    /// What is switched on.
    pub features: List<GuildFeature>,
    /// The channel of system messages.
    pub system_channel_id: Option<Id<ChannelMarker>>,
    /// The channel of the rules.
    pub rules_channel_id: Option<Id<ChannelMarker>>,
    /// The code of the custom invite link.
    pub vanity_url_code: Option<Text>,
    /// What the guild says of itself.
    pub description: Option<Text>,
    /// The hash of the banner.
    pub banner: Option<Text>,
    /// The boost level.
    pub premium_tier: Option<PremiumTier>,
    /// How many boosts it has.
    pub premium_subscription_count: Option<u32>,
    /// The language, `en-US` where none was chosen.
    pub preferred_locale: Option<Text>,
    /// How many members it has, about; only where asked for with counts.
    pub approximate_member_count: Option<u64>,
    /// How many members are online, about; only where asked for with counts.
    pub approximate_presence_count: Option<u64>,
}

/// A guild that is not there: an outage, one that the bot has yet to be told about, or one it left.
///
/// Discord docs: Guild/Unavailable Guild Object.
#[object]
#[derive(Copy, Eq)]
pub struct UnavailableGuild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// True in an outage; absent where the bot is no longer in the guild.
    pub unavailable: bool,
}

/// A guild as the list of the current user's guilds tells of it.
///
/// Discord docs: User/Get Current User Guilds.
#[object]
pub struct CurrentUserGuild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<Text>,
    /// Whether the current user owns it.
    pub owner: bool,
    /// What the current user may do in it, without overwrites.
    pub permissions: Option<Permissions>,
    /// What is switched on.
    pub features: List<GuildFeature>,
    /// How many members it has, about; only where asked for with counts.
    pub approximate_member_count: Option<u64>,
    /// How many members are online, about; only where asked for with counts.
    pub approximate_presence_count: Option<u64>,
}

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

open_string_enum! {
    /// Something that is switched on in a guild.
    ///
    /// Discord docs: Guild/Guild Features.
    pub enum GuildFeature {
        /// May set an animated banner.
        AnimatedBanner = "ANIMATED_BANNER",
        /// May set an animated icon.
        AnimatedIcon = "ANIMATED_ICON",
        /// Uses auto-moderation.
        AutoModeration = "AUTO_MODERATION",
        /// May set a banner.
        Banner = "BANNER",
        /// Is a community guild.
        Community = "COMMUNITY",
        /// Is listed as supporting developers.
        DeveloperSupportServer = "DEVELOPER_SUPPORT_SERVER",
        /// Can be found in discovery.
        Discoverable = "DISCOVERABLE",
        /// New members cannot join by invites.
        InvitesDisabled = "INVITES_DISABLED",
        /// May set an invite background.
        InviteSplash = "INVITE_SPLASH",
        /// New members are screened.
        MemberVerificationGateEnabled = "MEMBER_VERIFICATION_GATE_ENABLED",
        /// May make announcement channels.
        News = "NEWS",
        /// Is partnered.
        Partnered = "PARTNERED",
        /// Can be seen before joining.
        PreviewEnabled = "PREVIEW_ENABLED",
        /// May set icons of roles.
        RoleIcons = "ROLE_ICONS",
        /// May set a custom invite link.
        VanityUrl = "VANITY_URL",
        /// Is verified.
        Verified = "VERIFIED",
        /// Has a welcome screen.
        WelcomeScreenEnabled = "WELCOME_SCREEN_ENABLED",
    }
}
