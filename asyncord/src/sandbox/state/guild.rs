//! Guilds, their roles, and the payloads that show a whole guild.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Changed, Event, Field, Refusal, Store,
    bits::{intent, permission},
    event::Audience,
    ids::{ChannelId, GuildId, RoleId, UserId, iso},
    member::Member,
};

/// A guild with its roles and members; channels stand in the store.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    pub(crate) id: GuildId,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) owner_id: UserId,
    pub(crate) system_channel_id: Option<ChannelId>,
    pub(crate) roles: BTreeMap<RoleId, Role>,
    pub(crate) members: BTreeMap<UserId, Member>,
}

/// A role of a guild.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: RoleId,
    pub(crate) name: String,
    pub(crate) color: u32,
    pub(crate) hoist: bool,
    pub(crate) mentionable: bool,
    pub(crate) permissions: u64,
    pub(crate) position: u32,
}

impl Role {
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "description": null,
            "color": self.color,
            "colors": {
                "primary_color": self.color,
                "secondary_color": null,
                "tertiary_color": null,
            },
            "hoist": self.hoist,
            "icon": null,
            "unicode_emoji": null,
            "position": self.position,
            "permissions": self.permissions.to_string(),
            "managed": false,
            "mentionable": self.mentionable,
            "flags": 0,
        })
    }
}

impl Guild {
    /// The guild alone, without what only GUILD_CREATE brings.
    pub(crate) fn json(&self) -> Value {
        let roles: Vec<Value> = self.roles.values().map(Role::json).collect();
        let mut json = json!({
            "id": self.id,
            "name": self.name,
            "description": self.description,
            "owner_id": self.owner_id,
            "region": "deprecated",
            "roles": roles,
            "emojis": [],
            "stickers": [],
            "features": [],
            "system_channel_id": self.system_channel_id,
            "system_channel_flags": 0,
            "afk_timeout": 300,
            "widget_enabled": false,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw": false,
            "nsfw_level": 0,
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": false,
            "preferred_locale": "en-US",
        });
        for unset in [
            "icon",
            "home_header",
            "splash",
            "discovery_splash",
            "banner",
            "application_id",
            "afk_channel_id",
            "widget_channel_id",
            "max_presences",
            "vanity_url_code",
            "rules_channel_id",
            "safety_alerts_channel_id",
            "public_updates_channel_id",
            "hub_type",
            "latest_onboarding_question_id",
            "incidents_data",
        ] {
            json[unset] = Value::Null;
        }
        json
    }
}

impl Store {
    pub(crate) fn guild(&self, id: GuildId) -> Result<&Guild, Refusal> {
        self.guilds.get(&id).ok_or(Refusal::UnknownGuild)
    }

    /// The guild, for a user who must be in it: to everyone else it is unknown.
    pub(crate) fn guild_for(&self, id: GuildId, user: UserId) -> Result<&Guild, Refusal> {
        let guild = self.guild(id)?;
        if guild.members.contains_key(&user) {
            Ok(guild)
        } else {
            Err(Refusal::UnknownGuild)
        }
    }

    /// The guilds that a user is in.
    pub(crate) fn guilds_of(&self, user: UserId) -> Vec<GuildId> {
        self.guilds
            .values()
            .filter(|guild| guild.members.contains_key(&user))
            .map(|guild| guild.id)
            .collect()
    }

    pub(crate) fn is_member(&self, guild: GuildId, user: UserId) -> bool {
        self.guilds
            .get(&guild)
            .is_some_and(|guild| guild.members.contains_key(&user))
    }

    /// The role that bots get when they join, if it still exists.
    pub(super) fn bot_role(&self, guild: GuildId) -> Option<RoleId> {
        let guild = self.guilds.get(&guild)?;
        guild
            .roles
            .values()
            .find(|role| role.permissions & permission::ADMINISTRATOR != 0)
            .map(|role| role.id)
    }

    /// What a member may do in the guild, channels aside.
    pub(crate) fn permissions(&self, guild: GuildId, user: UserId) -> u64 {
        let Some(guild) = self.guilds.get(&guild) else {
            return 0;
        };
        let Some(member) = guild.members.get(&user) else {
            return 0;
        };
        let everyone: RoleId = guild.id.cast();
        let bits = member
            .roles
            .iter()
            .chain([&everyone])
            .filter_map(|role| guild.roles.get(role))
            .fold(0, |bits, role| bits | role.permissions);
        if guild.owner_id == user || bits & permission::ADMINISTRATOR != 0 {
            permission::ALL
        } else {
            bits
        }
    }

    /// Changes a guild's name or description.
    pub(crate) fn edit_guild(
        &mut self,
        id: GuildId,
        name: Option<String>,
        description: Field<String>,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guilds.get_mut(&id).ok_or(Refusal::UnknownGuild)?;
        if let Some(name) = name {
            guild.name = name;
        }
        description.apply(&mut guild.description);
        let json = guild.json();
        let event = Event::new(
            "GUILD_UPDATE",
            Audience::Guild(id),
            intent::GUILDS,
            json.clone(),
        );
        Ok(Changed::new(json, vec![event]))
    }

    /// GUILD_CREATE for one user: other members come only with GUILD_PRESENCES.
    pub(crate) fn guild_create(&self, guild: &Guild, user: UserId, intents: u64) -> Value {
        let presences = intents & intent::GUILD_PRESENCES != 0;
        let members: Vec<Value> = guild
            .members
            .values()
            .filter(|member| presences || member.user_id == user)
            .map(|member| self.member_json(member))
            .collect();
        let channels: Vec<Value> = self
            .channels_of(guild.id)
            .map(|channel| {
                let mut json = self.channel_json(channel);
                // Here alone Discord leaves the obvious out.
                if let Some(object) = json.as_object_mut() {
                    object.remove("guild_id");
                }
                json
            })
            .collect();
        let shown: Vec<Value> = if presences {
            guild.members.keys().map(|user| presence(*user)).collect()
        } else {
            Vec::new()
        };
        let joined = guild
            .members
            .get(&user)
            .map_or(0, |member| member.joined_at);
        let mut json = guild.json();
        json["joined_at"] = iso(joined).into();
        json["large"] = false.into();
        json["unavailable"] = false.into();
        json["member_count"] = guild.members.len().into();
        json["members"] = members.into();
        json["channels"] = channels.into();
        json["presences"] = shown.into();
        for empty in [
            "threads",
            "voice_states",
            "stage_instances",
            "guild_scheduled_events",
            "soundboard_sounds",
            "embedded_activities",
        ] {
            json[empty] = Value::Array(Vec::new());
        }
        json
    }
}

/// Everybody in the sandbox is at home.
pub(crate) fn presence(user: UserId) -> Value {
    json!({
        "user": { "id": user },
        "status": "online",
        "activities": [],
        "client_status": { "desktop": "online" },
    })
}
