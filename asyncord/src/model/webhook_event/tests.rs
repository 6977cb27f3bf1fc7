use super::{WebhookEventData, WebhookEventPayload, WebhookEventType};
use crate::model::decode_reporting;

fn round(json: &str) -> WebhookEventPayload {
    crate::model::testing::round(json)
}

fn event(event: &str) -> WebhookEventData {
    let json = format!(r#"{{"version":1,"application_id":"1","type":1,"event":{event}}}"#);
    round(&json).event.unwrap().data
}

#[test]
fn a_ping_has_no_event() {
    let payload = round(r#"{"version":1,"application_id":"1","type":0}"#);
    assert!(payload.is_ping() && payload.event.is_none());
}

#[test]
fn a_time_without_offset_is_utc_and_keeps_its_form() {
    let payload = round(
        r#"{"version":1,"application_id":"1","type":1,"event":{"type":"APPLICATION_AUTHORIZED",
            "timestamp":"2024-10-18T14:42:53.064834","data":{"integration_type":0,"scopes":["bot"],
                "user":{"id":"4","username":"ada"},"guild":{"id":"5","name":"g"}}}}"#,
    );
    let event = payload.event.unwrap();
    assert_eq!(event.timestamp.unwrap().unix_seconds(), 1_729_262_573);
    let WebhookEventData::ApplicationAuthorized(data) = event.data else {
        panic!("{event:?}");
    };
    assert_eq!(data.guild.unwrap().id, 5);
}

#[test]
fn the_kind_decides_wherever_it_stands() {
    let data = event(
        r#"{"data":{"id":"2","lobby_id":"3"},"timestamp":null,"type":"LOBBY_MESSAGE_DELETE"}"#,
    );
    let WebhookEventData::LobbyMessageDelete(deleted) = data else {
        panic!("{data:?}");
    };
    assert_eq!(deleted.id, 2);
}

#[test]
fn each_known_kind_is_typed() {
    for kind in WebhookEventType::KNOWN {
        let data = match kind.as_str().split('_').next() {
            Some("APPLICATION") => r#"{"user":{"id":"4","username":"a"}}"#,
            Some("ENTITLEMENT") => r#"{"id":"2","type":8}"#,
            _ => r#"{"id":"2"}"#,
        };
        let data = event(&format!(r#"{{"type":"{kind}","data":{data}}}"#));
        assert!(!matches!(data, WebhookEventData::Unknown(_)), "{kind}");
        assert_eq!(data.kind(), *kind);
    }
    assert_eq!(WebhookEventType::KNOWN.len(), 12);
}

#[test]
fn an_unknown_kind_and_one_without_data_are_kept_as_they_came() {
    for json in [
        r#"{"type":"NEW_THING","timestamp":"2024-10-18T14:42:53","data":{"a":[1,null]}}"#,
        r#"{"type":"NEW_THING"}"#,
        r#"{"type":"NEW_THING","timestamp":null,"data":null}"#,
        r#"{"type":"ENTITLEMENT_CREATE","data":null}"#,
        r#"{"type":"QUEST_USER_ENROLLMENT"}"#,
    ] {
        assert!(
            matches!(event(json), WebhookEventData::Unknown(_)),
            "{json}"
        );
    }
}

#[test]
fn an_account_without_an_id_is_left_out_and_reported() {
    let (payload, strange) = decode_reporting::<WebhookEventPayload>(
        r#"{"version":1,"application_id":"1","type":1,"event":{"type":"LOBBY_MESSAGE_UPDATE",
            "data":{"id":"2","author":{},"content":"hi"}}}"#,
    )
    .unwrap();
    let WebhookEventData::LobbyMessageUpdate(message) = payload.event.unwrap().data else {
        panic!("it is of another kind");
    };
    assert_eq!(
        (message.content.as_str(), message.author.is_none()),
        ("hi", true)
    );
    assert_eq!(strange[0].path, "event.data.author.id");
}

#[test]
fn data_of_a_wrong_form_is_told_by_its_path() {
    let (payload, strange) = decode_reporting::<WebhookEventPayload>(
        r#"{"version":1,"type":1,"event":{"type":"LOBBY_MESSAGE_DELETE","data":{}}}"#,
    )
    .unwrap();
    assert!(payload.event.is_none());
    assert_eq!(strange[0].path, "event.data.id");
}
