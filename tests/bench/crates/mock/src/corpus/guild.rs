//! Guilds and what they hold.

use serde_json::{Value, json};

use super::{
    APPLICATION, CATEGORIES, Corpus, EMOJIS, ID_BASE, PRESENCE_EVERY, ROLES, STICKERS, TEXT_CHANNELS, THREADS,
    VOICE_CHANNELS, VOICE_STATES,
    id::{channel_id, guild_id, guild_number, id, role_id, user_id},
    words::NAMES,
};

impl Corpus {
    pub fn guild_create(&mut self, guild: u64) -> String {
        let mut channels: Vec<Value> = Vec::new();
        for n in 0..CATEGORIES {
            channels.push(self.channel(guild, n, 4, None));
        }
        for n in 0..TEXT_CHANNELS {
            channels.push(self.channel(guild, CATEGORIES + n, 0, Some(n % CATEGORIES)));
        }
        for n in 0..VOICE_CHANNELS {
            channels.push(self.channel(guild, CATEGORIES + TEXT_CHANNELS + n, 2, Some(n % CATEGORIES)));
        }
        channels.push(self.channel(guild, CATEGORIES + TEXT_CHANNELS + VOICE_CHANNELS, 5, Some(0)));

        let members: Vec<Value> = (0..self.members).map(|m| self.member(guild, m, true)).collect();
        let presences: Vec<Value> = (0..self.members)
            .step_by(PRESENCE_EVERY as usize)
            .map(|m| self.presence(guild, m))
            .collect();
        let voice_states: Vec<Value> = (0..VOICE_STATES.min(self.members))
            .map(|m| self.voice_state(guild, m * 7 % self.members))
            .collect();
        let roles: Vec<Value> = (0..ROLES).map(|n| self.role(guild, n)).collect();
        let emojis: Vec<Value> = (0..EMOJIS).map(|n| self.emoji(guild, n)).collect();
        let stickers: Vec<Value> = (0..STICKERS).map(|n| self.sticker(guild, n)).collect();
        let threads: Vec<Value> = (0..THREADS).map(|n| self.thread(guild, n)).collect();
        let icon = self.hash();

        self.dispatch(
            "GUILD_CREATE",
            &json!({
                "id": guild_id(guild),
                "name": format!("Guild number {guild}"),
                "icon": icon,
                "icon_hash": null,
                "splash": null,
                "discovery_splash": null,
                "home_header": null,
                "owner_id": user_id(guild, 0),
                "region": "deprecated",
                "afk_channel_id": null,
                "afk_timeout": 300,
                "widget_enabled": false,
                "verification_level": 1,
                "default_message_notifications": 1,
                "explicit_content_filter": 2,
                "roles": roles,
                "emojis": emojis,
                "stickers": stickers,
                "features": ["COMMUNITY", "NEWS", "INVITE_SPLASH", "SOUNDBOARD"],
                "mfa_level": 0,
                "application_id": null,
                "system_channel_id": channel_id(guild, CATEGORIES),
                "system_channel_flags": 0,
                "rules_channel_id": channel_id(guild, CATEGORIES + 1),
                "public_updates_channel_id": channel_id(guild, CATEGORIES + 2),
                "safety_alerts_channel_id": null,
                "max_members": 500_000,
                "max_video_channel_users": 25,
                "max_stage_video_channel_users": 50,
                "vanity_url_code": null,
                "description": null,
                "banner": null,
                "premium_tier": 1,
                "premium_subscription_count": 4,
                "premium_progress_bar_enabled": true,
                "preferred_locale": "en-US",
                "nsfw": false,
                "nsfw_level": 0,
                "hub_type": null,
                "incidents_data": null,
                "latest_onboarding_question_id": null,
                "owner_configured_content_level": 0,
                "version": 1_700_000_000_000_u64,
                "joined_at": "2023-05-01T12:30:00.123000+00:00",
                "large": self.members > 250,
                "unavailable": false,
                "member_count": self.members,
                "members": members,
                "presences": presences,
                "voice_states": voice_states,
                "channels": channels,
                "threads": threads,
                "stage_instances": [],
                "guild_scheduled_events": [],
                "soundboard_sounds": [],
                "embedded_activities": [],
                "application_command_counts": {},
                "lazy": true,
            }),
        )
    }

    pub(super) fn channel(&mut self, guild: u64, n: u64, kind: u64, category: Option<u64>) -> Value {
        let overwrites: Vec<Value> = (0..3)
            .map(|o| json!({ "type": 0, "id": role_id(guild, (n + o) % ROLES), "deny": "1024", "allow": "3072" }))
            .collect();
        let mut channel = json!({
            "id": channel_id(guild, n),
            "type": kind,
            "name": format!("{}-{n}", self.rng.pick(NAMES)),
            "position": n,
            "permission_overwrites": overwrites,
            "flags": 0,
            "parent_id": category.map(|c| channel_id(guild, c)),
            "version": 1_700_000_000_000_u64,
        });
        match kind {
            0 | 5 => {
                channel["topic"] = self.sentence(8).into();
                channel["last_message_id"] = id(ID_BASE - n).into();
                channel["last_pin_timestamp"] = "2024-01-02T03:04:05+00:00".into();
                channel["rate_limit_per_user"] = 0.into();
                channel["nsfw"] = false.into();
                channel["icon_emoji"] = json!({ "name": "👋", "id": null });
                channel["theme_color"] = Value::Null;
            }
            2 => {
                channel["bitrate"] = 64_000.into();
                channel["user_limit"] = 0.into();
                channel["rtc_region"] = Value::Null;
                channel["nsfw"] = false.into();
                channel["rate_limit_per_user"] = 0.into();
                channel["last_message_id"] = Value::Null;
                channel["status"] = Value::Null;
            }
            _ => {}
        }
        channel
    }

    pub(super) fn thread(&mut self, guild: u64, n: u64) -> Value {
        json!({
            "id": channel_id(guild, 60 + n),
            "guild_id": guild_id(guild),
            "parent_id": channel_id(guild, CATEGORIES + n),
            "owner_id": user_id(guild, n),
            "type": 11,
            "name": self.sentence(4),
            "last_message_id": id(ID_BASE - 50 - n),
            "message_count": 12,
            "member_count": 3,
            "total_message_sent": 12,
            "rate_limit_per_user": 0,
            "flags": 0,
            "thread_metadata": {
                "archived": false,
                "archive_timestamp": "2024-02-03T04:05:06.789000+00:00",
                "auto_archive_duration": 1440,
                "create_timestamp": "2024-02-03T04:05:06.789000+00:00",
                "locked": false,
            },
        })
    }

    pub(super) fn role(&mut self, guild: u64, n: u64) -> Value {
        let color = if n == 0 { 0 } else { self.rng.below(0xff_ffff) };
        let mut role = json!({
            "id": role_id(guild, n),
            "name": if n == 0 { "@everyone".to_owned() } else { format!("Role {n}") },
            "description": null,
            "color": color,
            "colors": { "primary_color": color, "secondary_color": null, "tertiary_color": null },
            "hoist": n % 4 == 1,
            "position": n,
            "permissions": "1071698660929",
            "managed": n == 5,
            "mentionable": n % 3 == 0,
            "icon": null,
            "unicode_emoji": null,
            "flags": 0,
            "version": 1_700_000_000_000_u64,
        });
        if n == 5 {
            role["tags"] = json!({ "bot_id": id(APPLICATION) });
        }
        role
    }

    pub(super) fn emoji(&mut self, guild: u64, n: u64) -> Value {
        json!({
            "id": id(guild_number(guild) + 500 + n),
            "name": format!("emoji_{n}"),
            "roles": [],
            "require_colons": true,
            "managed": false,
            "animated": n % 4 == 0,
            "available": true,
        })
    }

    pub(super) fn sticker(&mut self, guild: u64, n: u64) -> Value {
        json!({
            "id": id(guild_number(guild) + 700 + n),
            "guild_id": guild_id(guild),
            "name": format!("sticker {n}"),
            "description": self.sentence(3),
            "tags": "wave",
            "type": 2,
            "format_type": 1,
            "available": true,
            "asset": "",
        })
    }
}
