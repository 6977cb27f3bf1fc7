use super::{Activity, ActivityButton, ActivityType, Presence, PresenceStatus};
use crate::model::testing::round;
use crate::{
    id::Id,
    model::{Timestamp, decode_reporting},
};

#[test]
fn a_presence_and_an_activity_are_small() {
    assert!(size_of::<Presence>() <= 96, "{}", size_of::<Presence>());
    assert!(size_of::<Activity>() <= 88, "{}", size_of::<Activity>());
}

#[test]
fn the_id_alone_makes_a_presence() {
    let presence: Presence = round(r#"{"user":{"id":"4"}}"#);
    assert_eq!(presence.user.id, 4);
    assert!(presence.user.user().is_none());
    assert!(!presence.is_online());
    assert_eq!(presence.activity(ActivityType::Playing), None);
}

#[test]
fn what_changed_of_the_account_is_kept() {
    let presence: Presence = round(
        r#"{"user":{"global_name":null,"id":"4","username":"ada"},"guild_id":"1","status":"dnd",
            "activities":[],"client_status":{"mobile":"dnd"}}"#,
    );
    assert_eq!(presence.user.user().unwrap().username, "ada");
    assert_eq!(presence.status, PresenceStatus::DoNotDisturb);
    assert!(presence.is_online() && presence.is_mobile_only());
}

#[test]
fn a_virtual_headset_is_a_platform_and_an_unknown_status_is_kept() {
    let presence: Presence =
        round(r#"{"user":{"id":"4"},"status":"asleep","client_status":{"vr":"online"}}"#);
    assert_eq!(presence.status.as_str(), "asleep");
    let platforms = presence.client_status.unwrap();
    assert_eq!(platforms.vr, Some(PresenceStatus::Online));
}

#[test]
fn what_clients_made_up_costs_only_itself() {
    let (presence, strange) = decode_reporting::<Presence>(
        r#"{"user":{"id":"4","username":7},"status":3,
            "activities":[{"name":"a","type":"game","party":{"size":["x"]}},5,{"name":"b","type":2}]}"#,
    )
    .unwrap();
    assert_eq!(presence.activities.len(), 2);
    assert_eq!(presence.listening().unwrap().name, "b");
    assert!(!strange.is_empty());
}

#[test]
fn an_activity_with_every_field_comes_through() {
    let activity: Activity = round(
        r#"{"name":"Rocket League","type":0,"url":null,"created_at":1700000000001,
            "timestamps":{"start":15112000660000,"end":null},"application_id":"3",
            "status_display_type":1,"details":"Ranked","details_url":"https://a.b","state":"In a match",
            "state_url":"https://c.d","emoji":null,"party":{"id":"p","size":[2,3]},
            "assets":{"large_image":"351371005538729000","large_text":"t","large_url":"https://e.f",
                "small_image":"mp:external/x1/https/example.com/a.png","small_text":"s",
                "small_url":"https://g.h","invite_cover_image":"5"},
            "secrets":{"join":"hush","spectate":"a","match":"b"},"instance":true,"flags":259,
            "buttons":["Watch",{"label":"Join","url":"https://i.j"}]}"#,
    );
    assert_eq!(
        activity.created_at.map(Timestamp::unix_milliseconds),
        Some(1_700_000_000_001)
    );
    assert_eq!(
        activity.started_at().unwrap().unix_seconds(),
        15_112_000_660
    );
    assert_eq!(activity.ends_at(), None);
    assert_eq!(activity.party().unwrap().max_size(), Some(3));
    assert_eq!(activity.application_id(), Some(Id::new(3)));
    assert_eq!(activity.buttons()[1].label(), "Join");
    assert_eq!(activity.buttons()[0], ActivityButton::Label("Watch".into()));
    assert_eq!(
        activity.large_image_url().unwrap().to_string(),
        "https://cdn.discordapp.com/app-assets/3/351371005538729000.png"
    );
    assert_eq!(
        activity.small_image_url().unwrap().to_string(),
        "https://media.discordapp.net/external/x1/https/example.com/a.png"
    );
    assert!(!format!("{activity:?}").contains("hush"));
}

#[test]
fn an_activity_reads_as_discord_shows_it() {
    for (json, text) in [
        (r#"{"name":"chess","type":0}"#, "Playing chess"),
        (r#"{"name":"Spotify","type":2}"#, "Listening to Spotify"),
        (r#"{"name":"x","type":77}"#, "x"),
        (
            r#"{"name":"Custom Status","type":4,"state":"hm","emoji":{"name":"f","id":"5","animated":true}}"#,
            "<a:f:5> hm",
        ),
    ] {
        assert_eq!(round::<Activity>(json).to_string(), text);
    }
}
