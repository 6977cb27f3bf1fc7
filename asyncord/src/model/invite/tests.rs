use super::{
    Invite, InviteMetadata, InviteTargetType, InviteType, TargetUsersJobStatus,
    TargetUsersJobStatusType,
};
use crate::model::Timestamp;
use crate::model::testing::round;

#[test]
fn an_invite_of_a_guilds_list_has_its_metadata() {
    let invite: Invite = round(
        r#"{"type":0,"code":"0vCdhLbwjZZTWZLD","guild_id":"5","guild":{"id":"5","name":"g"},
            "channel":{"id":"6","name":"c","type":2},"inviter":{"id":"4","username":"ada"},"target_type":1,
            "target_user":{"id":"7","username":"bob"},"flags":1,"expires_at":null,
            "uses":3,"max_uses":5,"max_age":60,"temporary":false,"created_at":"2016-03-31T19:15:39.954000+00:00",
            "roles":[{"id":"8","name":"r","position":1,"color":0}]}"#,
    );
    assert_eq!(invite.kind, InviteType::Guild);
    assert_eq!(invite.target_type, Some(InviteTargetType::Stream));
    assert_eq!(invite.url(), "https://discord.gg/0vCdhLbwjZZTWZLD");
    assert!(invite.is_guest_invite());
    assert_eq!(invite.metadata.uses_left(), Some(2));
    let expiry = invite.expiry().unwrap();
    assert_eq!(expiry.to_string(), "2016-03-31T19:16:39.954000+00:00");
    assert!(invite.is_expired_at(expiry));
    assert!(!invite.is_expired_at(invite.metadata.created_at.unwrap()));
}

#[test]
fn an_invite_without_limits_lasts() {
    let metadata: InviteMetadata = round(r#"{"uses":2,"max_uses":0,"max_age":0}"#);
    assert_eq!(metadata.uses_left(), None);
    assert_eq!(metadata.expires_at(), None);

    let invite: Invite = round(r#"{"code":"a"}"#);
    assert_eq!(invite.metadata, InviteMetadata::default());
    let far = Timestamp::from_unix_seconds(9_999_999_999).unwrap();
    assert!(!invite.is_expired_at(far));
}

#[test]
fn an_invite_to_a_group_has_a_channel_without_a_name() {
    let invite: Invite = round(
        r#"{"type":1,"code":"a","channel":{"id":"6","type":3,"name":null,"recipients":[{"id":"4","username":"ada","avatar":null}]},
            "expires_at":"2030-01-01T00:00:00+00:00","approximate_member_count":null}"#,
    );
    let channel = invite.channel.unwrap();
    assert!(channel.is_dm() && channel.name.is_none());
    assert_eq!(channel.recipients()[0].username, "ada");
    assert!(invite.expires_at.is_some());
}

#[test]
fn what_only_the_openapi_description_has_is_kept() {
    let invite: Invite = round(
        r#"{"type":2,"code":"a","channel":null,"is_contact":true,"friends_count":3,"is_nickname_changeable":false,
            "target_channel_id":"1","target_message_id":"2","liveliness":{"msg_activity_bins":[1,2],"last_updated_ts":null},
            "stage_instance":{"members":[],"participant_count":4,"speaker_count":1,"topic":"t"}}"#,
    );
    assert!(invite.is_contact());
    assert_eq!(invite.friends_count(), Some(3));
    assert_eq!(invite.liveliness().unwrap().msg_activity_bins, [1, 2]);
    assert_eq!(invite.stage_instance().unwrap().topic, "t");
}

#[test]
fn a_list_of_users_tells_how_far_it_is() {
    let status: TargetUsersJobStatus = round(
        r#"{"status":3,"total_users":100,"processed_users":41,"created_at":"2025-01-08T12:00:00.000000+00:00","completed_at":null,"error_message":"no"}"#,
    );
    assert_eq!(status.status, TargetUsersJobStatusType::Failed);
}
