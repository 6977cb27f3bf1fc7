use std::time::Duration;

use super::{AutoModerationAction, AutoModerationRule, AutoModerationTriggerType};
use crate::id::Id;

fn round(json: &str) -> AutoModerationRule {
    crate::model::testing::round(json)
}

#[test]
fn a_rule_tells_what_it_does() {
    let rule = round(
        r#"{"id":"1","guild_id":"2","name":"No cats","creator_id":"3","trigger_type":1,"event_type":1,
            "actions":[{"type":1,"metadata":{"custom_message":"no"}},{"type":2,"metadata":{"channel_id":"5"}},
                {"type":3,"metadata":{"duration_seconds":90}},{"type":9,"metadata":{}}],
            "trigger_metadata":{"keyword_filter":["cat*"],"regex_patterns":[]},"enabled":true,
            "exempt_roles":["7"],"exempt_channels":["8"]}"#,
    );
    assert!(rule.blocks_messages() && !rule.quarantines());
    assert_eq!(rule.alert_channels().collect::<Vec<_>>(), [5]);
    assert_eq!(rule.timeout(), Some(Duration::from_secs(90)));
    assert_eq!(rule.trigger_metadata.keyword_filter, ["cat*"]);
    assert_eq!(
        rule.to_string(),
        "\"No cats\" (keywords): blocks the message, alerts <#5>, times out for 90 s, does 9"
    );
    assert!(rule.exempts(&[Id::new(7)], []));
    assert!(rule.exempts(&[], [Id::new(8)]));
    assert!(!rule.exempts(&[Id::new(8)], [Id::new(7)]));
}

#[test]
fn details_may_be_empty_null_or_absent() {
    for json in [
        r#"{"id":"1","trigger_type":3,"trigger_metadata":{},"actions":[{"type":4,"metadata":{}}]}"#,
        r#"{"id":"1","trigger_type":77,"trigger_metadata":null,"actions":[{"type":4,"metadata":null}]}"#,
        r#"{"id":"1","actions":[{"type":4}]}"#,
    ] {
        let rule = round(json);
        assert!(rule.quarantines());
        assert!(rule.to_string().ends_with("quarantines the member [off]"));
    }
}

#[test]
fn the_raid_protection_is_told_from_its_absence() {
    let rule = round(
        r#"{"id":"1","trigger_type":5,
            "trigger_metadata":{"mention_total_limit":0,"mention_raid_protection_enabled":false}}"#,
    );
    assert_eq!(
        rule.trigger_type,
        Some(AutoModerationTriggerType::MentionSpam)
    );
    assert_eq!(rule.trigger_metadata.mention_total_limit, Some(0));
    assert_eq!(
        rule.trigger_metadata.mention_raid_protection_enabled,
        Some(false)
    );
}

#[test]
fn a_made_action_is_written_without_empty_details() {
    for (action, json) in [
        (AutoModerationAction::block_message(), r#"{"type":1}"#),
        (
            AutoModerationAction::block_message_saying("no"),
            r#"{"type":1,"metadata":{"custom_message":"no"}}"#,
        ),
        (
            AutoModerationAction::send_alert(5),
            r#"{"type":2,"metadata":{"channel_id":"5"}}"#,
        ),
        (AutoModerationAction::quarantine(), r#"{"type":4}"#),
    ] {
        assert_eq!(serde_json::to_string(&action).unwrap(), json);
    }
}
