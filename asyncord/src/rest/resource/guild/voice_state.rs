//! Who is in which voice channel of a guild.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    model::{Field, Timestamp, VoiceState},
};

group! {
    /// The voice states of a guild; from [`Guilds::voice_states`](super::Guilds::voice_states).
    pub struct VoiceStates { guild_id: GuildMarker }
}

operation! {
    /// Gets how the bot is connected to voice.
    ///
    /// Discord docs: Voice/Get Current User Voice State.
    GetMyVoiceState = GET "/guilds/{guild_id}/voice-states/@me" -> VoiceState;
    fn VoiceStates::me();
}

operation! {
    /// Gets how a user is connected to voice.
    ///
    /// Discord docs: Voice/Get User Voice State.
    GetVoiceState = GET "/guilds/{guild_id}/voice-states/{user_id}" -> VoiceState;
    fn VoiceStates::get(user_id: Id<UserMarker> in path);
}

operation! {
    /// Asks to speak on a stage, or to speak no longer. The bot must have joined it.
    ///
    /// Needs `REQUEST_TO_SPEAK` to ask, `MUTE_MEMBERS` to speak at once.
    ///
    /// Discord docs: Voice/Modify Current User Voice State.
    UpdateMyVoiceState = PATCH "/guilds/{guild_id}/voice-states/@me" -> ();
    fn VoiceStates::update_me();
    body {
        /// Names the stage channel that the bot is in.
        channel_id: Id<ChannelMarker>,
        /// Whether the bot is in the audience.
        suppress: bool,
        /// Asks to speak from then on, now or later; null takes the wish back.
        request_to_speak_timestamp: Field<Timestamp>,
    }
}

operation! {
    /// Invites a user to speak on a stage, or takes that back. The user must have joined it.
    ///
    /// Needs `MUTE_MEMBERS`.
    ///
    /// Discord docs: Voice/Modify User Voice State.
    UpdateVoiceState = PATCH "/guilds/{guild_id}/voice-states/{user_id}" -> ();
    fn VoiceStates::update(user_id: Id<UserMarker> in path, channel_id: Id<ChannelMarker> in body);
    body {
        /// Whether the user is in the audience.
        suppress: bool,
    }
}
