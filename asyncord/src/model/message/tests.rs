use crate::model::testing::round;

use super::{
    FoundMessage, MentionedUser, Message, MessageFlags, MessagePins, MessageReference,
    MessageSearchResults, MessageType, Nonce, Reaction, SearchIndexNotReady,
};
use crate::model::{ChannelType, Field, decode, decode_reporting};

mod kinds;

/// Reads `json` and writes it again: nothing may be strange in it, and nothing may be lost or added.
/// The least that a message has, and `rest`.
fn message(rest: &str) -> Message {
    let comma = if rest.is_empty() { "" } else { "," };
    decode(&format!(
        r#"{{"id":"41771983423143937","channel_id":"2","author":{{"id":"4","username":"ada"}},
            "timestamp":"2026-01-01T00:00:00+00:00"{comma}{rest}}}"#
    ))
    .unwrap()
}

#[test]
fn a_message_takes_few_bytes() {
    assert!(size_of::<Message>() <= 512, "{}", size_of::<Message>());
}

#[test]
fn a_message_needs_little() {
    let message = message("");
    assert_eq!(message.kind, MessageType::Default);
    assert_eq!(message.flags, MessageFlags::empty());
    assert!(message.referenced_message.is_absent());
    assert!(message.mentions.is_empty() && message.mention_channels().is_empty());
    assert!(message.call().is_none() && message.application().is_none());
    assert!(message.rare.is_none());
}

#[test]
fn a_message_without_an_author_says_what_is_missing() {
    let error = decode::<Message>(r#"{"id":"1","channel_id":"2"}"#).unwrap_err();
    assert_eq!(error.path(), "author");
}

#[test]
fn null_is_told_from_absent_where_it_means_something() {
    assert!(
        message(r#""referenced_message":null"#)
            .referenced_message
            .is_null()
    );
    assert!(matches!(message("").referenced_message, Field::Absent));
    let replied = r#""type":19,"referenced_message":{"id":"1","channel_id":"2","author":{"id":"5"},
        "timestamp":"2026-01-01T00:00:00+00:00"}"#;
    assert_eq!(message(replied).replied_to().unwrap().author.id, 5);
    assert!(
        message(r#""type":19,"referenced_message":null"#)
            .replied_to()
            .is_none()
    );
}

#[test]
fn a_strange_part_costs_no_more_than_itself() {
    let (message, strange) = decode_reporting::<Message>(
        r#"{"id":"1","channel_id":"2","author":{"id":"4"},"timestamp":"2026-01-01T00:00:00+00:00",
            "content":"hi","flags":"many","embeds":[{"color":"red","title":"t"},7],
            "poll":{"answers":"none","question":{"text":"?"}},"call":5,
            "reactions":[{"emoji":{"name":"a"},"count":-1}]}"#,
    )
    .unwrap();
    assert_eq!(message.content, "hi");
    assert_eq!(message.embeds[0].title.as_deref(), Some("t"));
    assert_eq!(message.poll.unwrap().question.text.as_deref(), Some("?"));
    let paths: Vec<_> = strange.iter().map(|strange| &*strange.path).collect();
    assert_eq!(
        paths,
        [
            "flags",
            "embeds[0].color",
            "embeds[1]",
            "poll.answers",
            "call",
            "reactions[0].count"
        ]
    );
}

#[test]
fn the_author_is_shown_by_the_nickname_else_the_global_name() {
    assert_eq!(message("").author_name(), "ada");
    assert_eq!(
        message(r#""member":{"nick":"Countess"}"#).author_name(),
        "Countess"
    );
    assert_eq!(message(r#""member":{"nick":null}"#).author_name(), "ada");
    let mentioned: MentionedUser =
        decode(r#"{"id":"5","username":"bob","global_name":"Bob","member":{"nick":"B"}}"#).unwrap();
    assert_eq!(
        (mentioned.display_name(), &*mentioned.username),
        ("B", "bob")
    );
}

#[test]
fn the_address_needs_the_guild() {
    assert_eq!(
        message(r#""guild_id":"1""#).jump_url(),
        "https://discord.com/channels/1/2/41771983423143937"
    );
    assert_eq!(
        message("").jump_url(),
        "https://discord.com/channels/@me/2/41771983423143937"
    );
    let created_at = message("").created_at().to_string();
    assert_eq!(created_at, "2015-04-26T06:26:56.934000+00:00");
}

type Question = fn(&Message) -> bool;

#[test]
fn each_question_has_its_own_answer() {
    let questions: [(&str, Question); 14] = [
        (r#""type":19"#, Message::is_reply),
        (r#""message_reference":{"type":1}"#, Message::is_forward),
        (r#""flags":1"#, Message::is_crossposted),
        (r#""flags":2"#, Message::is_crosspost),
        (r#""flags":32"#, Message::has_thread),
        (r#""flags":64"#, Message::is_ephemeral),
        (r#""flags":128"#, Message::is_loading),
        (r#""flags":8192"#, Message::is_voice_message),
        (r#""flags":32768"#, Message::is_components_v2),
        (r#""webhook_id":"1""#, Message::is_from_webhook),
        (r#""type":7"#, Message::is_system),
        (
            r#""edited_timestamp":"2026-01-01T00:00:00+00:00""#,
            Message::is_edited,
        ),
        (r#""mentions":[{"id":"9"}]"#, |message| {
            message.mentions_user(9)
        }),
        (r#""type":3"#, |message| !message.is_deletable()),
    ];
    for (json, question) in questions {
        assert!(question(&message(json)), "{json}");
        assert!(!question(&message("")), "{json}");
        assert!(
            !question(&message(r#""flags":4,"message_reference":{"type":0}"#)),
            "{json}"
        );
    }
}

#[test]
fn bots_and_webhooks_are_not_people() {
    assert!(!message("").is_from_bot());
    assert!(message(r#""webhook_id":"1""#).is_from_bot());
    assert!(message(r#""author":{"id":"4","bot":true}"#).is_from_bot());
}

#[test]
fn a_kind_that_is_not_known_was_written_by_nobody_and_may_be_deletable() {
    let message = message(r#""type":250"#);
    assert_eq!(message.kind, MessageType::Unknown(250));
    assert!(message.is_system() && message.is_deletable());
}

#[test]
fn reactions_are_found_by_emoji() {
    let message = message(
        r#""reactions":[{"emoji":{"id":null,"name":"👍"},"count":2},
            {"emoji":{"id":"9","name":"LUL"},"count":3,"count_details":{"burst":1,"normal":2}}]"#,
    );
    let count = |reaction: Option<&Reaction>| reaction.map(|reaction| reaction.count);
    assert_eq!(count(message.reaction("👍")), Some(2));
    assert_eq!(count(message.reaction("<:other:9>")), Some(3));
    assert_eq!(
        count(message.reaction(&message.reactions[1].emoji)),
        Some(3)
    );
    assert_eq!(count(message.reaction("LUL")), None);
}

#[test]
fn pins_come_with_their_time() {
    let json = r#"{"items":[{"pinned_at":"2026-01-01T00:00:00.000000+00:00","message":{"id":"1","channel_id":"2",
        "author":{"id":"4","username":"ada"},"timestamp":"2025-01-01T00:00:00.000000+00:00","pinned":true}}],
        "has_more":false}"#;
    round::<MessagePins>(json);
    let pins: MessagePins = decode(json).unwrap();
    assert!(pins.items[0].message.pinned && pins.items[0].pinned_at.is_some());
}

#[test]
fn a_search_gives_messages_in_lists_of_one() {
    let found = r#"{"id":"1","channel_id":"2","author":{"id":"4","username":"ada"},"content":"tea",
        "timestamp":"2025-01-01T00:00:00.000000+00:00","hit":true,"restriction_count":0}"#;
    round::<FoundMessage>(found);
    let json = format!(
        r#"{{"messages":[[{found}],[{found}]],"doing_deep_historical_index":true,"documents_indexed":12,
            "total_results":2,"threads":[{{"id":"2","type":11,"name":"t"}}],"members":null}}"#
    );
    round::<MessageSearchResults>(&json);
    let results: MessageSearchResults = decode(&json).unwrap();
    let texts: Vec<_> = results
        .found()
        .map(|found| (&*found.content, found.hit))
        .collect();
    assert_eq!(texts, [("tea", true), ("tea", true)]);
    round::<SearchIndexNotReady>(
        r#"{"message":"Index not yet available. Try again later","code":110000,"documents_indexed":0,
            "retry_after":2}"#,
    );
}

#[test]
fn a_nonce_keeps_its_form() {
    for json in ["17", "-17", r#""17""#, r#""a\nb""#] {
        let nonce: Nonce = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&nonce).unwrap(), json);
    }
    assert!(serde_json::from_str::<Nonce>("1.5").is_err());
    assert!(serde_json::from_str::<Nonce>("18446744073709551615").is_ok());
    assert_eq!(size_of::<Option<Nonce>>(), 24);
}

#[test]
fn a_reference_is_written_with_what_was_set() {
    let forward = MessageReference::forward(2, 3);
    assert!(forward.is_forward() && !MessageReference::reply(3).is_forward());
    assert_eq!(
        serde_json::to_value(forward).unwrap(),
        serde_json::json!({"type": 1, "channel_id": "2", "message_id": "3"})
    );
}

#[test]
fn the_channels_kind_is_read() {
    let message = message(r#""channel_type":11"#);
    assert_eq!(message.channel_type, Some(ChannelType::PublicThread));
}

#[test]
fn plain_text_names_what_the_message_knows() {
    let message = message(
        r#""content":"<@5> <@!6> <@7> <#8> <#9> <@&1> <a:LUL:3> @everyone é","mentions":[
            {"id":"5","username":"bob","member":{"nick":"B"}},{"id":"6","username":"eve"}],
            "mention_channels":[{"id":"8","name":"news"}]"#,
    );
    assert_eq!(
        message.plain_content(),
        "@B @eve <@7> #news <#9> <@&1> :LUL: @everyone é"
    );
}

#[test]
fn what_is_strange_far_inside_costs_nothing_that_is_farther_inside() {
    // Nearly all of it stands at the innermost place, of which each level around holds a copy while it is read.
    let json = format!(
        r#"{{"items":[{{"pinned_at":"2026-04-12T06:30:11+00:00","message":{{"id":"1","channel_id":"2",
        "author":{{"id":"3","username":"ada"}},"timestamp":"2026-04-12T06:00:00+00:00","mentions":-1,
        "embeds":[{{"footer":{{"text":"{}"}}}}]}}}}],"has_more":true}}"#,
        "x".repeat(2_048)
    );
    let (pins, strange) =
        crate::model::decode_reporting::<crate::model::MessagePins>(&json).unwrap();
    assert_eq!(strange.len(), 1, "{strange:?}");
    assert_eq!(strange[0].path, "items[0].message.mentions");
    let footer = pins.items[0].message.embeds[0].footer.as_ref().unwrap();
    assert_eq!(footer.text.len(), 2_048);
}
