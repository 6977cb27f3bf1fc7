//! Channels in their form on the wire.

use serde_json::{Value, json};

use super::{
    super::{
        Store,
        ids::{UserId, iso},
        user::User,
    },
    Channel, Direct, GuildChannel, Place, Thread, kind,
};

impl Store {
    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        self.channel_json_for(channel, None)
    }

    /// The channel as a user sees it, who is not among the recipients of a direct conversation.
    pub(crate) fn channel_json_for(&self, channel: &Channel, viewer: Option<UserId>) -> Value {
        let mut json = json!({
            "id": channel.id,
            "type": channel.kind,
            "flags": 0,
        });
        match &channel.place {
            Place::Direct(direct) => self.direct(&mut json, direct, viewer),
            Place::Guild(guild, own) => {
                json["guild_id"] = json!(guild);
                guild_channel(&mut json, channel.kind, own);
                if channel.kind == kind::GUILD_CATEGORY {
                    return json;
                }
            }
            Place::Thread(guild, thread) => {
                json["guild_id"] = json!(guild);
                self.thread(&mut json, channel, thread, viewer);
            }
        }
        json["last_message_id"] = json!(channel.last_message_id);
        if channel.takes_messages() {
            json["last_pin_timestamp"] = json!(channel.last_pin_at.map(iso));
        }
        json
    }

    fn direct(&self, json: &mut Value, direct: &Direct, viewer: Option<UserId>) {
        json["recipients"] = direct
            .recipients
            .iter()
            .filter(|user| Some(**user) != viewer)
            .filter_map(|user| self.users.get(user))
            .map(User::json)
            .collect();
        if let Some(group) = &direct.group {
            json["name"] = json!(group.name);
            json["icon"] = json!(group.icon);
            json["owner_id"] = json!(group.owner_id);
            json["managed"] = group.application_id.is_some().into();
            if let Some(application) = group.application_id {
                json["application_id"] = json!(application);
            }
        }
    }

    fn thread(&self, json: &mut Value, channel: &Channel, thread: &Thread, viewer: Option<UserId>) {
        json["name"] = thread.name.as_str().into();
        json["parent_id"] = json!(thread.parent_id);
        json["owner_id"] = json!(thread.owner_id);
        json["rate_limit_per_user"] = thread.rate_limit_per_user.into();
        json["flags"] = thread.flags.into();
        json["message_count"] = thread.message_count.into();
        json["total_message_sent"] = thread.total_message_sent.into();
        json["member_count"] = thread.members.len().min(50).into();
        json["thread_metadata"] = thread_metadata(channel, thread);
        if self.is_forum(thread.parent_id) {
            json["applied_tags"] = json!(thread.applied_tags);
        }
        if let Some(member) = viewer.and_then(|user| thread_member(channel, thread, user)) {
            json["member"] = member;
        }
    }
}

fn guild_channel(json: &mut Value, kind: u8, own: &GuildChannel) {
    json["name"] = own.name.as_str().into();
    json["position"] = own.position.into();
    json["parent_id"] = json!(own.parent_id);
    json["permission_overwrites"] = json!(own.permission_overwrites);
    json["flags"] = own.flags.into();
    if kind == kind::GUILD_CATEGORY {
        return;
    }
    json["nsfw"] = own.nsfw.into();
    json["rate_limit_per_user"] = own.rate_limit_per_user.into();
    if matches!(kind, kind::GUILD_VOICE | kind::GUILD_STAGE_VOICE) {
        json["bitrate"] = own.voice.bitrate.into();
        json["user_limit"] = own.voice.user_limit.into();
        json["rtc_region"] = json!(own.voice.rtc_region);
        json["video_quality_mode"] = own.voice.video_quality_mode.into();
        if let Some(status) = &own.voice.status {
            json["status"] = status.as_str().into();
        }
    } else {
        json["topic"] = json!(own.topic);
        if let Some(minutes) = own.threads.auto_archive_duration {
            json["default_auto_archive_duration"] = minutes.into();
        }
        json["default_thread_rate_limit_per_user"] = own.threads.rate_limit_per_user.into();
    }
    if matches!(kind, kind::GUILD_FORUM | kind::GUILD_MEDIA) {
        json["available_tags"] = json!(own.forum.available_tags);
        json["default_reaction_emoji"] = json!(own.forum.default_reaction_emoji);
        json["default_sort_order"] = json!(own.forum.default_sort_order);
        if let Some(setting) = &own.forum.default_tag_setting {
            json["default_tag_setting"] = setting.as_str().into();
        }
        if kind == kind::GUILD_FORUM {
            json["default_forum_layout"] = own.forum.default_forum_layout.into();
        }
    }
}

fn thread_metadata(channel: &Channel, thread: &Thread) -> Value {
    let mut metadata = json!({
        "archived": thread.archived,
        "auto_archive_duration": thread.auto_archive_duration,
        "archive_timestamp": iso(thread.archive_timestamp),
        "locked": thread.locked,
        "create_timestamp": iso(channel.id.timestamp_ms()),
    });
    if channel.kind == kind::PRIVATE_THREAD {
        metadata["invitable"] = thread.invitable.into();
    }
    metadata
}

/// A member of a thread, without its guild member. Discord docs: Channel/Thread Member Object.
pub(crate) fn thread_member(channel: &Channel, thread: &Thread, user: UserId) -> Option<Value> {
    let joined = thread.members.get(&user)?;
    Some(json!({
        "id": channel.id,
        "user_id": user,
        "join_timestamp": iso(*joined),
        "flags": 0,
    }))
}
