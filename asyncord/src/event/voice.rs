//! Events of voice.

use crate::{
    event::UserPlace,
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    model::{
        AnimationType, Emoji, Intents, Number, SoundId, Text, Timestamp, VoiceState,
        wire::UnixSeconds,
    },
    secret::Secret,
};

event! {
    /// A user joined, left or changed a voice channel, or was muted, deafened and the like.
    ///
    /// Discord docs: Gateway Events/Voice State Update.
    pub struct VoiceStateUpdate(VoiceState) = "VOICE_STATE_UPDATE", Intents::GUILD_VOICE_STATES;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
        is_bot: event.member.is_bot(),
    };
}

event! {
    /// The voice server that the bot shall connect to, for the first time or anew.
    ///
    /// Discord docs: Gateway Events/Voice Server Update.
    pub struct VoiceServerUpdate = "VOICE_SERVER_UPDATE", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// What the bot shows the voice server that it is itself.
        #[wire(with = Text)]
        pub token: Secret,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The server's host and port; `None` where the old one is gone and a new one is still looked for.
        pub endpoint: Option<Text>,
    }
}

event! {
    /// Someone sent an emoji or a sound into the voice channel that the bot is in.
    ///
    /// Discord docs: Gateway Events/Voice Channel Effect Send.
    pub struct VoiceChannelEffectSend = "VOICE_CHANNEL_EFFECT_SEND", Intents::GUILD_VOICE_STATES;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
    };
    {
        /// The voice channel.
        pub channel_id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// Who sent it.
        pub user_id: Id<UserMarker>,
        /// The emoji, or the one beside the sound.
        pub emoji: Option<Box<Emoji>>,
        /// How the emoji is animated.
        pub animation_type: Option<AnimationType>,
        /// Which of the animations it is.
        pub animation_id: Option<u64>,
        /// The sound.
        pub sound_id: Option<SoundId>,
        /// How loud the sound is, from 0 to 1.
        pub sound_volume: Option<Number>,
    }
}

event! {
    /// People said what they do in a voice channel, or no longer say it.
    ///
    /// Discord docs: Gateway Events/Voice Channel Status Update.
    pub struct VoiceChannelStatusUpdate = "VOICE_CHANNEL_STATUS_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
    {
        /// The voice channel.
        pub id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// What they do, up to 500 characters.
        pub status: Option<Text>,
    }
}

event! {
    /// The first user came into a voice channel, or the last one left.
    ///
    /// Discord docs: Gateway Events/Voice Channel Start Time Update.
    pub struct VoiceChannelStartTimeUpdate = "VOICE_CHANNEL_START_TIME_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
    {
        /// The voice channel.
        pub id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// Since when someone is in it; `None` where nobody is.
        #[wire(with = UnixSeconds)]
        pub voice_start_time: Option<Timestamp>,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        VoiceChannelEffectSend, VoiceChannelStartTimeUpdate, VoiceServerUpdate, VoiceStateUpdate,
    };
    use crate::event::{Event, HasUser, RawEvent};

    fn event<E: Event + serde::Serialize>(name: &str, json: &str) -> E {
        let event = E::decode(&RawEvent::from_json(name, json)).unwrap();
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), before);
        event
    }

    #[test]
    fn the_token_of_a_voice_server_is_not_shown() {
        let json = r#"{"token":"hunter2","guild_id":"41771983423143937","endpoint":"sweetwater-12345.discord.media:2048"}"#;
        let event: VoiceServerUpdate = event("VOICE_SERVER_UPDATE", json);
        assert_eq!(event.token.expose(), "hunter2");
        assert!(!format!("{event:?} {event:#?}").contains("hunter2"));
        let raw = RawEvent::from_json("VOICE_SERVER_UPDATE", r#"{"guild_id":"1"}"#);
        let error = VoiceServerUpdate::decode(&raw).unwrap_err();
        assert_eq!(error.path(), "token");
    }

    #[test]
    fn a_voice_server_may_be_looked_for_still() {
        let event: VoiceServerUpdate = event(
            "VOICE_SERVER_UPDATE",
            r#"{"token":"a","guild_id":"1","endpoint":null}"#,
        );
        assert_eq!(event.endpoint, None);
    }

    #[test]
    fn a_voice_state_tells_whether_a_bot_came() {
        let came: VoiceStateUpdate = event(
            "VOICE_STATE_UPDATE",
            r#"{"guild_id":"1","channel_id":"2","user_id":"4","session_id":"s","member":{"user":{"id":"4","username":"ada","bot":true}}}"#,
        );
        assert_eq!(came.is_bot(), Some(true));
        assert_eq!(came.scope().channel_id, Some(2.into()));
        let left: VoiceStateUpdate = event(
            "VOICE_STATE_UPDATE",
            r#"{"guild_id":"1","channel_id":null,"user_id":"4","session_id":"s"}"#,
        );
        assert_eq!((left.is_bot(), left.scope().channel_id), (None, None));
        assert_eq!(HasUser::user_id(&left), Some(4.into()));
    }

    #[test]
    fn an_effect_has_a_sound_of_either_form() {
        for (sound_id, volume) in [("3", "1"), (r#""1106714396018884649""#, "0.5")] {
            let effect: VoiceChannelEffectSend = event(
                "VOICE_CHANNEL_EFFECT_SEND",
                &format!(
                    r#"{{"channel_id":"2","guild_id":"1","user_id":"4","emoji":null,"animation_type":null,"sound_id":{sound_id},"sound_volume":{volume}}}"#
                ),
            );
            assert!(effect.sound_id.is_some() && effect.emoji.is_none());
        }
        let effect: VoiceChannelEffectSend = event(
            "VOICE_CHANNEL_EFFECT_SEND",
            r#"{"channel_id":"2","guild_id":"1","user_id":"4","emoji":{"id":null,"name":"🦆"},"animation_type":1,"animation_id":0}"#,
        );
        assert_eq!(effect.animation_id, Some(0));
    }

    #[test]
    fn a_channel_that_everyone_left_has_no_start() {
        let event: VoiceChannelStartTimeUpdate = event(
            "VOICE_CHANNEL_START_TIME_UPDATE",
            r#"{"id":"2","guild_id":"1","voice_start_time":null}"#,
        );
        assert_eq!(event.voice_start_time, None);
    }
}
