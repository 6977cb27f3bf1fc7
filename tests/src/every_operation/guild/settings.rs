//! Calls about what a guild shows to those who come.

use asyncord::{
    id::Id,
    model::{Field, GuildWidgetStyle, OnboardingMode},
    rest::resource::guild::settings::*,
};

use crate::every_operation::values::{
    CHANNEL, GUILD, INTEGRATION, REASON, ROLE, prompt, prompt_as_read, time, welcome_channel,
};

calls! {
    GetGuildPreview {
        minimal: |client| client.guilds().preview(GUILD),
    }
    ListGuildInvites {
        minimal: |client| client.guilds().invites(GUILD),
    }
    GetVanityUrl {
        minimal: |client| client.guilds().vanity_url(GUILD),
    }
    ListGuildVoiceRegions {
        minimal: |client| client.guilds().voice_regions(GUILD),
    }
    ListIntegrations {
        minimal: |client| client.guilds().integrations(GUILD),
    }
    DeleteIntegration {
        minimal: |client| client.guilds().delete_integration(GUILD, INTEGRATION),
        full: |client| client.guilds().delete_integration(GUILD, INTEGRATION).reason(REASON),
    }
    GetPruneCount {
        minimal: |client| client.guilds().prune_count(GUILD),
        full: |client| client.guilds().prune_count(GUILD).days(30).include_roles([ROLE, ROLE + 1]),
        full: |client| client.guilds().prune_count(GUILD).include_roles([ROLE]),
    }
    BeginPrune {
        minimal: |client| client.guilds().prune(GUILD),
        full: |client| client
            .guilds()
            .prune(GUILD)
            .days(1)
            .compute_prune_count(false)
            .include_roles([ROLE])
            .reason(REASON),
    }
    GetWidgetSettings {
        minimal: |client| client.guilds().widget_settings(GUILD),
    }
    UpdateWidget {
        minimal: |client| client.guilds().update_widget(GUILD),
        full: |client| client
            .guilds()
            .update_widget(GUILD)
            .enabled(true)
            .channel_id(Id::new(CHANNEL))
            .reason(REASON),
    }
    GetWidget {
        minimal: |client| client.guilds().widget(GUILD),
    }
    GetWelcomeScreen {
        minimal: |client| client.guilds().welcome_screen(GUILD),
    }
    UpdateWelcomeScreen {
        minimal: |client| client.guilds().update_welcome_screen(GUILD),
        full: |client| client
            .guilds()
            .update_welcome_screen(GUILD)
            .enabled(true)
            .welcome_channels(vec![welcome_channel()])
            .description("Crabs meet here")
            .reason(REASON),
    }
    GetOnboarding {
        minimal: |client| client.guilds().onboarding(GUILD),
    }
    UpdateOnboarding {
        minimal: |client| client.guilds().update_onboarding(GUILD),
        full: |client| client
            .guilds()
            .update_onboarding(GUILD)
            .prompts([prompt()])
            .default_channel_ids([CHANNEL])
            .enabled(true)
            .mode(OnboardingMode::OnboardingAdvanced)
            .reason(REASON),
        // What was got before is sent back.
        full: |client| client.guilds().update_onboarding(GUILD).prompts([prompt_as_read()]),
    }
    GetHomeSettings {
        minimal: |client| client.guilds().home_settings(GUILD),
    }
    UpdateIncidentActions {
        minimal: |client| client.guilds().update_incident_actions(GUILD),
        full: |client| client
            .guilds()
            .update_incident_actions(GUILD)
            .invites_disabled_until(time())
            .dms_disabled_until(Field::Null),
    }
    GetWidgetImage {
        minimal: |client| client.guilds().widget_image(GUILD),
        full: |client| client.guilds().widget_image(GUILD).style(GuildWidgetStyle::Banner2),
    }
}
