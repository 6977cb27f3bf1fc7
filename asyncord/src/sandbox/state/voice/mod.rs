//! Who is in which voice channel. Discord docs: Voice.

mod info;
mod movement;
mod settings;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::{
    movement::VoiceJoin,
    settings::{VoiceEdit, VoiceSet},
};

use super::{
    Event, Refusal, Store,
    bits::intent,
    channel::Place,
    event::Audience,
    ids::{ChannelId, GuildId, UserId, iso},
};

/// The voice regions, by their ids and names.
pub(crate) const REGIONS: [(&str, &str); 14] = [
    ("brazil", "Brazil"),
    ("hongkong", "Hong Kong"),
    ("india", "India"),
    ("japan", "Japan"),
    ("rotterdam", "Rotterdam"),
    ("russia", "Russia"),
    ("singapore", "Singapore"),
    ("south-korea", "South Korea"),
    ("southafrica", "South Africa"),
    ("sydney", "Sydney"),
    ("us-central", "US Central"),
    ("us-east", "US East"),
    ("us-south", "US South"),
    ("us-west", "US West"),
];

/// The voice regions in their form on the wire.
pub(crate) fn regions_json() -> Value {
    let region = |(id, name): &(&str, &str)| {
        json!({
            "id": id,
            "name": name,
            "custom": false,
            "deprecated": false,
            "optimal": *id == "rotterdam",
        })
    };
    REGIONS.iter().map(region).collect()
}

/// Somebody in a voice channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as Discord has them")]
pub(crate) struct VoiceState {
    pub(crate) channel_id: ChannelId,
    pub(crate) session_id: String,
    pub(crate) self_mute: bool,
    pub(crate) self_deaf: bool,
    pub(crate) self_video: bool,
    pub(crate) self_stream: bool,
    /// Among the audience of a stage.
    pub(crate) suppress: bool,
    /// Since when it asks to speak on a stage.
    pub(crate) request_to_speak: Option<u64>,
}

impl Store {
    /// The voice state of a member that is in a voice channel.
    pub(crate) fn voice_state(&self, guild: GuildId, user: UserId) -> Result<&VoiceState, Refusal> {
        self.voice_states
            .get(&guild)
            .and_then(|states| states.get(&user))
            .ok_or(Refusal::UNKNOWN_VOICE_STATE)
    }

    fn voice_state_mut(&mut self, guild: GuildId, user: UserId) -> Option<&mut VoiceState> {
        self.voice_states.get_mut(&guild)?.get_mut(&user)
    }

    /// Who is in a voice channel.
    pub(crate) fn connected(&self, guild: GuildId, channel: ChannelId) -> Vec<UserId> {
        let states = self.voice_states.get(&guild).into_iter().flatten();
        states
            .filter(|(_, state)| state.channel_id == channel)
            .map(|(user, _)| *user)
            .collect()
    }

    /// The voice state of a member, in no channel if it is in none.
    pub(crate) fn voice_state_json(&self, guild: GuildId, user: UserId) -> Value {
        let member = self
            .guilds
            .get(&guild)
            .and_then(|guild| guild.members.get(&user));
        let mut json = json!({
            "guild_id": guild,
            "channel_id": null,
            "user_id": user,
            "session_id": "",
            "deaf": member.is_some_and(|member| member.deaf),
            "mute": member.is_some_and(|member| member.mute),
            "self_deaf": false,
            "self_mute": false,
            "self_stream": false,
            "self_video": false,
            "suppress": false,
            "request_to_speak_timestamp": null,
        });
        if let Some(member) = member {
            json["member"] = self.member_json(member);
        }
        if let Ok(state) = self.voice_state(guild, user) {
            json["channel_id"] = json!(state.channel_id);
            json["session_id"] = state.session_id.as_str().into();
            json["self_deaf"] = state.self_deaf.into();
            json["self_mute"] = state.self_mute.into();
            json["self_stream"] = state.self_stream.into();
            json["self_video"] = state.self_video.into();
            json["suppress"] = state.suppress.into();
            json["request_to_speak_timestamp"] = json!(state.request_to_speak.map(iso));
        }
        json
    }

    /// The voice states of a guild, as GUILD_CREATE brings them to a user: of channels that it sees, and
    /// without the guild's id.
    pub(super) fn voice_states_at_start(&self, guild: GuildId, viewer: UserId) -> Vec<Value> {
        let states = self.voice_states.get(&guild).into_iter().flatten();
        let is_seen = |state: &VoiceState| {
            let channel = self.channels.get(&state.channel_id);
            channel.is_some_and(|channel| self.sees(channel, viewer))
        };
        states
            .filter(|(user, state)| **user == viewer || is_seen(state))
            .map(|(user, _)| {
                let mut json = self.voice_state_json(guild, *user);
                if let Some(object) = json.as_object_mut() {
                    object.remove("guild_id");
                    object.remove("member");
                }
                json
            })
            .collect()
    }

    fn voice_state_update(&self, guild: GuildId, user: UserId) -> Event {
        Event::new(
            "VOICE_STATE_UPDATE",
            Audience::Guild(guild),
            intent::GUILD_VOICE_STATES,
            self.voice_state_json(guild, user),
        )
    }

    /// The settings of a voice or stage channel of a guild.
    fn voice_settings_mut(
        &mut self,
        channel: ChannelId,
    ) -> Option<&mut super::channel::VoiceSettings> {
        match &mut self.channels.get_mut(&channel)?.place {
            Place::Guild(_, own) => Some(&mut own.voice),
            Place::Thread(..) | Place::Direct(_) => None,
        }
    }
}
