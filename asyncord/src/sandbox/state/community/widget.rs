//! The widget: what other web pages show of a guild. Discord docs: Guild/Guild Widget Object.

use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    channel::{Channel, Place, kind},
    guild::Guild,
    ids::{ChannelId, GuildId},
    invite::InviteWish,
};

impl Guild {
    pub(crate) fn widget_settings_json(&self) -> Value {
        json!({
            "enabled": self.settings.widget_enabled,
            "channel_id": self.settings.widget_channel_id,
        })
    }
}

impl Store {
    pub(crate) fn edit_widget(
        &mut self,
        actor: &Actor,
        id: GuildId,
        enabled: Option<bool>,
        channel: Field<ChannelId>,
    ) -> Result<Changed<Value>, Refusal> {
        self.guild_with(id, actor.user, permission::MANAGE_GUILD)?;
        let kinds = [
            kind::GUILD_TEXT,
            kind::GUILD_ANNOUNCEMENT,
            kind::GUILD_VOICE,
            kind::GUILD_FORUM,
        ];
        self.check_channel(id, &channel, "channel_id", &kinds)?;
        let guild = self.guilds.get_mut(&id).ok_or(Refusal::UNKNOWN_GUILD)?;
        let before = guild.json();
        let own = &mut guild.settings;
        own.widget_enabled = enabled.unwrap_or(own.widget_enabled);
        channel.apply(&mut own.widget_channel_id);
        let note = Note::on(id).changes(&before, &guild.json());
        let settings = guild.widget_settings_json();
        let mut events: Vec<Event> = self.guild_update(id).into_iter().collect();
        events.extend(self.audit(id, actor, action::GUILD_UPDATE, note));
        Ok(Changed::new(settings, events))
    }

    /// The widget itself, which makes an invite to the channel that it is set to.
    pub(crate) fn widget(&mut self, id: GuildId) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild(id)?;
        if !guild.settings.widget_enabled {
            return Err(Refusal::WIDGET_DISABLED);
        }
        let everyone = guild.roles.get(&id.cast());
        let base = everyone.map_or(0, |role| role.permissions);
        let mut channels: Vec<(&Channel, i64, &str)> = self
            .channels_of(id)
            .filter(|channel| channel.is_voice())
            .filter(|channel| self.everyone_has(channel.id, base, permission::VIEW_CHANNEL))
            .filter_map(|channel| match &channel.place {
                Place::Guild(_, own) => Some((channel, own.position, own.name.as_str())),
                Place::Thread(..) | Place::Direct(_) => None,
            })
            .collect();
        channels.sort_by_key(|(channel, position, _)| (*position, channel.id));
        let channels: Vec<Value> = channels
            .into_iter()
            .map(|(channel, position, name)| {
                json!({ "id": channel.id, "name": name, "position": position })
            })
            .collect();
        let members: Vec<Value> = (0..100_usize)
            .zip(guild.members.values())
            .filter_map(|(number, member)| {
                let user = self.users.get(&member.user_id)?;
                // Nobody is told who they are: the ids are numbers, the pictures the usual ones.
                Some(json!({
                    "id": number.to_string(),
                    "username": member.nick.as_deref().unwrap_or(&user.username),
                    "discriminator": "0000",
                    "avatar": null,
                    "status": "online",
                    "avatar_url": format!("{}/embed/avatars/{}.png", self.base_url, number % 6),
                }))
            })
            .collect();
        let mut json = json!({
            "id": id,
            "name": guild.name,
            "instant_invite": null,
            "channels": channels,
            "members": members,
            "presence_count": guild.members.len(),
        });
        let Some(channel) = guild.settings.widget_channel_id else {
            return Ok(Changed::nothing(json));
        };
        let invite = self.widget_invite(channel, InviteWish::default());
        json["instant_invite"] = format!("https://discord.com/invite/{}", invite.value).into();
        Ok(Changed::new(json, invite.events))
    }

    /// Whether who has no role but `@everyone` has a permission in a channel.
    pub(super) fn everyone_has(&self, id: ChannelId, base: u64, needed: u64) -> bool {
        let Some(channel) = self.channels.get(&id) else {
            return false;
        };
        let Place::Guild(guild, own) = &channel.place else {
            return false;
        };
        let overwrite = own
            .permission_overwrites
            .iter()
            .find(|overwrite| overwrite.id.get() == guild.get());
        let bits = match overwrite {
            Some(overwrite) => base & !overwrite.deny | overwrite.allow,
            None => base,
        };
        bits & needed == needed
    }
}
