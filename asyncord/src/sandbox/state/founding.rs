//! New guilds, which only people make: bots cannot since July 2025.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    Changed, Event, Refusal, Store,
    bits::intent,
    channel::{GuildChannel, Overwrite, Place, kind},
    event::Audience,
    guild::Guild,
    ids::{ChannelId, GuildId, RoleId, UserId},
    role::Role,
};

impl Store {
    /// Makes a guild as Discord's client does, with its owner in it.
    pub(crate) fn found_guild(
        &mut self,
        name: &str,
        owner: UserId,
    ) -> Result<Changed<GuildId>, Refusal> {
        let id = self.empty_guild(name, owner)?;
        for (category, kind, channel) in [
            ("Text Channels", kind::GUILD_TEXT, "general"),
            ("Voice Channels", kind::GUILD_VOICE, "General"),
        ] {
            let parent = self.clock.next_id();
            let own = named(category, None);
            self.insert_channel(
                parent,
                kind::GUILD_CATEGORY,
                Place::Guild(id, Box::new(own)),
            );
            let channel_id = self.clock.next_id();
            let own = named(channel, Some(parent));
            self.insert_channel(channel_id, kind, Place::Guild(id, Box::new(own)));
            if kind == kind::GUILD_TEXT
                && let Some(guild) = self.guilds.get_mut(&id)
            {
                guild.system_channel_id = Some(channel_id);
            }
        }
        Ok(self.founded(id, owner))
    }

    /// Makes a guild like the one that a template was made of.
    pub(crate) fn found_guild_from(
        &mut self,
        code: &str,
        name: &str,
        owner: UserId,
    ) -> Result<Changed<GuildId>, Refusal> {
        let (source, template) = self.template(code)?;
        let (source, snapshot) = (source.id, template.snapshot.clone());
        let id = self.empty_guild(name, owner)?;
        if let Some(template) = self
            .guilds
            .get_mut(&source)
            .and_then(|guild| guild.template.as_mut())
        {
            template.usage_count += 1;
        }
        let roles = self.roles_from(id, &snapshot);
        let channels = self.channels_from(id, &snapshot, &roles);
        if let Some(guild) = self.guilds.get_mut(&id) {
            let channel = |key: &str| {
                let number = snapshot[key].as_u64()?;
                channels.get(&number).copied()
            };
            guild.description = snapshot["description"].as_str().map(str::to_owned);
            guild.system_channel_id = channel("system_channel_id");
            let own = &mut guild.settings;
            own.afk_channel_id = channel("afk_channel_id");
            for (key, slot) in [
                ("verification_level", &mut own.verification_level),
                (
                    "default_message_notifications",
                    &mut own.default_message_notifications,
                ),
                ("explicit_content_filter", &mut own.explicit_content_filter),
                ("afk_timeout", &mut own.afk_timeout),
                ("system_channel_flags", &mut own.system_channel_flags),
            ] {
                *slot = snapshot[key].as_i64().unwrap_or(*slot);
            }
        }
        Ok(self.founded(id, owner))
    }

    fn empty_guild(&mut self, name: &str, owner: UserId) -> Result<GuildId, Refusal> {
        if self.user(owner)?.bot {
            return Err(Refusal::OWNER_IS_BOT);
        }
        let id = self.clock.next_id();
        self.guilds.insert(id, Guild::new(id, name, owner));
        Ok(id)
    }

    /// Lets the owner in and tells of the guild.
    fn founded(&mut self, id: GuildId, owner: UserId) -> Changed<GuildId> {
        self.join(id, owner, Vec::new());
        let event = self.guilds.get(&id).map(|guild| {
            let data = self.guild_create(guild, owner, intent::ALL);
            Event::new("GUILD_CREATE", Audience::Page, intent::GUILDS, data)
        });
        Changed::new(id, event.into_iter().collect())
    }

    /// Makes the roles of a template, and gives them by their numbers.
    fn roles_from(&mut self, id: GuildId, snapshot: &Value) -> HashMap<u64, RoleId> {
        let mut made = HashMap::new();
        for (position, json) in (0..).zip(snapshot["roles"].as_array().into_iter().flatten()) {
            let number = json["id"].as_u64().unwrap_or_default();
            let role_id = if number == 0 {
                id.cast()
            } else {
                self.clock.next_id()
            };
            let permissions = json["permissions"]
                .as_str()
                .and_then(|bits| bits.parse().ok());
            let name = json["name"].as_str().unwrap_or("new role");
            let mut role = Role::new(role_id, name, permissions.unwrap_or_default());
            role.position = position;
            role.colors = serde_json::from_value(json["colors"].clone()).unwrap_or_default();
            role.hoist = json["hoist"].as_bool().unwrap_or_default();
            role.mentionable = json["mentionable"].as_bool().unwrap_or_default();
            role.unicode_emoji = json["unicode_emoji"].as_str().map(str::to_owned);
            if let Some(guild) = self.guilds.get_mut(&id) {
                guild.roles.insert(role_id, role);
            }
            made.insert(number, role_id);
        }
        made
    }

    /// Makes the channels of a template, and gives them by their numbers.
    fn channels_from(
        &mut self,
        id: GuildId,
        snapshot: &Value,
        roles: &HashMap<u64, RoleId>,
    ) -> HashMap<u64, ChannelId> {
        let list = snapshot["channels"].as_array().cloned().unwrap_or_default();
        // All of them get their ids first: a category may stand behind its channels.
        let made: HashMap<u64, ChannelId> = list
            .iter()
            .filter_map(|json| Some((json["id"].as_u64()?, self.clock.next_id())))
            .collect();
        for json in &list {
            let channel = json["id"].as_u64().and_then(|number| made.get(&number));
            let kind = json["type"]
                .as_u64()
                .and_then(|kind| u8::try_from(kind).ok());
            let (Some(channel), Some(kind)) = (channel, kind) else {
                continue;
            };
            let parent = json["parent_id"].as_u64();
            let mut own = named(
                json["name"].as_str().unwrap_or_default(),
                parent.and_then(|number| made.get(&number)).copied(),
            );
            own.position = json["position"].as_i64().unwrap_or_default();
            own.topic = json["topic"].as_str().map(str::to_owned);
            own.nsfw = json["nsfw"].as_bool().unwrap_or_default();
            own.rate_limit_per_user = json["rate_limit_per_user"].as_i64().unwrap_or_default();
            own.voice.bitrate = json["bitrate"].as_i64().unwrap_or(own.voice.bitrate);
            own.voice.user_limit = json["user_limit"].as_i64().unwrap_or_default();
            let overwrites = json["permission_overwrites"].as_array();
            own.permission_overwrites = overwrites
                .into_iter()
                .flatten()
                .filter_map(|json| {
                    let bits = |key: &str| json[key].as_str()?.parse().ok();
                    Some(Overwrite {
                        id: roles.get(&json["id"].as_u64()?)?.cast(),
                        kind: 0,
                        allow: bits("allow")?,
                        deny: bits("deny")?,
                    })
                })
                .collect();
            self.insert_channel(*channel, kind, Place::Guild(id, Box::new(own)));
        }
        made
    }
}

fn named(name: &str, parent_id: Option<ChannelId>) -> GuildChannel {
    GuildChannel {
        name: name.to_owned(),
        parent_id,
        ..GuildChannel::default()
    }
}
