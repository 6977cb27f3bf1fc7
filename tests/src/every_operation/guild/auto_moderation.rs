//! Calls about rules of auto-moderation.

use asyncord::{
    model::{
        AutoModerationAction, AutoModerationEventType, AutoModerationTriggerMetadata,
        AutoModerationTriggerType,
    },
    rest::resource::guild::auto_moderation::*,
};
use serde_json::json;

use crate::every_operation::values::{CHANNEL, GUILD, REASON, ROLE, RULE, read};

/// What a rule for words looks for.
fn keywords() -> AutoModerationTriggerMetadata {
    read(json!({
        "keyword_filter": ["lobster*"],
        "regex_patterns": ["l[o0]bster"],
        "allow_list": ["lobster bisque"],
    }))
}

/// All that a rule for words can do.
fn actions() -> [AutoModerationAction; 3] {
    [
        AutoModerationAction::block_message_saying("Crabs only"),
        AutoModerationAction::send_alert(CHANNEL),
        AutoModerationAction::time_out(60),
    ]
}

calls! {
    ListAutoModerationRules {
        minimal: |client| client.guilds().auto_moderation(GUILD).list(),
    }
    GetAutoModerationRule {
        minimal: |client| client.guilds().auto_moderation(GUILD).get(RULE),
    }
    CreateAutoModerationRule {
        minimal: |client| client.guilds().auto_moderation(GUILD).create(
            "Spam",
            AutoModerationEventType::MessageSend,
            AutoModerationTriggerType::Spam,
            [AutoModerationAction::block_message()],
        ),
        full: |client| client
            .guilds()
            .auto_moderation(GUILD)
            .create(
                "Lobsters",
                AutoModerationEventType::MessageSend,
                AutoModerationTriggerType::Keyword,
                actions(),
            )
            .trigger_metadata(keywords())
            .enabled(true)
            .exempt_roles([ROLE])
            .exempt_channels([CHANNEL])
            .reason(REASON),
        full: |client| client
            .guilds()
            .auto_moderation(GUILD)
            .create(
                "Words",
                AutoModerationEventType::MessageSend,
                AutoModerationTriggerType::KeywordPreset,
                [AutoModerationAction::block_message()],
            )
            .trigger_metadata(read::<AutoModerationTriggerMetadata>(
                json!({"presets": [1, 3], "allow_list": ["fine"]}),
            )),
        full: |client| client
            .guilds()
            .auto_moderation(GUILD)
            .create(
                "Mentions",
                AutoModerationEventType::MessageSend,
                AutoModerationTriggerType::MentionSpam,
                [AutoModerationAction::time_out(2_419_200)],
            )
            .trigger_metadata(read::<AutoModerationTriggerMetadata>(
                json!({"mention_total_limit": 5, "mention_raid_protection_enabled": true}),
            )),
        full: |client| client
            .guilds()
            .auto_moderation(GUILD)
            .create(
                "Profiles",
                AutoModerationEventType::MemberUpdate,
                AutoModerationTriggerType::MemberProfile,
                [AutoModerationAction::quarantine()],
            )
            .trigger_metadata(keywords()),
    }
    UpdateAutoModerationRule {
        minimal: |client| client.guilds().auto_moderation(GUILD).update(RULE),
        full: |client| client
            .guilds()
            .auto_moderation(GUILD)
            .update(RULE)
            .name("Lobsters")
            .event_type(AutoModerationEventType::MessageSend)
            .trigger_metadata(keywords())
            .actions(actions())
            .enabled(false)
            .exempt_roles([ROLE])
            .exempt_channels([CHANNEL])
            .reason(REASON),
    }
    DeleteAutoModerationRule {
        minimal: |client| client.guilds().auto_moderation(GUILD).delete(RULE),
        full: |client| client.guilds().auto_moderation(GUILD).delete(RULE).reason(REASON),
    }
}
