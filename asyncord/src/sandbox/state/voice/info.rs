//! What a voice channel shows of itself: its status, and since when somebody has been in it.

use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    channel::{Channel, kind},
    event::Audience,
    ids::{ChannelId, GuildId, UserId},
};

impl Store {
    /// Sets the words under a voice channel's name; empty ones are none.
    pub(crate) fn set_voice_status(
        &mut self,
        actor: &Actor,
        id: ChannelId,
        status: Option<String>,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(id, actor.user)?;
        let Some(guild) = channel.guild_id() else {
            return Err(Refusal::DIRECT_CHANNEL);
        };
        if channel.kind != kind::GUILD_VOICE {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        let is_inside = self.connected(guild, id).contains(&actor.user);
        let needed = if is_inside {
            permission::SET_VOICE_CHANNEL_STATUS
        } else {
            permission::SET_VOICE_CHANNEL_STATUS | permission::MANAGE_CHANNELS
        };
        self.channel_with(id, actor.user, needed)?;
        let status = status.filter(|status| !status.is_empty());
        let Some(settings) = self.voice_settings_mut(id) else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        if settings.status == status {
            return Ok(Changed::nothing(()));
        }
        settings.status.clone_from(&status);
        let mut events = vec![status_update(guild, id, status.as_deref())];
        let options = match &status {
            Some(status) => json!({ "channel_id": id, "status": status }),
            None => json!({ "channel_id": id }),
        };
        let action = match status {
            Some(_) => action::VOICE_CHANNEL_STATUS_UPDATE,
            None => action::VOICE_CHANNEL_STATUS_DELETE,
        };
        events.extend(self.audit(guild, actor, action, Note::on(id).options(options)));
        Ok(Changed::new((), events))
    }

    /// After somebody came into a voice channel: with the first its time begins.
    pub(super) fn after_entering(&mut self, guild: GuildId, channel: ChannelId) -> Option<Event> {
        let now = self.clock.now() / 1000;
        let settings = self.voice_settings_mut(channel)?;
        if settings.started_at.is_some() {
            return None;
        }
        settings.started_at = Some(now);
        Some(start_time_update(guild, channel, Some(now)))
    }

    /// After somebody left a voice channel: with the last its time and its status end.
    pub(super) fn after_leaving(&mut self, guild: GuildId, channel: ChannelId) -> Vec<Event> {
        self.watch_stage(guild, channel);
        self.watch_scheduled_events(channel);
        if !self.connected(guild, channel).is_empty() {
            return Vec::new();
        }
        let Some(settings) = self.voice_settings_mut(channel) else {
            return Vec::new();
        };
        settings.started_at = None;
        let mut events = vec![start_time_update(guild, channel, None)];
        if settings.status.take().is_some() {
            events.push(status_update(guild, channel, None));
        }
        events
    }

    /// What CHANNEL_INFO tells a user of a guild's voice channels: the status, the start, or both.
    pub(crate) fn channel_info(
        &self,
        guild: GuildId,
        viewer: UserId,
        with_status: bool,
        with_start: bool,
    ) -> Vec<Value> {
        let of = |channel: &Channel| {
            let voice = &channel.own()?.voice;
            let mut json = json!({ "id": channel.id });
            if with_status {
                json["status"] = json!(voice.status);
            }
            if with_start {
                json["voice_start_time"] = json!(voice.started_at);
            }
            let is_told =
                with_status && voice.status.is_some() || with_start && voice.started_at.is_some();
            is_told.then_some(json)
        };
        self.channels_of(guild)
            .filter(|channel| channel.is_voice() && self.sees(channel, viewer))
            .filter_map(of)
            .collect()
    }
}

fn status_update(guild: GuildId, id: ChannelId, status: Option<&str>) -> Event {
    let data = json!({ "id": id, "guild_id": guild, "status": status });
    let audience = Audience::Channel(guild, id);
    Event::new(
        "VOICE_CHANNEL_STATUS_UPDATE",
        audience,
        intent::GUILDS,
        data,
    )
}

fn start_time_update(guild: GuildId, id: ChannelId, at: Option<u64>) -> Event {
    let data = json!({ "id": id, "guild_id": guild, "voice_start_time": at });
    let audience = Audience::Channel(guild, id);
    let name = "VOICE_CHANNEL_START_TIME_UPDATE";
    Event::new(name, audience, intent::GUILDS, data)
}
