use super::{
    Channel, ChannelFlags, ChannelType, ForumLayoutType, OverwriteType, PermissionOverwrite,
    SortOrderType, TagSetting, VideoQualityMode,
};
use crate::model::{AutoArchiveDuration, Permissions, ReactionEmoji, decode, decode_reporting};

fn round(json: &str) -> Channel {
    crate::model::testing::round(json)
}

#[test]
fn channels_and_overwrites_are_small() {
    assert!(size_of::<PermissionOverwrite>() <= 40);
    assert!(size_of::<Channel>() <= 320, "{}", size_of::<Channel>());
}

#[test]
fn a_channel_of_two_keys_is_a_channel() {
    let channel = round(r#"{"id":"2","type":0}"#);
    assert!(channel.rare.is_none());
    assert_eq!(channel.mention(), "<#2>");
    assert_eq!(channel.jump_url(), "https://discord.com/channels/@me/2");
    assert!(decode::<Channel>(r#"{"id":"2"}"#).is_err());
}

#[test]
fn a_voice_channel_with_the_region_left_to_discord_needs_no_box() {
    let channel = round(
        r#"{"id":"155101607195836416","last_message_id":"174629835082649376","type":2,"name":"ROCKET CHEESE",
            "position":5,"parent_id":null,"bitrate":64000,"user_limit":0,"rtc_region":null,
            "guild_id":"41771983423143937","permission_overwrites":[],"rate_limit_per_user":0,"nsfw":false}"#,
    );
    assert!(channel.rare.is_none());
    assert!(channel.is_voice_based() && channel.is_text_based() && !channel.is_thread());
    assert_eq!(
        channel.jump_url(),
        "https://discord.com/channels/41771983423143937/155101607195836416"
    );
    let channel = round(r#"{"id":"1","type":13,"rtc_region":"rotterdam","video_quality_mode":2}"#);
    assert_eq!(channel.rtc_region(), Some("rotterdam"));
    assert_eq!(channel.video_quality_mode(), Some(VideoQualityMode::Full));
}

#[test]
fn a_forum_has_tags_by_id_and_name() {
    let forum = round(
        r#"{"id":"1","type":15,"guild_id":"9","flags":16,"default_auto_archive_duration":1440,
            "available_tags":[{"id":"5","name":"help","moderated":false,"emoji_id":null,"emoji_name":"❓"},
                {"id":"6","name":"done","moderated":true,"emoji_id":"77","emoji_name":null}],
            "default_reaction_emoji":{"emoji_id":"78","emoji_name":null},"default_sort_order":null,
            "default_forum_layout":2,"default_thread_rate_limit_per_user":10,"default_tag_setting":"match_some"}"#,
    );
    assert!(forum.is_forum_like() && !forum.is_text_based());
    assert!(forum.flags.contains(ChannelFlags::REQUIRE_TAG));
    let help = forum.tag_named("help").unwrap();
    assert_eq!(help.emoji(), Some("❓".into()));
    assert_eq!(
        forum.tag(6).unwrap().emoji(),
        Some(ReactionEmoji::custom("_", 77))
    );
    assert!(forum.tag(7).is_none() && forum.tag_named("Help").is_none());
    assert_eq!(
        forum.default_reaction_emoji().unwrap().emoji(),
        Some(ReactionEmoji::custom("_", 78))
    );
    assert_eq!(forum.default_sort_order(), None);
    assert_eq!(
        forum.default_forum_layout(),
        Some(ForumLayoutType::GalleryView)
    );
    assert_eq!(forum.default_thread_rate_limit_per_user(), Some(10));
    assert_eq!(forum.default_tag_setting(), Some(&TagSetting::MatchSome));

    let thread = round(r#"{"id":"3","type":11,"flags":2,"applied_tags":["6","7","5"]}"#);
    let names: Vec<_> = forum
        .tags_of(&thread)
        .map(|tag| tag.name.as_str())
        .collect();
    assert_eq!(names, ["done", "help"]);
    assert!(thread.is_pinned() && thread.rare.is_none());
}

#[test]
fn a_thread_tells_its_state_and_the_current_user() {
    let thread = round(
        r#"{"id":"41771983423143937","guild_id":"1","parent_id":"2","owner_id":"4","name":"t","type":12,
            "last_message_id":null,"message_count":1,"member_count":5,"rate_limit_per_user":2,"total_message_sent":1,
            "thread_metadata":{"archived":true,"auto_archive_duration":1440,"archive_timestamp":"2021-04-12T23:40:39.855793+00:00",
                "locked":true,"invitable":false,"create_timestamp":"2022-02-01T00:00:00.000000+00:00"},
            "member":{"id":"41771983423143937","user_id":"4","join_timestamp":"2022-02-01T00:00:00.000000+00:00","flags":1}}"#,
    );
    assert!(thread.is_thread() && thread.is_private());
    assert!(thread.is_archived() && thread.is_locked() && !thread.is_pinned());
    let metadata = thread.thread_metadata.unwrap();
    assert_eq!(
        metadata.auto_archive_duration,
        Some(AutoArchiveDuration::OneDay)
    );
    // Not the time in the id, which may be a message's.
    assert_eq!(
        thread.created_at().to_string(),
        "2022-02-01T00:00:00.000000+00:00"
    );
    assert_eq!(thread.member.unwrap().user_id, Some(4.into()));

    let channel = round(r#"{"id":"41771983423143937","type":0,"thread_metadata":null}"#);
    assert_eq!(
        channel.created_at().to_string(),
        "2015-04-26T06:26:56.934000+00:00"
    );
    assert!(!channel.is_archived() && !channel.is_locked() && !channel.is_private());
}

#[test]
fn a_group_has_recipients_and_an_icon() {
    let group = round(
        r#"{"id":"319674150115710528","type":3,"name":"Some test channel","icon":"1269e74af4df7417b13759eae50c83dc",
            "recipients":[{"id":"82198898841029460","username":"test"}],"owner_id":"82198810841029460",
            "last_message_id":"3343820033257021450","managed":true,"application_id":null}"#,
    );
    assert!(group.is_dm() && group.managed());
    assert_eq!(group.application_id(), None);
    assert_eq!(group.recipients()[0].username, "test");
    assert_eq!(
        group.icon_url().unwrap().to_string(),
        "https://cdn.discordapp.com/channel-icons/319674150115710528/1269e74af4df7417b13759eae50c83dc.png"
    );
}

#[test]
fn a_resolved_channel_tells_permissions_of_user_and_application() {
    let channel = round(r#"{"id":"2","type":0,"permissions":"1024","app_permissions":"2048"}"#);
    assert_eq!(channel.permissions(), Some(Permissions::VIEW_CHANNEL));
    assert_eq!(channel.app_permissions(), Some(Permissions::SEND_MESSAGES));
}

#[test]
fn overwrites_are_told_apart_by_their_kind() {
    let channel = round(
        r#"{"id":"2","type":0,"permission_overwrites":[{"id":"5","type":0,"allow":"0","deny":"1024"},
            {"id":"6","type":1,"allow":"1024","deny":"0"},{"id":"7","type":9,"allow":"0","deny":"0"}]}"#,
    );
    assert_eq!(
        channel.role_overwrite(5).unwrap().deny,
        Permissions::VIEW_CHANNEL
    );
    assert_eq!(
        channel.member_overwrite(6).unwrap().allow,
        Permissions::VIEW_CHANNEL
    );
    assert!(channel.role_overwrite(6).is_none() && channel.member_overwrite(5).is_none());
    let unknown = channel.permission_overwrites[2];
    assert_eq!((unknown.role_id(), unknown.user_id()), (None, None));
}

#[test]
fn an_overwrite_that_is_made_is_written_whole() {
    let overwrite =
        PermissionOverwrite::for_role(5, Permissions::VIEW_CHANNEL, Permissions::empty());
    assert_eq!(
        serde_json::to_string(&overwrite).unwrap(),
        r#"{"id":"5","type":0,"allow":"1024","deny":"0"}"#
    );
    assert_eq!(overwrite.kind, OverwriteType::Role);
    assert_eq!(overwrite.role_id(), Some(5.into()));
}

#[test]
fn what_is_strange_in_a_channel_costs_nothing_else() {
    let (channel, strange) = decode_reporting::<Channel>(
        r#"{"id":"2","type":99,"name":"n","recipients":[{"username":"x"}],"position":"first","available_tags":[{"name":"t"}]}"#,
    )
    .unwrap();
    assert_eq!(channel.kind, ChannelType::Unknown(99));
    assert_eq!(channel.name.as_deref(), Some("n"));
    assert!(channel.recipients().is_empty() && channel.available_tags().is_empty());
    assert_eq!(channel.position, None);
    assert_eq!(strange.len(), 3);
}

#[test]
fn each_kind_of_channel_is_of_one_sort() {
    for kind in ChannelType::KNOWN {
        let sorts = [
            matches!(
                kind,
                ChannelType::GuildText | ChannelType::GuildAnnouncement
            ),
            kind.is_thread(),
            kind.is_voice_based(),
            kind.is_dm(),
            kind.is_forum_like(),
            matches!(
                kind,
                ChannelType::GuildCategory | ChannelType::GuildDirectory
            ),
        ];
        let count = sorts.iter().filter(|is_one| **is_one).count();
        assert_eq!(count, 1, "{kind}");
        assert_eq!(kind.is_text_based(), sorts[..4].contains(&true), "{kind}");
    }
    assert_eq!(SortOrderType::from(1), SortOrderType::CreationDate);
}
