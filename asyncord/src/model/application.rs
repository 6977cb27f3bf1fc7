//! Applications.

use super::{
    Guild, ImageHash, List, Map, Permissions, Scope, Team, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{ApplicationMarker, GuildMarker, SkuMarker},
};

mod flags;
#[cfg(test)]
mod tests;

pub use self::flags::ApplicationFlags;
use self::flags::FlagsAsText;

/// An application: what a bot belongs to in the developer portal.
///
/// Its settings are told only to the application itself; elsewhere it comes with fewer fields: READY tells
/// the id and flags.
///
/// Discord docs: Application/Application Object.
#[object]
pub struct Application {
    /// The application's id.
    pub id: Id<ApplicationMarker>,
    /// The application's name.
    pub name: Text,
    /// What the application says of itself.
    pub description: Text,
    /// The hash of the icon.
    pub icon: Option<ImageHash>,
    /// Whether anyone may add the bot to a guild.
    pub bot_public: bool,
    /// Whether the bot joins a guild only after the whole code grant of OAuth2.
    pub bot_require_code_grant: bool,
    /// The account of the application's bot.
    pub bot: Option<Box<User>>,
    /// Who owns the application; of a team's application an account made for the team.
    pub owner: Option<Box<User>>,
    /// The team that the application belongs to.
    pub team: Option<Box<Team>>,
    /// What the application has been granted; see [`all_flags`](Self::all_flags).
    pub flags: ApplicationFlags,
    /// The flags again, with those that do not fit into 31 bits.
    #[wire(with = FlagsAsText)]
    pub flags_new: Option<ApplicationFlags>,
    /// The key by which interactions and webhook events sent over HTTP are verified, as hex digits.
    pub verify_key: Text,
    /// In how many guilds the bot is, about.
    pub approximate_guild_count: Option<u64>,
    /// How many users have installed the application, about.
    pub approximate_user_install_count: Option<u64>,
    /// How many users have authorized the application by OAuth2, about.
    pub approximate_user_authorization_count: Option<u64>,
    /// What describes the application, up to 5.
    pub tags: List<Text>,
    /// The installations that are supported, and with what each comes.
    pub integration_types_config:
        Map<ApplicationIntegrationType, ApplicationIntegrationTypeConfiguration>,
    /// Further marks of what sort of application it is; in Discord's specification, not in its
    /// documentation.
    #[wire(rare_copy, name = "type")]
    kind: Option<ApplicationType>,
    /// The hash of the picture that invites of the application's Rich Presence show.
    #[wire(rare)]
    cover_image: Option<ImageHash>,
    /// The guild of the application, such as that of its support.
    #[wire(rare_copy)]
    guild_id: Option<Id<GuildMarker>>,
    /// The guild of the application, in a few fields.
    #[wire(rare)]
    guild: Option<Box<Guild>>,
    /// The SKU of a game sold on Discord.
    #[wire(rare_copy)]
    primary_sku_id: Option<Id<SkuMarker>>,
    /// The end of the URL of a game sold on Discord.
    #[wire(rare)]
    slug: Option<Text>,
    /// The origins that may use RPC.
    #[wire(rare)]
    rpc_origins: List<Text>,
    /// The URL of the terms of service.
    #[wire(rare)]
    terms_of_service_url: Option<Text>,
    /// The URL of the privacy policy.
    #[wire(rare)]
    privacy_policy_url: Option<Text>,
    /// The URLs that OAuth2 may lead to.
    #[wire(rare)]
    redirect_uris: List<Text>,
    /// Where interactions are sent over HTTP.
    #[wire(rare)]
    interactions_endpoint_url: Option<Text>,
    /// Where users connect their accounts for linked roles.
    #[wire(rare)]
    role_connections_verification_url: Option<Text>,
    /// Where webhook events are sent.
    #[wire(rare)]
    event_webhooks_url: Option<Text>,
    /// Whether webhook events are sent.
    #[wire(rare_copy)]
    event_webhooks_status: Option<ApplicationEventWebhookStatus>,
    /// The webhook events that are sent.
    #[wire(rare)]
    event_webhooks_types: List<WebhookEventType>,
    /// With what the link in the application's profile installs it.
    #[wire(rare)]
    install_params: Option<Box<InstallParams>>,
    /// The URL that the link in the application's profile leads to instead.
    #[wire(rare)]
    custom_install_url: Option<Text>,
    /// How many users an Activity takes; in Discord's specification, not in its documentation.
    #[wire(rare_copy)]
    max_participants: Option<i32>,
    /// Whose media the application wants filtered; in Discord's specification, not in its documentation.
    #[wire(rare_copy)]
    explicit_content_filter: Option<ApplicationExplicitContentFilterType>,
    /// The scopes that the application may ask users for; in Discord's specification, not in its
    /// documentation.
    #[wire(rare)]
    eligible_oauth2_scopes: List<Scope>,
}

impl Application {
    /// The flags, with those that do not fit into 31 bits.
    pub fn all_flags(&self) -> ApplicationFlags {
        self.flags | self.flags_new.unwrap_or_default()
    }

    /// The icon, if there is one.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        let hash = self.icon.as_ref()?;
        Some(cdn::application_icon(self.id, hash))
    }

    /// The picture that invites of the application's Rich Presence show, if there is one.
    pub fn cover_url(&self) -> Option<ImageUrl> {
        let hash = self.cover_image()?;
        Some(cdn::application_cover(self.id, hash))
    }

    /// When it was created.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }
}

/// With what scopes and permissions an application is installed.
///
/// Discord docs: Application/Install Params Object.
#[object]
#[derive(Default)]
pub struct InstallParams {
    /// The scopes.
    pub scopes: List<Scope>,
    /// What the bot's role is to be allowed.
    pub permissions: Option<Permissions>,
}

/// With what an application is installed in one way.
///
/// Discord docs: Application/Application Integration Type Configuration Object.
#[object]
#[derive(Default)]
pub struct ApplicationIntegrationTypeConfiguration {
    /// The scopes and permissions.
    pub oauth2_install_params: Option<InstallParams>,
}

open_enum! {
    /// In which way an application is installed.
    ///
    /// Discord docs: Application/Application Integration Types.
    pub enum ApplicationIntegrationType {
        /// Into a guild, for all its members.
        GuildInstall = 0 => "GUILD_INSTALL",
        /// By a user, who then has it everywhere.
        UserInstall = 1 => "USER_INSTALL",
    }
}

open_enum! {
    /// Whether webhook events are sent to an application.
    ///
    /// Discord docs: Application/Application Event Webhook Status.
    pub enum ApplicationEventWebhookStatus {
        /// The developer has switched them off.
        Disabled = 1 => "DISABLED",
        /// They are sent.
        Enabled = 2 => "ENABLED",
        /// Discord has switched them off, mostly because the endpoint did not answer.
        DisabledByDiscord = 3 => "DISABLED_BY_DISCORD",
    }
}

open_enum! {
    /// What sort of application it is.
    ///
    /// In Discord's specification, not in its documentation.
    pub enum ApplicationType {
        /// Made for the role subscriptions of a guild.
        GuildRoleSubscriptions = 4 => "GUILD_ROLE_SUBSCRIPTIONS",
    }
}

open_enum! {
    /// Whose media an application wants filtered.
    ///
    /// In Discord's specification, not in its documentation.
    pub enum ApplicationExplicitContentFilterType {
        /// As the guild or user has set it.
        Inherit = 0 => "INHERIT",
        /// Everyone's.
        Always = 1 => "ALWAYS",
    }
}

open_string_enum! {
    /// An event that Discord sends an application over HTTP.
    ///
    /// Discord docs: Webhook Events/Event Types.
    pub enum WebhookEventType {
        /// A user or guild has installed the application.
        ApplicationAuthorized = "APPLICATION_AUTHORIZED",
        /// A user has removed the application.
        ApplicationDeauthorized = "APPLICATION_DEAUTHORIZED",
        /// An entitlement was made.
        EntitlementCreate = "ENTITLEMENT_CREATE",
        /// An entitlement was changed.
        EntitlementUpdate = "ENTITLEMENT_UPDATE",
        /// An entitlement was taken away.
        EntitlementDelete = "ENTITLEMENT_DELETE",
        /// A user has joined a quest; not sent at present.
        QuestUserEnrollment = "QUEST_USER_ENROLLMENT",
        /// A message was sent in a lobby.
        LobbyMessageCreate = "LOBBY_MESSAGE_CREATE",
        /// A message of a lobby was edited.
        LobbyMessageUpdate = "LOBBY_MESSAGE_UPDATE",
        /// A message of a lobby was deleted.
        LobbyMessageDelete = "LOBBY_MESSAGE_DELETE",
        /// A direct message was sent in a game.
        GameDirectMessageCreate = "GAME_DIRECT_MESSAGE_CREATE",
        /// A direct message of a game was edited.
        GameDirectMessageUpdate = "GAME_DIRECT_MESSAGE_UPDATE",
        /// A direct message of a game was deleted.
        GameDirectMessageDelete = "GAME_DIRECT_MESSAGE_DELETE",
    }
}
