//! Which events each intent brings.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::json;

use super::{
    super::super::{
        state::bits::intent,
        testing::{ALL, Bench, Gateway, PLAIN},
    },
    script::Script,
};

/// What comes without any intent.
const ALWAYS: &[&str] = &["READY"];

/// What [`Script::play`] brings to a session with one intent. Discord docs: Gateway/List of Intents.
const EXPECTED: &[(&str, &[&str])] = &[
    (
        "GUILDS",
        &[
            "GUILD_CREATE",
            "GUILD_UPDATE",
            "GUILD_ROLE_CREATE",
            "GUILD_ROLE_UPDATE",
            "GUILD_ROLE_DELETE",
            "CHANNEL_CREATE",
            "CHANNEL_UPDATE",
            "CHANNEL_DELETE",
            "CHANNEL_PINS_UPDATE",
            "THREAD_CREATE",
            "THREAD_UPDATE",
            "THREAD_DELETE",
            "THREAD_MEMBERS_UPDATE",
            "STAGE_INSTANCE_CREATE",
            "STAGE_INSTANCE_UPDATE",
            "STAGE_INSTANCE_DELETE",
            "VOICE_CHANNEL_STATUS_UPDATE",
            "VOICE_CHANNEL_START_TIME_UPDATE",
        ],
    ),
    (
        "GUILD_MEMBERS",
        &[
            "GUILD_MEMBER_ADD",
            "GUILD_MEMBER_UPDATE",
            "GUILD_MEMBER_REMOVE",
            "THREAD_MEMBERS_UPDATE",
        ],
    ),
    (
        "GUILD_MODERATION",
        &[
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            "GUILD_BAN_ADD",
            "GUILD_BAN_REMOVE",
        ],
    ),
    (
        "GUILD_EXPRESSIONS",
        &[
            "GUILD_EMOJIS_UPDATE",
            "GUILD_STICKERS_UPDATE",
            "GUILD_SOUNDBOARD_SOUND_CREATE",
            "GUILD_SOUNDBOARD_SOUND_UPDATE",
            "GUILD_SOUNDBOARD_SOUND_DELETE",
        ],
    ),
    (
        "GUILD_INTEGRATIONS",
        &[
            "GUILD_INTEGRATIONS_UPDATE",
            "INTEGRATION_CREATE",
            "INTEGRATION_DELETE",
        ],
    ),
    ("GUILD_WEBHOOKS", &["WEBHOOKS_UPDATE"]),
    ("GUILD_INVITES", &["INVITE_CREATE", "INVITE_DELETE"]),
    ("GUILD_VOICE_STATES", &["VOICE_STATE_UPDATE"]),
    ("GUILD_PRESENCES", &["PRESENCE_UPDATE"]),
    (
        "GUILD_MESSAGES",
        &[
            "MESSAGE_CREATE",
            "MESSAGE_UPDATE",
            "MESSAGE_DELETE",
            "MESSAGE_DELETE_BULK",
        ],
    ),
    (
        "GUILD_MESSAGE_REACTIONS",
        &[
            "MESSAGE_REACTION_ADD",
            "MESSAGE_REACTION_REMOVE",
            "MESSAGE_REACTION_REMOVE_ALL",
            "MESSAGE_REACTION_REMOVE_EMOJI",
        ],
    ),
    ("GUILD_MESSAGE_TYPING", &["TYPING_START"]),
    (
        "DIRECT_MESSAGES",
        &[
            "CHANNEL_PINS_UPDATE",
            "MESSAGE_CREATE",
            "MESSAGE_UPDATE",
            "MESSAGE_DELETE",
        ],
    ),
    (
        "DIRECT_MESSAGE_REACTIONS",
        &["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"],
    ),
    ("DIRECT_MESSAGE_TYPING", &["TYPING_START"]),
    ("MESSAGE_CONTENT", &[]),
    (
        "GUILD_SCHEDULED_EVENTS",
        &[
            "GUILD_SCHEDULED_EVENT_CREATE",
            "GUILD_SCHEDULED_EVENT_UPDATE",
            "GUILD_SCHEDULED_EVENT_DELETE",
            "GUILD_SCHEDULED_EVENT_USER_ADD",
            "GUILD_SCHEDULED_EVENT_USER_REMOVE",
        ],
    ),
    (
        "AUTO_MODERATION_CONFIGURATION",
        &[
            "AUTO_MODERATION_RULE_CREATE",
            "AUTO_MODERATION_RULE_UPDATE",
            "AUTO_MODERATION_RULE_DELETE",
        ],
    ),
    (
        "AUTO_MODERATION_EXECUTION",
        &["AUTO_MODERATION_ACTION_EXECUTION"],
    ),
    (
        "GUILD_MESSAGE_POLLS",
        &["MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE"],
    ),
    (
        "DIRECT_MESSAGE_POLLS",
        &["MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE"],
    ),
];

/// The names of the dispatches up to the one that ends all.
async fn heard(gateway: &mut Gateway) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    loop {
        let payload = gateway.numbered().await;
        let name = payload["t"].as_str().unwrap().to_owned();
        if name == "ENTITLEMENT_CREATE" {
            return names;
        }
        names.insert(name);
    }
}

#[tokio::test]
async fn each_intent_brings_its_events() {
    let bench = Bench::start().await;
    let names: Vec<&str> = intent::NAMES.iter().map(|(name, _)| *name).collect();
    let expected: Vec<&str> = EXPECTED.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, expected);
    let mut sessions = Vec::new();
    for (_, bit) in intent::NAMES {
        let mut gateway = bench.connect().await;
        gateway.identify(&bench.token, *bit).await;
        sessions.push(gateway);
    }
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let script = Script {
        bench: &bench,
        guild,
    };
    script.play().await;
    // Needs no intent, and is the last.
    let own = format!("/applications/{}", bench.sandbox.application_id());
    let body = json!({ "name": "Gold", "type": 2 });
    let sku = bench
        .drive(Method::POST, &format!("{own}/skus"), body)
        .await;
    let body = json!({ "sku_id": sku["id"], "user_id": bench.ada() });
    bench
        .drive(Method::POST, &format!("{own}/purchases"), body)
        .await;
    for ((name, events), gateway) in EXPECTED.iter().zip(&mut sessions) {
        let expected: BTreeSet<String> = events
            .iter()
            .chain(ALWAYS)
            .map(|&event| event.to_owned())
            .collect();
        assert_eq!(heard(gateway).await, expected, "{name}");
    }
}

#[test]
fn there_are_21_intents_and_three_are_privileged() {
    let all = intent::NAMES.iter().fold(0, |all, (_, bit)| all | bit);
    assert_eq!((intent::NAMES.len(), all, intent::ALL), (21, ALL, ALL));
    assert_eq!(intent::ALL, 53_608_447);
    assert_eq!(intent::PRIVILEGED, 1 << 1 | 1 << 8 | 1 << 15);
    assert_eq!(intent::ALL & !intent::PRIVILEGED, PLAIN);
    assert_eq!(PLAIN, 53_575_421);
}
