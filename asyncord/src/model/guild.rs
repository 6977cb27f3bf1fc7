//! Guilds.

use serde::{Deserialize, Serialize};

use super::{Emoji, Permissions, Role};
use crate::id::{
    Id,
    marker::{ChannelMarker, GuildMarker, UserMarker},
};

/// A guild, which Discord's client calls a server.
///
/// Discord docs: Guild/Guild Object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Guild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name, 2 to 100 characters.
    #[serde(default)]
    pub name: Box<str>,
    /// The hash of the icon.
    #[serde(default)]
    pub icon: Option<Box<str>>,
    /// The hash of the invite background.
    #[serde(default)]
    pub splash: Option<Box<str>>,
    /// Who owns it; the owner may do everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<Id<UserMarker>>,
    /// The channel that idle voice users are moved to.
    #[serde(default)]
    pub afk_channel_id: Option<Id<ChannelMarker>>,
    /// Seconds until a voice user counts as idle.
    #[serde(default)]
    pub afk_timeout: u32,
    /// Who may write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification_level: Option<VerificationLevel>,
    /// The roles, `@everyone` included.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The custom emojis.
    #[serde(default)]
    pub emojis: Vec<Emoji>,
    /// What is switched on.
    #[serde(default)]
    pub features: Vec<GuildFeature>,
    /// The channel of system messages.
    #[serde(default)]
    pub system_channel_id: Option<Id<ChannelMarker>>,
    /// The channel of the rules.
    #[serde(default)]
    pub rules_channel_id: Option<Id<ChannelMarker>>,
    /// The code of the custom invite link.
    #[serde(default)]
    pub vanity_url_code: Option<Box<str>>,
    /// What the guild says of itself.
    #[serde(default)]
    pub description: Option<Box<str>>,
    /// The hash of the banner.
    #[serde(default)]
    pub banner: Option<Box<str>>,
    /// The boost level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premium_tier: Option<PremiumTier>,
    /// How many boosts it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premium_subscription_count: Option<u32>,
    /// The language, `en-US` where none was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferred_locale: Option<Box<str>>,
    /// How many members it has, about; only where asked for with counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approximate_member_count: Option<u64>,
    /// How many members are online, about; only where asked for with counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approximate_presence_count: Option<u64>,
}

/// A guild that is not there: an outage, one that the bot has yet to be told about, or one it left.
///
/// Discord docs: Guild/Unavailable Guild Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnavailableGuild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// True in an outage; absent where the bot is no longer in the guild.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unavailable: bool,
}

/// A guild as the list of the current user's guilds tells of it.
///
/// Discord docs: User/Get Current User Guilds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CurrentUserGuild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name.
    #[serde(default)]
    pub name: Box<str>,
    /// The hash of the icon.
    #[serde(default)]
    pub icon: Option<Box<str>>,
    /// Whether the current user owns it.
    #[serde(default)]
    pub owner: bool,
    /// What the current user may do in it, without overwrites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
    /// What is switched on.
    #[serde(default)]
    pub features: Vec<GuildFeature>,
    /// How many members it has, about; only where asked for with counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approximate_member_count: Option<u64>,
    /// How many members are online, about; only where asked for with counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approximate_presence_count: Option<u64>,
}

open_enum! {
    /// Who may write in a guild.
    ///
    /// Discord docs: Guild/Verification Level.
    pub enum VerificationLevel: u8 {
        /// Everyone.
        None = 0,
        /// Accounts with a verified e-mail address.
        Low = 1,
        /// Accounts older than 5 minutes.
        Medium = 2,
        /// Members for longer than 10 minutes.
        High = 3,
        /// Accounts with a verified telephone number.
        VeryHigh = 4,
    }
}

open_enum! {
    /// A boost level.
    ///
    /// Discord docs: Guild/Premium Tier.
    pub enum PremiumTier: u8 {
        /// Not boosted enough for a level.
        None = 0,
        /// Level 1.
        Tier1 = 1,
        /// Level 2.
        Tier2 = 2,
        /// Level 3.
        Tier3 = 3,
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
