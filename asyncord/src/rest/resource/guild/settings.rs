//! What a guild shows to those who come: invites, widget, welcome screen, onboarding.

use super::Guilds;
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, IntegrationMarker, RoleMarker},
    },
    model::{
        Field, GuildHomeSettings, GuildOnboarding, GuildPreview, GuildPrune, GuildWidget,
        GuildWidgetSettings, GuildWidgetStyle, IncidentsData, Integration, Invite, List,
        OnboardingMode, Timestamp, VanityUrl, VoiceRegion, WelcomeScreen, WelcomeScreenChannel,
    },
    rest::body::{ImageFile, OnboardingPromptRequest},
};

operation! {
    /// Gets what anyone can know of a discoverable guild, member or not.
    ///
    /// Discord docs: Guild/Get Guild Preview.
    GetGuildPreview = GET "/guilds/{guild_id}/preview" -> GuildPreview;
    fn Guilds::preview(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Lists the guild's invites.
    ///
    /// Needs `MANAGE_GUILD`, or `VIEW_AUDIT_LOG` to see them without what only moderators know.
    ///
    /// Discord docs: Guild/Get Guild Invites.
    ListGuildInvites = GET "/guilds/{guild_id}/invites" -> List<Invite>;
    fn Guilds::invites(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Gets the guild's own address, and how often it was used.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Get Guild Vanity URL.
    GetVanityUrl = GET "/guilds/{guild_id}/vanity-url" -> VanityUrl;
    fn Guilds::vanity_url(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Lists the regions for voice that the guild's channels can be in.
    ///
    /// Discord docs: Guild/Get Guild Voice Regions.
    ListGuildVoiceRegions = GET "/guilds/{guild_id}/regions" -> List<VoiceRegion>;
    fn Guilds::voice_regions(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Lists the guild's integrations, up to 50.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Get Guild Integrations.
    ListIntegrations = GET "/guilds/{guild_id}/integrations" -> List<Integration>;
    fn Guilds::integrations(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Takes an integration away, with its webhooks and bot.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Delete Guild Integration.
    DeleteIntegration = DELETE "/guilds/{guild_id}/integrations/{integration_id}" -> (), reason;
    fn Guilds::delete_integration(
        guild_id: Id<GuildMarker> in path,
        integration_id: Id<IntegrationMarker> in path,
    );
}

operation! {
    /// Tells how many members a prune would remove.
    ///
    /// Needs `MANAGE_GUILD` and `KICK_MEMBERS`.
    ///
    /// Discord docs: Guild/Get Guild Prune Count.
    GetPruneCount = GET "/guilds/{guild_id}/prune" -> GuildPrune;
    fn Guilds::prune_count(guild_id: Id<GuildMarker> in path);
    query {
        /// Counts those who were not there for so many days, 1 to 30; 7 where not set.
        days: u8 [range 1..=30],
        /// Counts members with these roles as well; else only those without roles.
        include_roles: Joined<Id<RoleMarker>> [items 0..=100],
    }
}

operation! {
    /// Removes members who were not there for some days.
    ///
    /// Needs `MANAGE_GUILD` and `KICK_MEMBERS`.
    ///
    /// Discord docs: Guild/Begin Guild Prune.
    BeginPrune = POST "/guilds/{guild_id}/prune" -> GuildPrune, reason;
    fn Guilds::prune(guild_id: Id<GuildMarker> in path);
    body {
        /// Removes those who were not there for so many days, 1 to 30; 7 where not set.
        days: u8 [range 1..=30],
        /// Whether the removed are counted; better not in large guilds.
        compute_prune_count: bool,
        /// Removes members with these roles as well; else only those without roles.
        include_roles: Vec<Id<RoleMarker>> [items 0..=100],
    }
}

operation! {
    /// Gets whether the widget is shown, and where it invites to.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Get Guild Widget Settings.
    GetWidgetSettings = GET "/guilds/{guild_id}/widget" -> GuildWidgetSettings;
    fn Guilds::widget_settings(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Edits whether the widget is shown, and where it invites to. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Modify Guild Widget.
    UpdateWidget = PATCH "/guilds/{guild_id}/widget" -> GuildWidgetSettings, reason;
    fn Guilds::update_widget(guild_id: Id<GuildMarker> in path);
    body {
        /// Whether the widget is shown.
        enabled: bool,
        /// Sets the channel that it invites to; null for none.
        channel_id: Field<Id<ChannelMarker>>,
    }
}

operation! {
    /// Gets what the widget shows; fails where it is off.
    ///
    /// Discord docs: Guild/Get Guild Widget.
    GetWidget = GET "/guilds/{guild_id}/widget.json" -> GuildWidget, public;
    fn Guilds::widget(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Gets the welcome screen.
    ///
    /// Needs `MANAGE_GUILD` where it is off.
    ///
    /// Discord docs: Guild/Get Guild Welcome Screen.
    GetWelcomeScreen = GET "/guilds/{guild_id}/welcome-screen" -> WelcomeScreen;
    fn Guilds::welcome_screen(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Edits the welcome screen. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Modify Guild Welcome Screen.
    UpdateWelcomeScreen = PATCH "/guilds/{guild_id}/welcome-screen" -> WelcomeScreen, reason;
    fn Guilds::update_welcome_screen(guild_id: Id<GuildMarker> in path);
    body {
        /// Whether it is shown.
        enabled: Field<bool>,
        /// Sets the channels shown, up to 5, in place of all there were.
        welcome_channels: Field<Vec<WelcomeScreenChannel>> [items 0..=5],
        /// Describes the guild, up to 140 characters.
        description: Field<String> [characters 0..=140],
    }
}

operation! {
    /// Gets what new members are asked and shown.
    ///
    /// Discord docs: Guild/Get Guild Onboarding.
    GetOnboarding = GET "/guilds/{guild_id}/onboarding" -> GuildOnboarding;
    fn Guilds::onboarding(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Sets what new members are asked and shown. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD` and `MANAGE_ROLES`.
    ///
    /// Discord docs: Guild/Modify Guild Onboarding.
    UpdateOnboarding = PUT "/guilds/{guild_id}/onboarding" -> GuildOnboarding, reason;
    fn Guilds::update_onboarding(guild_id: Id<GuildMarker> in path);
    body {
        /// Sets the questions, up to 15, in place of all there were.
        prompts: Vec<OnboardingPromptRequest> [items 0..=15],
        /// Sets the channels that everyone gets, in place of all there were.
        default_channel_ids: Vec<Id<ChannelMarker>> [items 0..=500],
        /// Whether it is switched on.
        enabled: bool,
        /// Sets what counts for the guild having enough channels.
        mode: OnboardingMode,
    }
}

operation! {
    /// Gets what new members find on their first page; `None` where nothing was set.
    ///
    /// In Discord's specification, not in its documentation.
    GetHomeSettings = GET "/guilds/{guild_id}/new-member-welcome" -> Option<GuildHomeSettings>;
    fn Guilds::home_settings(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Stops invites and direct messages for a while, up to 24 hours ahead; null lets them again.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Modify Guild Incident Actions.
    UpdateIncidentActions = PUT "/guilds/{guild_id}/incident-actions" -> IncidentsData;
    fn Guilds::update_incident_actions(guild_id: Id<GuildMarker> in path);
    body {
        /// Lets no one join by invites until then.
        invites_disabled_until: Field<Timestamp>,
        /// Lets members send no direct messages to each other until then, but friends.
        dms_disabled_until: Field<Timestamp>,
    }
}

operation! {
    /// Gets the widget as a picture in PNG; fails where the widget is off.
    ///
    /// Discord docs: Guild/Get Guild Widget Image.
    GetWidgetImage = GET "/guilds/{guild_id}/widget.png" -> ImageFile, public;
    fn Guilds::widget_image(guild_id: Id<GuildMarker> in path);
    query {
        /// Sets how it looks.
        style: GuildWidgetStyle,
    }
}
