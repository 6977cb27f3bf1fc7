//! Open stages. Discord docs: Stage Instance.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    channel::kind,
    due::Due,
    event::Audience,
    ids::{ChannelId, GuildId, ScheduledEventId, StageInstanceId, UserId},
    message::{Message, kind as message_kind},
};

/// For how long a stage without speakers stays open.
const PATIENCE_MS: u64 = 5 * 60_000;
/// What who opens a stage must have there.
const MODERATOR: u64 =
    permission::MANAGE_CHANNELS | permission::MUTE_MEMBERS | permission::MOVE_MEMBERS;

/// A stage that is open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StageInstance {
    pub(crate) id: StageInstanceId,
    pub(crate) guild_id: GuildId,
    pub(crate) channel_id: ChannelId,
    pub(crate) topic: String,
    /// 2: for the members of the guild alone.
    pub(crate) privacy_level: u8,
    pub(crate) discoverable_disabled: bool,
    pub(crate) guild_scheduled_event_id: Option<ScheduledEventId>,
}

/// A stage to be opened.
#[derive(Clone, Debug)]
pub(crate) struct StageDraft {
    pub(crate) channel_id: ChannelId,
    pub(crate) topic: String,
    pub(crate) privacy_level: u8,
    pub(crate) guild_scheduled_event_id: Option<ScheduledEventId>,
    /// Whether everybody is notified.
    pub(crate) send_start_notification: bool,
}

impl Store {
    /// The open stage of a channel that a user sees.
    pub(crate) fn stage_for(
        &self,
        channel: ChannelId,
        user: UserId,
    ) -> Result<&StageInstance, Refusal> {
        self.channel_for(channel, user)?;
        self.stages
            .get(&channel)
            .ok_or(Refusal::UNKNOWN_STAGE_INSTANCE)
    }

    /// The open stages of a guild.
    pub(crate) fn stages_of(&self, guild: GuildId) -> impl Iterator<Item = &StageInstance> {
        self.stages
            .values()
            .filter(move |stage| stage.guild_id == guild)
    }

    /// Opens a stage.
    pub(crate) fn open_stage(
        &mut self,
        actor: &Actor,
        draft: StageDraft,
    ) -> Result<Changed<Value>, Refusal> {
        let id = draft.channel_id;
        let channel = self.channel_for(id, actor.user)?;
        let Some(guild) = channel
            .guild_id()
            .filter(|_| channel.kind == kind::GUILD_STAGE_VOICE)
        else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        let needed = if draft.send_start_notification {
            MODERATOR | permission::MENTION_EVERYONE
        } else {
            MODERATOR
        };
        self.channel_with(id, actor.user, needed)?;
        if self.stages.contains_key(&id) {
            return Err(Refusal::STAGE_ALREADY_OPEN);
        }
        if let Some(event) = draft.guild_scheduled_event_id {
            let event = self.scheduled_event(guild, event)?;
            if event.channel_id != Some(id) || event.is_over() {
                return Err(Refusal::UNKNOWN_SCHEDULED_EVENT);
            }
        }
        let stage = StageInstance {
            id: self.clock.next_id(),
            guild_id: guild,
            channel_id: id,
            topic: draft.topic.clone(),
            privacy_level: draft.privacy_level,
            discoverable_disabled: true,
            guild_scheduled_event_id: draft.guild_scheduled_event_id,
        };
        let json = json!(stage);
        let mut events = vec![told("STAGE_INSTANCE_CREATE", &stage)];
        self.stages.insert(id, stage);
        self.watch_stage(guild, id);
        let told = self.clock.next_id();
        events.push(self.insert_message(Message {
            kind: message_kind::STAGE_START,
            content: draft.topic,
            mention_everyone: draft.send_start_notification,
            ..Message::new(told, id, actor.user)
        })?);
        if let Some(event) = draft.guild_scheduled_event_id {
            events.extend(self.begin_scheduled_event(event));
        }
        let note = Note::on(json["id"].as_str().unwrap_or_default())
            .changes(&Value::Null, &json)
            .options(json!({ "channel_id": id }));
        events.extend(self.audit(guild, actor, action::STAGE_INSTANCE_CREATE, note));
        Ok(Changed::new(json, events))
    }

    /// Changes the topic or the privacy of an open stage.
    pub(crate) fn edit_stage(
        &mut self,
        actor: &Actor,
        channel: ChannelId,
        topic: Option<String>,
        privacy_level: Option<u8>,
    ) -> Result<Changed<Value>, Refusal> {
        let before = self.stage_for(channel, actor.user)?.clone();
        self.channel_with(channel, actor.user, MODERATOR)?;
        let mut stage = before.clone();
        stage.topic = topic.unwrap_or(stage.topic);
        stage.privacy_level = privacy_level.unwrap_or(stage.privacy_level);
        let mut events = vec![told("STAGE_INSTANCE_UPDATE", &stage)];
        self.stages.insert(channel, stage.clone());
        if stage.topic != before.topic {
            let told = self.clock.next_id();
            events.push(self.insert_message(Message {
                kind: message_kind::STAGE_TOPIC,
                content: stage.topic.clone(),
                ..Message::new(told, channel, actor.user)
            })?);
        }
        let json = json!(stage);
        let note = Note::on(stage.id)
            .changes(&json!(before), &json)
            .options(json!({ "channel_id": channel }));
        let guild = stage.guild_id;
        events.extend(self.audit(guild, actor, action::STAGE_INSTANCE_UPDATE, note));
        Ok(Changed::new(json, events))
    }

    /// Closes a stage.
    pub(crate) fn delete_stage(
        &mut self,
        actor: &Actor,
        channel: ChannelId,
    ) -> Result<Changed<()>, Refusal> {
        let stage = self.stage_for(channel, actor.user)?.clone();
        self.channel_with(channel, actor.user, MODERATOR)?;
        let mut events = self.close_stage(channel);
        let told = self.clock.next_id();
        events.push(self.insert_message(Message {
            kind: message_kind::STAGE_END,
            content: stage.topic.clone(),
            ..Message::new(told, channel, actor.user)
        })?);
        let note = Note::on(stage.id)
            .changes(&json!(stage), &Value::Null)
            .options(json!({ "channel_id": channel }));
        let guild = stage.guild_id;
        events.extend(self.audit(guild, actor, action::STAGE_INSTANCE_DELETE, note));
        Ok(Changed::new((), events))
    }

    /// Closes the stage of a channel, if it is open; the event it was opened for is over with it.
    pub(super) fn close_stage(&mut self, channel: ChannelId) -> Vec<Event> {
        let Some(stage) = self.stages.remove(&channel) else {
            return Vec::new();
        };
        let mut events = vec![told("STAGE_INSTANCE_DELETE", &stage)];
        if let Some(event) = stage.guild_scheduled_event_id {
            events.extend(self.end_scheduled_event(event));
        }
        events
    }

    fn has_speakers(&self, guild: GuildId, channel: ChannelId) -> bool {
        let states = self.voice_states.get(&guild).into_iter().flatten();
        states
            .filter(|(_, state)| state.channel_id == channel)
            .any(|(_, state)| !state.suppress)
    }

    /// Looks after a stage that has no speakers: it is closed unless one comes.
    pub(super) fn watch_stage(&mut self, guild: GuildId, channel: ChannelId) {
        if self.stages.contains_key(&channel) && !self.has_speakers(guild, channel) {
            let at = self.clock.now() + PATIENCE_MS;
            self.schedule(at, Due::StageRests(channel));
        }
    }

    /// Closes a stage that still has no speakers.
    pub(super) fn rest_stage(&mut self, channel: ChannelId) -> Vec<Event> {
        let Some(stage) = self.stages.get(&channel) else {
            return Vec::new();
        };
        if self.has_speakers(stage.guild_id, channel) {
            return Vec::new();
        }
        self.close_stage(channel)
    }
}

fn told(name: &'static str, stage: &StageInstance) -> Event {
    let audience = Audience::Channel(stage.guild_id, stage.channel_id);
    Event::new(name, audience, intent::GUILDS, json!(stage))
}
