//! Coming into voice channels, moving between them, and leaving.

use serde_json::json;

use super::{
    super::{
        Changed, Event, Refusal, Store,
        bits::permission,
        channel::kind,
        event::Audience,
        ids::{ChannelId, GuildId, UserId},
    },
    VoiceState,
};

/// How somebody wants to be in a voice channel; in none, it leaves.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "as Discord has them")]
pub(crate) struct VoiceJoin {
    pub(crate) channel_id: Option<ChannelId>,
    pub(crate) self_mute: bool,
    pub(crate) self_deaf: bool,
    pub(crate) self_video: bool,
    pub(crate) self_stream: bool,
}

impl Store {
    /// Somebody joins a voice channel, moves to it, changes how it is there, or leaves.
    pub(crate) fn join_voice(
        &mut self,
        guild: GuildId,
        user: UserId,
        join: VoiceJoin,
    ) -> Result<Changed<()>, Refusal> {
        self.guild_for(guild, user)?;
        let Some(channel) = join.channel_id else {
            return Ok(Changed::new((), self.leave_voice(guild, user)));
        };
        let current = self.voice_state(guild, user).ok();
        let stays = current.is_some_and(|state| state.channel_id == channel);
        if !stays {
            self.check_entry(guild, channel, user, user)?;
        }
        let mut events = if stays {
            Vec::new()
        } else {
            self.enter_voice(guild, user, channel)
        };
        let Some(state) = self.voice_state_mut(guild, user) else {
            return Err(Refusal::UNKNOWN_VOICE_STATE);
        };
        state.self_mute = join.self_mute;
        state.self_deaf = join.self_deaf;
        state.self_video = join.self_video;
        state.self_stream = join.self_stream;
        events.insert(0, self.voice_state_update(guild, user));
        Ok(Changed::new((), events))
    }

    /// Whether somebody can come into a voice channel, by its own will or moved there by another: what
    /// the mover may enter it can move others into.
    pub(super) fn check_entry(
        &self,
        guild: GuildId,
        id: ChannelId,
        user: UserId,
        by: UserId,
    ) -> Result<(), Refusal> {
        let channel = self.channel(id)?;
        if channel.guild_id() != Some(guild) {
            return Err(Refusal::UNKNOWN_CHANNEL);
        }
        if !channel.is_voice() {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        self.channel_with(id, by, permission::CONNECT)?;
        let granted = self.permissions_in(channel, by) | self.permissions_in(channel, user);
        let limit = channel.own().map_or(0, |own| own.voice.user_limit);
        let limit = usize::try_from(limit).unwrap_or(0);
        let is_full = limit != 0 && self.connected(guild, id).len() >= limit;
        if is_full && granted & permission::MOVE_MEMBERS == 0 {
            let why = format!("{} is full", channel.title());
            return Err(Refusal::MISSING_PERMISSIONS.because(why));
        }
        Ok(())
    }

    /// Puts somebody into a voice channel; the events but that of its state.
    fn enter_voice(&mut self, guild: GuildId, user: UserId, channel: ChannelId) -> Vec<Event> {
        let is_stage = self
            .channels
            .get(&channel)
            .is_some_and(|channel| channel.kind == kind::GUILD_STAGE_VOICE);
        let is_afk = self
            .guilds
            .get(&guild)
            .is_some_and(|guild| guild.settings.afk_channel_id == Some(channel));
        let left = self.voice_state(guild, user).ok();
        let left = left.map(|state| state.channel_id);
        let states = self.voice_states.entry(guild).or_default();
        let state = states.entry(user).or_insert_with(|| VoiceState {
            channel_id: channel,
            session_id: format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..)),
            self_mute: false,
            self_deaf: false,
            self_video: false,
            self_stream: false,
            suppress: false,
            request_to_speak: None,
        });
        state.channel_id = channel;
        state.suppress = is_stage || is_afk;
        state.request_to_speak = None;
        let mut events: Vec<Event> = self.voice_server_update(guild, user).into_iter().collect();
        if let Some(left) = left {
            events.extend(self.after_leaving(guild, left));
        }
        events.extend(self.after_entering(guild, channel));
        events
    }

    /// Moves somebody who is in a voice channel, or out of it, without asking whether it may.
    pub(crate) fn move_voice(
        &mut self,
        guild: GuildId,
        user: UserId,
        to: Option<ChannelId>,
    ) -> Vec<Event> {
        let Some(channel) = to else {
            return self.leave_voice(guild, user);
        };
        let mut events = self.enter_voice(guild, user, channel);
        events.insert(0, self.voice_state_update(guild, user));
        events
    }

    /// Takes somebody out of voice, if it is there.
    pub(crate) fn leave_voice(&mut self, guild: GuildId, user: UserId) -> Vec<Event> {
        let Some(state) = self
            .voice_states
            .get_mut(&guild)
            .and_then(|states| states.remove(&user))
        else {
            return Vec::new();
        };
        let mut update = self.voice_state_update(guild, user);
        update.data["session_id"] = state.session_id.into();
        let mut events = vec![update];
        events.extend(self.after_leaving(guild, state.channel_id));
        events
    }

    /// Takes a bot out of all voice channels, which has gone offline.
    pub(crate) fn leave_all_voice(&mut self, user: UserId) -> Vec<Event> {
        self.guilds_of(user)
            .into_iter()
            .flat_map(|guild| self.leave_voice(guild, user))
            .collect()
    }

    /// Takes everybody out of a voice channel, which is about to go.
    pub(in super::super) fn empty_voice(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Vec<Event> {
        self.connected(guild, channel)
            .into_iter()
            .flat_map(|user| self.leave_voice(guild, user))
            .collect()
    }

    /// What a bot needs to connect to a voice server. There is none behind the address.
    fn voice_server_update(&self, guild: GuildId, user: UserId) -> Option<Event> {
        self.users.get(&user).filter(|user| user.bot)?;
        let endpoint = self.base_url.rsplit('/').next().unwrap_or_default();
        let data = json!({
            "token": format!("{:016x}", fastrand::u64(..)),
            "guild_id": guild,
            "endpoint": endpoint,
        });
        let audience = Audience::user(user, Some(guild));
        Some(Event::new("VOICE_SERVER_UPDATE", audience, 0, data))
    }
}
