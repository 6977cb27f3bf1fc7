//! Messages of every kind, in the form in which the gateway sends them.

use super::round;
use crate::model::{Message, decode};

/// What the gateway sends of every message in a guild, and `rest` with the fields that differ.
fn create(rest: &str) -> String {
    let mut message: serde_json::Map<String, serde_json::Value> = serde_json::from_str(
        r#"{"type":0,"tts":false,"timestamp":"2026-11-24T22:18:23.123000+00:00","pinned":false,"nonce":"1442",
            "mentions":[],"mention_roles":[],"mention_everyone":false,
            "member":{"roles":["5"],"premium_since":null,"pending":false,"nick":null,"mute":false,
                "joined_at":"2020-01-01T00:00:00.000000+00:00","flags":0,"deaf":false,
                "communication_disabled_until":null},
            "id":"10","flags":0,"embeds":[],"edited_timestamp":null,"content":"!ping","components":[],
            "channel_type":0,"channel_id":"2","author":{"username":"ada","public_flags":0,"id":"4",
                "global_name":"Ada","discriminator":"0","avatar":null},
            "attachments":[],"guild_id":"1"}"#,
    )
    .unwrap();
    let rest: serde_json::Map<String, serde_json::Value> = serde_json::from_str(rest).unwrap();
    message.extend(rest);
    serde_json::to_string(&message).unwrap()
}

fn round_create(rest: &str) {
    round::<Message>(&create(rest));
}

#[test]
fn ordinary_messages() {
    round_create("{}");
    round_create(
        r#"{"content":"<@5> <@&6> @everyone <#7>","mention_roles":["6"],"mention_everyone":true,
            "mentions":[{"id":"5","username":"bob","global_name":null,"discriminator":"0","avatar":null,
                "public_flags":0,"member":{"roles":[],"nick":"B","joined_at":"2020-01-01T00:00:00.000000+00:00",
                "deaf":false,"mute":false,"flags":0}}],"tts":true,"nonce":17}"#,
    );
    round_create(
        r#"{"sticker_items":[{"name":"cat","id":"3","format_type":4}],"content":"",
            "stickers":[{"id":"3","name":"cat","tags":"cat","type":2,"format_type":4,"description":null,
                "available":true,"guild_id":"1"}]}"#,
    );
}

#[test]
fn messages_with_files_and_embeds() {
    round_create(
        r#"{"attachments":[{"id":"1","filename":"cat.png","size":1,"url":"https://cdn/a?ex=1&is=2&hm=3&",
            "proxy_url":"https://media/a","width":1,"height":2,"content_type":"image/png","flags":0,
            "placeholder":"4AgGDQJ","placeholder_version":1}],
            "embeds":[{"type":"link","url":"https://x","title":"X","provider":{"name":"X"}}]}"#,
    );
    round_create(
        r#"{"flags":8192,"content":"","attachments":[{"id":"1","filename":"voice-message.ogg","size":4,
            "url":"https://cdn/v","proxy_url":"https://media/v","duration_secs":1.5,"waveform":"AA==",
            "content_type":"audio/ogg","title":"voice-message"}]}"#,
    );
}

#[test]
fn replies() {
    let replied = create(r#"{"id":"9"}"#);
    round_create(&format!(
        r#"{{"type":19,"message_reference":{{"type":0,"message_id":"9","guild_id":"1","channel_id":"2"}},
            "referenced_message":{replied}}}"#
    ));
    round_create(
        r#"{"type":19,"message_reference":{"type":0,"message_id":"9","guild_id":"1","channel_id":"2"},
            "referenced_message":null}"#,
    );
}

#[test]
fn forwards() {
    round_create(
        r#"{"flags":16384,"content":"","message_reference":{"type":1,"message_id":"9","channel_id":"2"},
            "message_snapshots":[{"message":{"type":0,"content":"look","embeds":[],"attachments":[],
                "timestamp":"2026-11-24T22:18:23.123000+00:00","edited_timestamp":null,"flags":0,"mentions":[],
                "mention_roles":["6"],"stickers":[],"sticker_items":[{"id":"3","name":"cat","format_type":1}],
                "components":[{"type":10,"id":1,"content":"hi"}]}}]}"#,
    );
}

#[test]
fn crossposts() {
    round_create(
        r#"{"flags":2,"webhook_id":"8","message_reference":{"type":0,"message_id":"9","guild_id":"3",
            "channel_id":"4"},"mention_channels":[{"id":"7","guild_id":"3","name":"big-news","type":5}],
            "author":{"username":"News #big-news","id":"8","discriminator":"0000","bot":true,"avatar":null,
                "global_name":null,"public_flags":0}}"#,
    );
}

#[test]
fn answers_to_interactions() {
    let old = r#"{"user":{"id":"4","username":"ada"},"type":2,"name":"play","id":"6","member":{"roles":[]}}"#;
    let new = r#"{"user":{"id":"4","username":"ada"},"type":2,"id":"6",
        "authorizing_integration_owners":{"0":"1"}}"#;
    round_create(&format!(
        r#"{{"type":20,"application_id":"8","webhook_id":"8","interaction":{old},"interaction_metadata":{new}}}"#
    ));
    round_create(&format!(
        r#"{{"type":23,"flags":192,"interaction_metadata":{{"type":5,"id":"7","user":{{"id":"4"}},
            "authorizing_integration_owners":{{"1":"4"}},"original_response_message_id":"3",
            "triggering_interaction_metadata":{new}}},"position":0}}"#
    ));
    round_create(
        r#"{"flags":32768,"components":[{"type":17,"id":1,"components":[{"type":10,"id":2,"content":"x"}]}],
            "resolved":{}}"#,
    );
}

#[test]
fn threads() {
    round_create(
        r#"{"type":18,"content":"plans","message_reference":{"type":0,"guild_id":"1","channel_id":"11"},
            "thread":{"id":"11","type":11,"guild_id":"1","name":"plans","parent_id":"2","owner_id":"4",
                "message_count":0,"member_count":1,"rate_limit_per_user":0,
                "thread_metadata":{"archived":false,"auto_archive_duration":4320,
                    "archive_timestamp":"2026-11-24T22:18:23.123000+00:00","locked":false}}}"#,
    );
    round_create(r#"{"flags":32,"position":12,"channel_type":11}"#);
    round_create(
        r#"{"type":21,"content":"","position":0,"message_reference":{"type":0,"message_id":"11","guild_id":"1",
            "channel_id":"2"}}"#,
    );
}

#[test]
fn polls_and_their_results() {
    round_create(
        r#"{"content":"","poll":{"question":{"text":"Tea?"},"layout_type":1,"allow_multiselect":false,
            "expiry":"2026-11-25T22:18:23.123000+00:00","answers":[
                {"poll_media":{"text":"Yes","emoji":{"name":"🍵","id":null}},"answer_id":1},
                {"poll_media":{"text":"No"},"answer_id":2}]}}"#,
    );
    round_create(
        r#"{"type":46,"content":"","message_reference":{"type":0,"message_id":"9","channel_id":"2"},
            "embeds":[{"type":"poll_result","fields":[
                {"value":"Tea?","name":"poll_question_text","inline":false},
                {"value":"0","name":"victor_answer_votes","inline":false},
                {"value":"0","name":"total_votes","inline":false}]}]}"#,
    );
}

#[test]
fn what_happened_in_a_guild() {
    for kind in [6, 7, 8, 9, 12, 14, 22, 24, 27, 31, 32, 36, 39, 55, 250] {
        round_create(&format!(r#"{{"type":{kind},"content":""}}"#));
    }
    round_create(
        r#"{"type":25,"role_subscription_data":{"role_subscription_listing_id":"3","tier_name":"Gold",
            "total_months_subscribed":1,"is_renewal":false}}"#,
    );
    round_create(
        r#"{"type":44,"purchase_notification":{"type":0,"guild_product_purchase":{"listing_id":"3",
            "product_name":"Wallpaper"}}}"#,
    );
}

#[test]
fn direct_messages() {
    // Without `guild_id` and `member`.
    let direct = |rest: &str| {
        let mut message: serde_json::Map<_, _> = serde_json::from_str(&create(rest)).unwrap();
        message.remove("guild_id");
        message.remove("member");
        round::<Message>(&serde_json::to_string(&message).unwrap());
    };
    direct(r#"{"channel_type":1}"#);
    direct(r#"{"type":3,"call":{"participants":["4","5"],"ended_timestamp":null}}"#);
    direct(
        r#"{"type":3,"call":{"participants":["4"],"ended_timestamp":"2026-11-24T22:19:23.123000+00:00"}}"#,
    );
    direct(r#"{"type":1,"mentions":[{"id":"5","username":"bob"}]}"#);
    direct(
        r#"{"activity":{"type":3,"party_id":"spotify:4"},"lobby_member":{"additional_name":"Ada L."},
            "application":{"id":"9","name":"Spotify","description":"","icon":null}}"#,
    );
    direct(
        r#"{"shared_client_theme":{"colors":["5865F2","E558F2"],"gradient_angle":0,"base_mix":58,
            "base_theme":1}}"#,
    );
}

#[test]
fn messages_of_the_api_with_reactions() {
    round_create(
        r##"{"reactions":[{"emoji":{"id":null,"name":"🔥"},"count":2,"count_details":{"burst":1,"normal":1},
            "burst_colors":["#ff0000"],"me_burst":false,"me":true}]}"##,
    );
}

/// A message with every field there, each with something in it.
const FULL: &str = r#"{"id":"10","channel_id":"2","channel_type":0,"guild_id":"1",
    "author":{"id":"4","username":"ada"},"member":{"nick":"A","roles":["5"]},"content":"hi",
    "timestamp":"2026-11-24T22:18:23.123000+00:00","edited_timestamp":"2026-11-24T22:18:24.123000+00:00",
    "tts":true,"mention_everyone":true,"mentions":[{"id":"5","username":"bob","member":{"nick":"B"}}],
    "mention_roles":["6"],"mention_channels":[{"id":"7","guild_id":"3","name":"news","type":5}],
    "attachments":[{"id":"1","filename":"a.png"}],"embeds":[{"type":"rich","title":"t","flags":32}],
    "reactions":[{"emoji":{"id":null,"name":"🔥"},"count":1}],"nonce":"1442","pinned":true,"webhook_id":"8",
    "type":19,"activity":{"type":1,"party_id":"p"},"application":{"id":"9","name":"Game","description":""},
    "application_id":"9","flags":4,"message_reference":{"type":0,"message_id":"9"},
    "message_snapshots":[{"message":{"content":"x"}}],
    "referenced_message":{"id":"9","channel_id":"2","author":{"id":"5"},
        "timestamp":"2026-11-24T22:18:23.123000+00:00"},
    "interaction_metadata":{"type":3,"id":"6"},"interaction":{"id":"6","type":3,"name":"x"},
    "thread":{"id":"10","type":11},"components":[{"type":10,"id":1,"content":"hi"}],
    "sticker_items":[{"id":"3","name":"cat","format_type":1}],"stickers":[{"id":"3"}],"position":3,
    "role_subscription_data":{"tier_name":"Gold"},"purchase_notification":{"type":0},"resolved":{},
    "poll":{"question":{"text":"?"}},"call":{"participants":["4"]},
    "shared_client_theme":{"colors":["5865F2"]},"lobby_member":{"additional_name":"Ada L."}}"#;

#[test]
fn every_field_but_four_may_be_absent_or_null() {
    const NEEDED: [&str; 4] = ["id", "channel_id", "author", "timestamp"];
    round::<Message>(FULL);
    let full: serde_json::Map<String, serde_json::Value> = serde_json::from_str(FULL).unwrap();
    assert_eq!(full.len(), 42);
    for key in full.keys() {
        let mut absent = full.clone();
        absent.remove(key);
        let absent = serde_json::to_string(&absent).unwrap();
        let mut null = full.clone();
        null.insert(key.clone(), serde_json::Value::Null);
        let null = serde_json::to_string(&null).unwrap();
        if NEEDED.contains(&&**key) {
            assert!(decode::<Message>(&absent).is_err(), "{key}");
            assert!(decode::<Message>(&null).is_err(), "{key}");
        } else {
            round::<Message>(&absent);
            round::<Message>(&null);
        }
    }
}
