//! What is changed of somebody in a voice channel by itself or by others.

use serde_json::json;

use super::super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    channel::kind,
    ids::{ChannelId, GuildId, UserId},
    message::{Message, kind as message_kind},
};

/// What a change of a member does to it in voice; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct VoiceSet {
    /// Where it is moved to; null takes it out.
    pub(crate) channel_id: Field<ChannelId>,
    pub(crate) mute: Option<bool>,
    pub(crate) deaf: Option<bool>,
}

/// What is changed of somebody on a stage; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct VoiceEdit {
    /// Where it is already.
    pub(crate) channel_id: Option<ChannelId>,
    pub(crate) suppress: Option<bool>,
    pub(crate) request_to_speak: Field<u64>,
}

impl Store {
    /// Mutes, deafens or moves a member, without asking whether that is allowed.
    pub(crate) fn apply_voice_set(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        user: UserId,
        set: &VoiceSet,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        if set.mute.is_some() || set.deaf.is_some() {
            if let Some(member) = self
                .guilds
                .get_mut(&guild)
                .and_then(|guild| guild.members.get_mut(&user))
            {
                member.mute = set.mute.unwrap_or(member.mute);
                member.deaf = set.deaf.unwrap_or(member.deaf);
            }
            events.push(self.voice_state_update(guild, user));
        }
        let (to, action) = match set.channel_id {
            Field::Absent => return events,
            Field::Null => (None, action::MEMBER_DISCONNECT),
            Field::Value(channel) => (Some(channel), action::MEMBER_MOVE),
        };
        events.extend(self.move_voice(guild, user, to));
        let note = Note::default().options(match to {
            Some(channel) => json!({ "channel_id": channel, "count": "1" }),
            None => json!({ "count": "1" }),
        });
        events.extend(self.audit(guild, actor, action, note));
        events
    }

    /// Whether somebody may mute, deafen or move a member like this: it must be in a voice channel.
    pub(crate) fn check_voice_set(
        &self,
        actor: UserId,
        guild: GuildId,
        user: UserId,
        set: &VoiceSet,
    ) -> Result<(), Refusal> {
        self.guild_for(guild, actor)?.member(user)?;
        let moves = set.channel_id != Field::Absent;
        let needed = [
            (set.mute.is_some(), permission::MUTE_MEMBERS),
            (set.deaf.is_some(), permission::DEAFEN_MEMBERS),
            (moves, permission::MOVE_MEMBERS),
        ];
        let needed = needed
            .iter()
            .filter(|(is_changed, _)| *is_changed)
            .fold(0, |bits, (_, bit)| bits | bit);
        let state = self.voice_state(guild, user);
        match state {
            _ if needed == 0 => return Ok(()),
            Ok(state) => self.channel_with(state.channel_id, actor, needed)?,
            Err(_) => {
                self.guild_with(guild, actor, needed)?;
                return Err(Refusal::NOT_IN_VOICE);
            }
        };
        match set.channel_id {
            Field::Value(to) => self.check_entry(guild, to, user, actor),
            Field::Absent | Field::Null => Ok(()),
        }
    }

    /// Makes somebody on a stage a speaker or one of the audience, or has it ask to speak.
    pub(crate) fn edit_voice_state(
        &mut self,
        actor: UserId,
        guild: GuildId,
        user: UserId,
        edit: &VoiceEdit,
    ) -> Result<Changed<()>, Refusal> {
        self.guild_for(guild, actor)?;
        let state = self.voice_state(guild, user)?;
        let id = edit.channel_id.unwrap_or(state.channel_id);
        let channel = self.channel_for(id, actor)?;
        if channel.kind != kind::GUILD_STAGE_VOICE || state.channel_id != id {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        let was_suppressed = state.suppress;
        let needed = if user != actor || edit.suppress == Some(false) && was_suppressed {
            permission::MUTE_MEMBERS
        } else if matches!(edit.request_to_speak, Field::Value(_)) {
            permission::REQUEST_TO_SPEAK
        } else {
            0
        };
        self.channel_with(id, actor, needed)?;
        if let Field::Value(at) = edit.request_to_speak
            && at + 60_000 < self.clock.now()
        {
            let message = "The moment must not be in the past";
            return Err(Refusal::field(
                "request_to_speak_timestamp",
                "DATE_TIME_TYPE_PAST",
                message,
            ));
        }
        let Some(state) = self.voice_state_mut(guild, user) else {
            return Err(Refusal::UNKNOWN_VOICE_STATE);
        };
        edit.request_to_speak
            .clone()
            .apply(&mut state.request_to_speak);
        state.suppress = edit.suppress.unwrap_or(state.suppress);
        if !state.suppress {
            state.request_to_speak = None;
        }
        let speaks_now = was_suppressed && !state.suppress;
        let mut events = vec![self.voice_state_update(guild, user)];
        if speaks_now && self.stages.contains_key(&id) {
            let told = self.clock.next_id();
            events.push(self.insert_message(Message {
                kind: message_kind::STAGE_SPEAKER,
                ..Message::new(told, id, user)
            })?);
        }
        self.watch_stage(guild, id);
        Ok(Changed::new((), events))
    }
}
