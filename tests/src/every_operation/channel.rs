//! Calls about channels.

use asyncord::{
    id::Id,
    model::{
        ChannelFlags, ChannelType, DefaultReaction, Field, ForumLayoutType, InviteTargetType,
        OverwriteType, PermissionOverwrite, Permissions, ReactionEmoji, SortOrderType, TagSetting,
        VideoQualityMode,
    },
    rest::{body::NewForumTag, resource::channel::*},
};

use super::values::{
    APPLICATION, CHANNEL, CUSTOM_EMOJI, GUILD, REASON, ROLE, SOUND, TAG, USER, image,
};

/// A permission overwrite of a role and one of a member.
pub(super) fn overwrites() -> [PermissionOverwrite; 2] {
    [
        PermissionOverwrite::for_role(ROLE, Permissions::VIEW_CHANNEL, Permissions::SEND_MESSAGES),
        PermissionOverwrite::for_member(USER, Permissions::empty(), Permissions::all()),
    ]
}

/// Tags of a forum, with both sorts of emoji.
pub(super) fn tags() -> [NewForumTag; 3] {
    [
        NewForumTag::new("bug").emoji("🐛").moderated(true),
        NewForumTag::new("crab").emoji(CUSTOM_EMOJI),
        NewForumTag::new("plain"),
    ]
}

/// The button for reactions to a forum's posts.
pub(super) fn default_reaction() -> DefaultReaction {
    ReactionEmoji::from("👍").into()
}

calls! {
    GetChannel {
        minimal: |client| client.channels().get(CHANNEL),
    }
    UpdateChannel {
        minimal: |client| client.channels().update(CHANNEL),
        full: |client| client
            .channels()
            .update(CHANNEL)
            .name("dice")
            .kind(ChannelType::GuildForum)
            .position(3)
            .topic("All about dice")
            .nsfw(false)
            .rate_limit_per_user(21_600)
            .bitrate(64_000)
            .user_limit(10)
            .permission_overwrites(overwrites())
            .parent_id(Id::new(CHANNEL))
            .rtc_region(None)
            .default_auto_archive_duration(1_440)
            .video_quality_mode(VideoQualityMode::Full)
            .default_reaction_emoji(default_reaction())
            .available_tags(tags())
            .default_sort_order(SortOrderType::CreationDate)
            .default_forum_layout(ForumLayoutType::GalleryView)
            .default_tag_setting(TagSetting::MatchAll)
            .default_thread_rate_limit_per_user(5)
            .flags(ChannelFlags::REQUIRE_TAG)
            .reason(REASON),
        // Of a thread.
        full: |client| client
            .channels()
            .update(CHANNEL)
            .name("dice")
            .archived(true)
            .locked(true)
            .invitable(false)
            .auto_archive_duration(60)
            .rate_limit_per_user(0)
            .applied_tags([TAG])
            .flags(ChannelFlags::PINNED)
            .reason(REASON),
        // Of a group's direct messages.
        full: |client| client.channels().update(CHANNEL).name("dice").icon(image()).reason(REASON),
    }
    SetChannelPermissions {
        minimal: |client| client.channels().set_permissions(CHANNEL, ROLE, OverwriteType::Role),
        full: |client| client
            .channels()
            .set_permissions(CHANNEL, USER, OverwriteType::Member)
            .allow(Permissions::VIEW_CHANNEL)
            .deny(Permissions::SEND_MESSAGES)
            .reason(REASON),
    }
    DeleteChannelPermissions {
        minimal: |client| client.channels().delete_permissions(CHANNEL, ROLE),
        full: |client| client.channels().delete_permissions(CHANNEL, ROLE).reason(REASON),
    }
    ListChannelInvites {
        minimal: |client| client.channels().invites(CHANNEL),
    }
    CreateChannelInvite {
        minimal: |client| client.channels().create_invite(CHANNEL),
        full: |client| client
            .channels()
            .create_invite(CHANNEL)
            .max_age(3_600)
            .max_uses(5)
            .temporary(true)
            .unique(true)
            .target_type(InviteTargetType::EmbeddedApplication)
            .target_user_id(USER)
            .target_application_id(APPLICATION)
            .role_ids([ROLE])
            .reason(REASON),
        full: |client| client
            .channels()
            .create_invite(CHANNEL)
            .max_age(3_600)
            .target_users([USER])
            .reason(REASON),
        full: |client| client.channels().create_invite(CHANNEL).target_users([USER]),
    }
    FollowAnnouncementChannel {
        minimal: |client| client.channels().follow(CHANNEL, CHANNEL),
        full: |client| client.channels().follow(CHANNEL, CHANNEL).reason(REASON),
    }
    SetVoiceChannelStatus {
        minimal: |client| client.channels().set_voice_status(CHANNEL, Field::Null),
        full: |client| client.channels().set_voice_status(CHANNEL, "Singing").reason(REASON),
    }
    SendSoundboardSound {
        minimal: |client| client.channels().send_soundboard_sound(CHANNEL, SOUND),
        full: |client| client
            .channels()
            .send_soundboard_sound(CHANNEL, SOUND)
            .source_guild_id(GUILD),
    }
    DeleteChannel {
        minimal: |client| client.channels().delete(CHANNEL),
        full: |client| client.channels().delete(CHANNEL).reason(REASON),
    }
    TriggerTyping {
        minimal: |client| client.channels().trigger_typing(CHANNEL),
    }
    AddGroupRecipient {
        minimal: |client| client.channels().add_recipient(CHANNEL, USER, "an access token"),
        full: |client| client
            .channels()
            .add_recipient(CHANNEL, USER, "an access token")
            .nick("Ferris"),
    }
    RemoveGroupRecipient {
        minimal: |client| client.channels().remove_recipient(CHANNEL, USER),
    }
}
