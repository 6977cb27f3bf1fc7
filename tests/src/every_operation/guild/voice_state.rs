//! Calls about voice states.

use asyncord::rest::resource::guild::voice_state::*;

use crate::every_operation::values::{CHANNEL, GUILD, USER, time};

calls! {
    GetMyVoiceState {
        minimal: |client| client.guilds().voice_states(GUILD).me(),
    }
    GetVoiceState {
        minimal: |client| client.guilds().voice_states(GUILD).get(USER),
    }
    UpdateMyVoiceState {
        minimal: |client| client.guilds().voice_states(GUILD).update_me(),
        full: |client| client
            .guilds()
            .voice_states(GUILD)
            .update_me()
            .channel_id(CHANNEL)
            .suppress(false)
            .request_to_speak_timestamp(time()),
    }
    UpdateVoiceState {
        minimal: |client| client.guilds().voice_states(GUILD).update(USER, CHANNEL),
        full: |client| client.guilds().voice_states(GUILD).update(USER, CHANNEL).suppress(true),
    }
}
