use super::{Member, PartialMember};
use crate::{
    id::Id,
    model::{Permissions, Timestamp, User, decode},
};

fn member(json: &str) -> Member {
    decode(json).unwrap()
}

const FULL: &str = r#"{"nick":"countess","avatar":"a_8342729096ea3675442027381ff50dfe",
    "banner":"06c16474723fe537c283b8efa61a30c8","roles":["5","6"],"joined_at":"2015-04-26T06:26:56.936000+00:00",
    "premium_since":"2020-01-01T00:00:00+00:00","deaf":true,"mute":false,"flags":16,"pending":true,
    "permissions":"2048","communication_disabled_until":"2030-01-01T00:00:00+00:00",
    "avatar_decoration_data":{"asset":"a_fed43ab12698df65902ba06727e20c0e","sku_id":"1"},
    "collectibles":{"nameplate":{"sku_id":"2","asset":"n/","label":"","palette":"sky"}},
    "user":{"id":"4","username":"ada"}}"#;

#[test]
fn members_are_small() {
    assert!(size_of::<Member>() <= 184, "{}", size_of::<Member>());
    assert!(
        size_of::<PartialMember>() <= 72,
        "{}",
        size_of::<PartialMember>()
    );
}

#[test]
fn what_came_is_what_is_written() {
    for json in [
        FULL,
        r#"{"user":{"id":"4"}}"#,
        r#"{"user":{"id":"4"},"nick":null,"avatar":null,"banner":null,"roles":[],"joined_at":null,"premium_since":null,
            "deaf":false,"mute":false,"flags":0,"pending":false,"communication_disabled_until":null,
            "avatar_decoration_data":null,"collectibles":null,"permissions":"0"}"#,
    ] {
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(member(json)).unwrap(), before);

        let mut partial = before.clone();
        let user: User = serde_json::from_value(partial["user"].take()).unwrap();
        partial.as_object_mut().unwrap().remove("user");
        let decoded: PartialMember = decode(&partial.to_string()).unwrap();
        assert_eq!(serde_json::to_value(&decoded).unwrap(), partial);
        // A partial member with its user is the member.
        let whole = decoded.with_user(user);
        assert_eq!(whole, member(json));
        assert_eq!(serde_json::to_value(whole).unwrap(), before);
    }
}

#[test]
fn a_common_member_takes_no_box() {
    let member = member(
        r#"{"user":{"id":"4"},"nick":null,"avatar":null,"banner":null,"premium_since":null,
            "communication_disabled_until":null,"avatar_decoration_data":null,"collectibles":null}"#,
    );
    assert!(member.rare.is_none());
}

#[test]
fn a_member_needs_a_user() {
    let error = decode::<Member>(r#"{"nick":"ada"}"#).unwrap_err();
    assert_eq!(error.path(), "user");
}

#[test]
fn a_time_out_ends() {
    let member = member(FULL);
    let end: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    let before: Timestamp = "2029-12-31T23:59:59Z".parse().unwrap();
    assert!(member.is_timed_out(before));
    assert!(!member.is_timed_out(end));
    let partial: PartialMember = decode("{}").unwrap();
    assert!(!partial.is_timed_out(before));
}

#[test]
fn questions_are_answered() {
    let member = member(FULL);
    assert_eq!(member.display_name(), "countess");
    assert_eq!(member.permissions(), Some(Permissions::SEND_MESSAGES));
    assert!(member.is_boosting() && member.is_pending() && member.is_guest());
    assert!(member.has_role(5) && !member.has_role(7));
    let partial: PartialMember = decode(r#"{"nick":null}"#).unwrap();
    assert_eq!(partial.display_name(&member.user), "ada");
    assert!(!partial.is_boosting() && !partial.is_guest());
}

#[test]
fn images_fall_back_to_those_of_the_user() {
    let guild = Id::new(1);
    let full = member(FULL);
    assert_eq!(
        full.display_avatar_url(guild).to_string(),
        "https://cdn.discordapp.com/guilds/1/users/4/avatars/a_8342729096ea3675442027381ff50dfe.gif"
    );
    assert_eq!(
        full.display_banner_url(guild).unwrap().to_string(),
        "https://cdn.discordapp.com/guilds/1/users/4/banners/06c16474723fe537c283b8efa61a30c8.png"
    );
    let plain = member(
        r#"{"user":{"id":"4","avatar":"8342729096ea3675442027381ff50dfe",
            "avatar_decoration_data":{"asset":"fed43ab12698df65902ba06727e20c0e"}}}"#,
    );
    assert_eq!(
        plain.display_avatar_url(guild).to_string(),
        "https://cdn.discordapp.com/avatars/4/8342729096ea3675442027381ff50dfe.png"
    );
    assert_eq!(plain.display_banner_url(guild), None);
    assert_eq!(
        plain.display_avatar_decoration_url().unwrap().to_string(),
        "https://cdn.discordapp.com/avatar-decoration-presets/fed43ab12698df65902ba06727e20c0e.png"
    );
    let bare = member(r#"{"user":{"id":"4"}}"#);
    assert_eq!(
        bare.display_avatar_url(guild).to_string(),
        "https://cdn.discordapp.com/embed/avatars/0.png"
    );
}
