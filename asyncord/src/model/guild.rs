//! Guilds.

use super::{
    Color, Emoji, ImageHash, List, Locale, Member, Permissions, Role, Sticker, Text, Timestamp,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{ApplicationMarker, ChannelMarker, GuildMarker, RoleMarker, UserMarker},
};

mod feature;
mod home;
mod join_request;
mod limits;
mod moderation;
mod onboarding;
mod settings;
#[cfg(test)]
mod tests;
mod widget;

pub use self::{
    feature::GuildFeature,
    home::{
        GuildHomeSettings, NewMemberAction, NewMemberActionType, ResourceChannel, WelcomeMessage,
        WelcomeScreen, WelcomeScreenChannel,
    },
    join_request::{
        GuildJoinRequest, GuildJoinRequestStatus, GuildJoinRequests, JoinRequestFormField,
        JoinRequestMultipleChoice, JoinRequestTerms, JoinRequestText,
    },
    moderation::{Ban, BulkBan, GuildPrune, IncidentsData},
    onboarding::{
        GuildOnboarding, OnboardingMode, OnboardingPrompt, OnboardingPromptOption,
        OnboardingPromptType,
    },
    settings::{
        DefaultMessageNotificationLevel, ExplicitContentFilterLevel, MfaLevel, NsfwLevel,
        PremiumTier, SystemChannelFlags, VerificationLevel,
    },
    widget::{
        GuildWidget, GuildWidgetActivity, GuildWidgetChannel, GuildWidgetMember,
        GuildWidgetSettings, GuildWidgetStyle,
    },
};

/// A guild, which Discord's client calls a server.
///
/// Invites, webhooks and the like tell of a part of it only.
///
/// Discord docs: Guild/Guild Object.
#[object]
pub struct Guild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name, 2 to 100 characters.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<ImageHash>,
    /// The hash of the icon, where a template holds the guild.
    #[wire(rare)]
    pub icon_hash: Option<ImageHash>,
    /// The hash of the invite background.
    pub splash: Option<ImageHash>,
    /// The hash of the picture in discovery.
    pub discovery_splash: Option<ImageHash>,
    /// The hash of the picture above the guild's guide.
    #[wire(rare)]
    pub home_header: Option<ImageHash>,
    /// Whether the asking user owns it; only in the list of the user's guilds.
    #[wire(rare_copy)]
    pub owner: Option<bool>,
    /// Who owns it; the owner may do everything.
    pub owner_id: Option<Id<UserMarker>>,
    /// What the asking user may do in it, without overwrites; only in the list of the user's guilds.
    #[wire(rare_copy)]
    pub permissions: Option<Permissions>,
    /// The voice region; deprecated, as each channel has its own.
    #[wire(rare)]
    pub region: Option<Text>,
    /// The channel that idle voice users are moved to.
    pub afk_channel_id: Option<Id<ChannelMarker>>,
    /// Seconds until a voice user counts as idle: 60, 300, 900, 1,800 or 3,600.
    pub afk_timeout: u32,
    /// Whether the widget is switched on.
    pub widget_enabled: bool,
    /// The channel that the widget invites to.
    pub widget_channel_id: Option<Id<ChannelMarker>>,
    /// Who may write.
    pub verification_level: Option<VerificationLevel>,
    /// What members are notified of.
    pub default_message_notifications: Option<DefaultMessageNotificationLevel>,
    /// Whose media is scanned.
    pub explicit_content_filter: Option<ExplicitContentFilterLevel>,
    /// The roles, `@everyone` included.
    pub roles: List<Role>,
    /// The custom emojis.
    pub emojis: List<Emoji>,
    /// What is switched on.
    pub features: List<GuildFeature>,
    /// What moderators must have.
    pub mfa_level: Option<MfaLevel>,
    /// The application that made the guild.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The channel of system messages.
    pub system_channel_id: Option<Id<ChannelMarker>>,
    /// Which system messages are left out.
    pub system_channel_flags: SystemChannelFlags,
    /// The channel of the rules.
    pub rules_channel_id: Option<Id<ChannelMarker>>,
    /// How many presences it can have; `None` but for the largest guilds.
    pub max_presences: Option<u32>,
    /// How many members it can have.
    pub max_members: Option<u32>,
    /// The code of the custom invite link.
    pub vanity_url_code: Option<Text>,
    /// What the guild says of itself, up to 300 characters.
    #[wire(rare)]
    pub description: Option<Text>,
    /// The hash of the banner.
    pub banner: Option<ImageHash>,
    /// The boost level.
    pub premium_tier: Option<PremiumTier>,
    /// How many boosts it has.
    pub premium_subscription_count: Option<u32>,
    /// The language, `en-US` where none was chosen.
    pub preferred_locale: Option<Locale>,
    /// The channel of Discord's notices to the guild's moderators.
    pub public_updates_channel_id: Option<Id<ChannelMarker>>,
    /// How many users a voice channel takes while there is video.
    pub max_video_channel_users: Option<u32>,
    /// How many users a stage takes while there is video.
    pub max_stage_video_channel_users: Option<u32>,
    /// How many members it has, about; only where asked for with counts.
    pub approximate_member_count: Option<u64>,
    /// How many members are online, about; only where asked for with counts.
    pub approximate_presence_count: Option<u64>,
    /// What is shown to who joins; only in invites.
    #[wire(rare)]
    pub welcome_screen: Option<Box<WelcomeScreen>>,
    /// Whether it is age-restricted; deprecated, see `nsfw_level`.
    pub nsfw: Option<bool>,
    /// What Discord holds of its content.
    pub nsfw_level: Option<NsfwLevel>,
    /// The custom stickers.
    pub stickers: List<Sticker>,
    /// Whether the progress to the next boost level is shown.
    pub premium_progress_bar_enabled: bool,
    /// When a user last switched that.
    #[wire(rare_copy)]
    pub premium_progress_bar_enabled_user_updated_at: Option<Timestamp>,
    /// The channel of Discord's safety alerts to the guild's moderators.
    pub safety_alerts_channel_id: Option<Id<ChannelMarker>>,
    /// What is switched off because of an incident.
    #[wire(rare)]
    pub incidents_data: Option<Box<IncidentsData>>,
}

impl Guild {
    /// When the guild was made.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// Whether something is switched on.
    pub fn has_feature(&self, feature: &GuildFeature) -> bool {
        self.features.contains(feature)
    }

    /// Whether a user owns the guild.
    pub fn is_owner(&self, user_id: impl Into<Id<UserMarker>>) -> bool {
        self.owner_id == Some(user_id.into())
    }

    /// A role by its id.
    pub fn role(&self, role_id: impl Into<Id<RoleMarker>>) -> Option<&Role> {
        let role_id = role_id.into();
        self.roles.iter().find(|role| role.id == role_id)
    }

    /// The role that every member has.
    pub fn everyone_role(&self) -> Option<&Role> {
        self.role(self.id.cast::<RoleMarker>())
    }

    /// The roles from the highest to the lowest, which is `@everyone`.
    pub fn roles_sorted(&self) -> Vec<&Role> {
        self.sorted(|_| true)
    }

    /// The roles of a member from the highest to the lowest, without `@everyone`.
    pub fn roles_of(&self, member: &Member) -> Vec<&Role> {
        self.sorted(|role| member.roles.contains(&role.id))
    }

    fn sorted(&self, wanted: impl Fn(&Role) -> bool) -> Vec<&Role> {
        let mut roles: Vec<_> = self.roles.iter().filter(|role| wanted(role)).collect();
        roles.sort_by(|one, other| {
            // Others can have the position 0 too, and are newer than `@everyone`.
            let everyone = one.is_everyone(self.id).cmp(&other.is_everyone(self.id));
            everyone.then_with(|| other.cmp_rank(one))
        });
        roles
    }

    /// The colour of a member's name: that of the highest role that has one.
    ///
    /// ```
    /// use asyncord::model::{Color, Guild, Member, decode};
    ///
    /// let guild: Guild = decode(
    ///     r#"{"id": "1", "roles": [
    ///         {"id": "2", "position": 1, "color": 16711680},
    ///         {"id": "3", "position": 2}
    ///     ]}"#,
    /// )?;
    /// let member: Member = decode(r#"{"user": {"id": "4"}, "roles": ["2", "3"]}"#)?;
    /// assert_eq!(guild.color_of(&member), Some(Color::new(0xFF_0000)));
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn color_of(&self, member: &Member) -> Option<Color> {
        self.color_role_of(member)?.display_color()
    }

    /// The role that gives a member's name its colour, which may be a gradient.
    pub fn color_role_of(&self, member: &Member) -> Option<&Role> {
        self.roles
            .iter()
            .filter(|role| member.roles.contains(&role.id) && role.display_color().is_some())
            .max_by(|one, other| one.cmp_rank(other))
    }

    /// The role under which a member is listed: the highest one whose members are listed apart.
    pub fn hoist_role_of(&self, member: &Member) -> Option<&Role> {
        self.roles
            .iter()
            .filter(|role| role.hoist && member.roles.contains(&role.id))
            .max_by(|one, other| one.cmp_rank(other))
    }

    /// The link that opens the guild in the client of its members.
    pub fn url(&self) -> String {
        format!("https://discord.com/channels/{}", self.id)
    }

    /// The custom invite link, if there is one.
    pub fn vanity_url(&self) -> Option<String> {
        vanity_url(self.vanity_url_code.as_deref())
    }

    /// The icon, if there is one.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_icon(self.id, self.icon.as_ref()?))
    }

    /// The banner, if there is one.
    pub fn banner_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_banner(self.id, self.banner.as_ref()?))
    }

    /// The background of invites, if there is one.
    pub fn splash_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_splash(self.id, self.splash.as_ref()?))
    }

    /// The picture in discovery, if there is one.
    pub fn discovery_splash_url(&self) -> Option<ImageUrl> {
        let hash = self.discovery_splash.as_ref()?;
        Some(cdn::guild_discovery_splash(self.id, hash))
    }
}

fn vanity_url(code: Option<&str>) -> Option<String> {
    code.map(|code| format!("https://discord.gg/{code}"))
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
    pub icon: Option<ImageHash>,
    /// The hash of the banner.
    pub banner: Option<ImageHash>,
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

impl CurrentUserGuild {
    /// The icon, if there is one.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_icon(self.id, self.icon.as_ref()?))
    }

    /// The banner, if there is one.
    pub fn banner_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_banner(self.id, self.banner.as_ref()?))
    }
}

/// What everyone sees of a guild in discovery, and members of theirs.
///
/// Discord docs: Guild/Guild Preview Object.
#[object]
pub struct GuildPreview {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name, 2 to 100 characters.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<ImageHash>,
    /// The hash of the invite background.
    pub splash: Option<ImageHash>,
    /// The hash of the picture in discovery.
    pub discovery_splash: Option<ImageHash>,
    /// The hash of the picture above the guild's guide.
    pub home_header: Option<ImageHash>,
    /// The custom emojis.
    pub emojis: List<Emoji>,
    /// What is switched on.
    pub features: List<GuildFeature>,
    /// How many members it has, about.
    pub approximate_member_count: u64,
    /// How many members are online, about.
    pub approximate_presence_count: u64,
    /// What the guild says of itself.
    pub description: Option<Text>,
    /// The custom stickers.
    pub stickers: List<Sticker>,
}

impl GuildPreview {
    /// The icon, if there is one.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_icon(self.id, self.icon.as_ref()?))
    }

    /// The background of invites, if there is one.
    pub fn splash_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_splash(self.id, self.splash.as_ref()?))
    }

    /// The picture in discovery, if there is one.
    pub fn discovery_splash_url(&self) -> Option<ImageUrl> {
        let hash = self.discovery_splash.as_ref()?;
        Some(cdn::guild_discovery_splash(self.id, hash))
    }
}

/// The custom invite link of a guild.
///
/// Discord docs: Guild/Get Guild Vanity URL.
#[object]
#[derive(Default, Eq)]
pub struct VanityUrl {
    /// The code; `None` where none was chosen.
    pub code: Option<Text>,
    /// How often it was used.
    pub uses: u32,
    /// Why the code does not work.
    pub error: Option<VanityUrlError>,
}

impl VanityUrl {
    /// The link, if there is one.
    pub fn url(&self) -> Option<String> {
        vanity_url(self.code.as_deref())
    }
}

/// Why a custom invite link does not work.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct VanityUrlError {
    /// What is wrong, for people.
    pub message: Text,
    /// Discord's code of the error.
    pub code: u32,
}
