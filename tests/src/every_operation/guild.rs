//! Calls about guilds.

use asyncord::{
    id::Id,
    model::{
        ChannelType, DefaultMessageNotificationLevel, ExplicitContentFilterLevel, Field,
        ForumLayoutType, GuildFeature, SortOrderType, SystemChannelFlags, TagSetting,
        VerificationLevel, VideoQualityMode,
    },
    rest::{body::ChannelPosition, resource::guild::*},
};

use super::{
    channel::{default_reaction, overwrites, tags},
    values::{CHANNEL, GUILD, REASON, image},
};

pub(super) mod audit_log;
pub(super) mod auto_moderation;
pub(super) mod ban;
pub(super) mod emoji;
pub(super) mod join_request;
pub(super) mod member;
pub(super) mod role;
pub(super) mod scheduled_event;
pub(super) mod settings;
pub(super) mod soundboard;
pub(super) mod sticker;
pub(super) mod template;
pub(super) mod voice_state;

calls! {
    GetGuild {
        minimal: |client| client.guilds().get(GUILD),
        full: |client| client.guilds().get(GUILD).with_counts(true),
    }
    UpdateGuild {
        minimal: |client| client.guilds().update(GUILD),
        full: |client| client
            .guilds()
            .update(GUILD)
            .name("Crabs")
            .description("A place for crabs")
            .icon(image())
            .splash(image())
            .banner(None)
            .verification_level(VerificationLevel::Medium)
            .afk_channel_id(Id::new(CHANNEL))
            .afk_timeout(300)
            .system_channel_id(Field::Null)
            .rules_channel_id(Id::new(CHANNEL))
            .public_updates_channel_id(Id::new(CHANNEL))
            .preferred_locale("de")
            .features([GuildFeature::Community])
            .default_message_notifications(DefaultMessageNotificationLevel::OnlyMentions)
            .explicit_content_filter(ExplicitContentFilterLevel::AllMembers)
            .discovery_splash(image())
            .system_channel_flags(SystemChannelFlags::SUPPRESS_JOIN_NOTIFICATIONS)
            .premium_progress_bar_enabled(true)
            .safety_alerts_channel_id(Id::new(CHANNEL))
            .reason(REASON),
    }
    ListGuildChannels {
        minimal: |client| client.guilds().channels(GUILD),
    }
    CreateGuildChannel {
        minimal: |client| client.guilds().create_channel(GUILD, "dice"),
        full: |client| client
            .guilds()
            .create_channel(GUILD, "dice")
            .kind(ChannelType::GuildMedia)
            .topic("All about dice")
            .bitrate(8_000)
            .user_limit(99)
            .rate_limit_per_user(10)
            .position(0)
            .permission_overwrites(overwrites())
            .parent_id(CHANNEL)
            .nsfw(true)
            .rtc_region("brazil")
            .default_auto_archive_duration(10_080)
            .video_quality_mode(VideoQualityMode::Auto)
            .default_reaction_emoji(default_reaction())
            .available_tags(tags())
            .default_sort_order(SortOrderType::LatestActivity)
            .default_forum_layout(ForumLayoutType::ListView)
            .default_tag_setting(TagSetting::MatchSome)
            .default_thread_rate_limit_per_user(21_600)
            .reason(REASON),
    }
    UpdateChannelPositions {
        minimal: |client| client.guilds().reorder_channels(GUILD, []),
        full: |client| client.guilds().reorder_channels(GUILD, [
            ChannelPosition {
                id: Id::new(CHANNEL),
                position: Some(2),
                parent_id: Field::Value(Id::new(CHANNEL)),
                lock_permissions: Some(true),
            },
            ChannelPosition {
                id: Id::new(CHANNEL + 1),
                position: None,
                parent_id: Field::Null,
                lock_permissions: None,
            },
        ]),
    }
}
