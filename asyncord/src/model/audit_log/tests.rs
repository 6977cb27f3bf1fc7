use super::{
    AuditLog, AuditLogActionType, AuditLogChange, AuditLogEntry, AuditLogTarget, change_key,
};
use crate::model::testing::round;
use crate::{
    id::Id,
    model::{AutoModerationTriggerType, OverwriteType, Permissions, decode, decode_reporting},
};

fn text(json: &str) -> String {
    round::<AuditLogChange>(json).to_string()
}

#[test]
fn a_change_is_small() {
    assert!(
        size_of::<AuditLogChange>() <= 64,
        "{}",
        size_of::<AuditLogChange>()
    );
}

#[test]
fn a_change_reads_as_a_sentence() {
    for (json, expected) in [
        (
            r#"{"key":"nick","old_value":"ada","new_value":"countess"}"#,
            r#"nick changed from "ada" to "countess""#,
        ),
        (r#"{"key":"nick","new_value":"x"}"#, r#"nick set to "x""#),
        (
            r#"{"key":"afk_timeout","old_value":300}"#,
            "afk timeout removed, was 300",
        ),
        (
            r#"{"key":"mute","old_value":false,"new_value":true}"#,
            "mute changed from no to yes",
        ),
        (
            r#"{"key":"permissions","old_value":"1026","new_value":"1028"}"#,
            "permissions gained BAN_MEMBERS, lost KICK_MEMBERS",
        ),
        (r#"{"key":"allow","new_value":"0"}"#, "allow set to none"),
        (
            r#"{"key":"$add","new_value":[{"id":"1","name":"Mod"},{"id":"2","name":"Red"}]}"#,
            r#"roles added: "Mod" (1), "Red" (2)"#,
        ),
        (
            r#"{"key":"avatar_hash","new_value":"ab"}"#,
            "avatar set to image ab",
        ),
        (
            r#"{"key":"123","old_value":{"id":"123","type":1,"permission":true},
                "new_value":{"id":"123","type":1,"permission":false}}"#,
            "permission of 123 changed from allowed to denied",
        ),
        (
            r#"{"key":"new_key","new_value":[1,{}]}"#,
            "new key set to [1,{}]",
        ),
        (
            r#"{"key":"permission_overwrites","old_value":[],
                "new_value":[{"id":"5","type":0,"allow":"0","deny":"2"}]}"#,
            "permission overwrites changed from none to 5 allow none deny KICK_MEMBERS",
        ),
        (
            r#"{"key":"trigger_metadata","new_value":{"keyword_filter":["a","b"],"mention_total_limit":5}}"#,
            "trigger metadata set to 2 words, up to 5 mentions",
        ),
    ] {
        assert_eq!(text(json), expected);
    }
}

#[test]
fn absent_and_null_values_are_written_back_as_they_came() {
    for json in [
        r#"{"key":"nick"}"#,
        r#"{"key":"nick","old_value":null,"new_value":null}"#,
        r#"{"key":"nick","old_value":null,"new_value":"x"}"#,
        r#"{"key":"x","old_value":null,"new_value":7}"#,
        r#"{"key":null,"new_value":7}"#,
    ] {
        round::<AuditLogChange>(json);
    }
}

#[test]
fn a_key_with_different_types_takes_both() {
    let change: AuditLogChange = round(r#"{"key":"type","old_value":0,"new_value":5}"#);
    let AuditLogChange::Kind(kind) = change else {
        panic!("{change:?}");
    };
    assert_eq!(kind.new.unwrap().number(), Some(5));
    let change: AuditLogChange = round(r#"{"key":"type","new_value":"twitch"}"#);
    let AuditLogChange::Kind(kind) = change else {
        panic!("{change:?}");
    };
    assert_eq!(kind.new.unwrap().text(), Some("twitch"));
}

#[test]
fn values_of_another_type_keep_the_change_raw_and_cost_nothing() {
    for json in [
        r#"{"key":"nick","old_value":"ada","new_value":{"first":"ada"}}"#,
        r#"{"key":"permissions","new_value":[]}"#,
        r#"{"key":"$add","new_value":[{"name":"no id"}]}"#,
        r#"{"key":"123","new_value":true}"#,
        r#"{"key":"exempt_roles","new_value":["1","x"]}"#,
    ] {
        let change: AuditLogChange = round(json);
        assert!(matches!(change, AuditLogChange::Unknown(_)), "{change:?}");
    }
}

#[test]
fn a_second_reading_reports_what_is_raw_and_keeps_the_rest() {
    let json = r#"{"id":"1","action_type":24,"user_id":"4","target_id":"x",
        "changes":[{"key":"nick","new_value":5},{"key":"deaf","new_value":true}]}"#;
    let (entry, strange) = decode_reporting::<AuditLogEntry>(json).unwrap();
    assert_eq!(entry.changes.len(), 2);
    assert!(matches!(entry.changes[0], AuditLogChange::Unknown(_)));
    assert_eq!(entry.change::<change_key::Deaf>().unwrap().new, Some(true));
    let paths: Vec<_> = strange
        .iter()
        .map(|strange| strange.path.as_str())
        .collect();
    assert_eq!(paths, ["target_id", "changes[0].new_value"]);
}

#[test]
fn every_key_is_found_by_its_type_and_known_by_its_name() {
    let entry: AuditLogEntry = round(
        r#"{"id":"9","action_type":31,"user_id":"4","target_id":"5","reason":"tidying",
            "changes":[{"key":"permissions","old_value":"0","new_value":"8"},
                {"key":"hoist","old_value":true,"new_value":false},{"key":"strange","new_value":1}]}"#,
    );
    let permissions = entry.change::<change_key::Permissions>().unwrap();
    assert_eq!(permissions.new, Some(Permissions::ADMINISTRATOR));
    assert!(permissions.both().is_some() && !permissions.is_set() && !permissions.is_unset());
    assert!(entry.change::<change_key::Name>().is_none());
    let keys: Vec<_> = entry.changes.iter().map(AuditLogChange::key).collect();
    assert_eq!(keys, ["permissions", "hoist", "strange"]);
    assert_eq!(
        entry.to_string(),
        "user 4 changed a role (5): permissions gained ADMINISTRATOR; hoist changed from yes to no; \
         strange set to 1; reason: tidying"
    );
}

#[test]
fn keys_are_listed_once() {
    let mut keys = AuditLogChange::KEYS.to_vec();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
    assert!(count > 100);
}

#[test]
fn an_entry_of_discord_itself_has_no_user() {
    let entry: AuditLogEntry =
        round(r#"{"id":"175928847299117063","action_type":999,"user_id":null,"target_id":null}"#);
    assert_eq!(entry.to_string(), "Discord did 999");
    assert_eq!(entry.target(), None);
    assert_eq!(entry.created_at().unix_milliseconds(), 1_462_015_105_796);
}

#[test]
fn numbers_of_the_options_are_texts() {
    let entry: AuditLogEntry = round(
        r#"{"id":"9","action_type":14,"user_id":"4","target_id":"5","options":{"count":"3",
            "delete_member_days":"7","members_removed":"0","id":"8","type":"0","role_name":"Mod",
            "channel_id":"6","message_id":"7","application_id":"2","integration_type":"twitch","status":"hi",
            "auto_moderation_rule_name":"r","auto_moderation_rule_trigger_type":"6"}}"#,
    );
    assert_eq!(
        entry.to_string(),
        "user 4 changed an overwrite of a channel (5) [count 3, days away 7, removed 0, channel 6, \
         message 7, application 2, role 8, named \"Mod\", rule \"r\", by \"twitch\", status \"hi\"]"
    );
    let options = entry.options.unwrap();
    assert_eq!(options.count, Some(3));
    assert_eq!(options.members_removed, Some(0));
    assert_eq!(options.kind, Some(OverwriteType::Role));
    assert_eq!(
        options.auto_moderation_rule_trigger_type,
        Some(AutoModerationTriggerType::MemberProfile)
    );
}

#[test]
fn a_count_that_is_none_is_left_out() {
    for count in ["\"many\"", "\"-1\"", "\"2147483648\"", "-1", "[]"] {
        let json = format!(
            r#"{{"id":"9","action_type":72,"options":{{"count":{count},"channel_id":"6"}}}}"#
        );
        let (entry, strange) = decode_reporting::<AuditLogEntry>(&json).unwrap();
        let options = entry.options.unwrap();
        assert_eq!((options.count, strange.len()), (None, 1), "{count}");
        assert_eq!(options.channel_id.unwrap(), 6);
    }
}

#[test]
fn the_action_decides_what_the_target_is() {
    for (action, target) in [
        (1, AuditLogTarget::Guild(Id::new(5))),
        (13, AuditLogTarget::Channel(Id::new(5))),
        (25, AuditLogTarget::User(Id::new(5))),
        (72, AuditLogTarget::User(Id::new(5))),
        (73, AuditLogTarget::Channel(Id::new(5))),
        (111, AuditLogTarget::Thread(Id::new(5))),
        (121, AuditLogTarget::ApplicationCommand(Id::new(5))),
        (141, AuditLogTarget::AutoModerationRule(Id::new(5))),
        (145, AuditLogTarget::User(Id::new(5))),
        (211, AuditLogTarget::Other(Id::new(5))),
        (999, AuditLogTarget::Other(Id::new(5))),
    ] {
        let json = format!(r#"{{"id":"9","action_type":{action},"target_id":"5"}}"#);
        let entry: AuditLogEntry = decode(&json).unwrap();
        assert_eq!(entry.target(), Some(target), "{action}");
        assert_eq!(target.id(), 5);
    }
}

#[test]
fn each_known_action_has_words() {
    for action in AuditLogActionType::KNOWN {
        assert!(action.phrase().is_some(), "{action}");
    }
    assert_eq!(AuditLogActionType::KNOWN.len(), 76);
}

#[test]
fn a_log_finds_its_users() {
    let log: AuditLog = round(
        r#"{"application_commands":[],"audit_log_entries":[{"id":"9","action_type":20,"user_id":"4"},
            {"id":"8","action_type":22,"user_id":"5"}],"auto_moderation_rules":[],
            "guild_scheduled_events":[],"integrations":[],"threads":[],
            "users":[{"id":"4","username":"ada"}],"webhooks":[]}"#,
    );
    let kick = log.of(AuditLogActionType::MemberKick).next().unwrap();
    assert_eq!(log.actor(kick).unwrap().username, "ada");
    assert!(log.actor(&log.audit_log_entries[1]).is_none());
}

#[test]
fn a_rule_that_is_null_costs_nothing_else() {
    let json = r#"{"audit_log_entries":[],"auto_moderation_rules":[null,{"id":"1"}]}"#;
    let log: AuditLog = decode(json).unwrap();
    assert_eq!(log.auto_moderation_rules.len(), 1);
    assert_eq!(serde_json::to_string(&log).unwrap(), json);
}
