//! What goes over the gateway.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    id::{Id, marker::GuildMarker},
    model::{
        Nonce, Number, RawJson, Text,
        wire::{object, tagged},
    },
};

/// A payload of the gateway.
///
/// Discord docs: Gateway Events/Payload Structure.
#[object]
pub struct GatewayPayload {
    /// What it is.
    pub op: GatewayOpcode,
    /// What it carries.
    pub d: Option<RawJson>,
    /// The number of an event in its session.
    pub s: Option<u64>,
    /// The name of an event.
    pub t: Option<Text>,
}

open_enum! {
    /// What a payload of the gateway is.
    ///
    /// Discord docs: Opcodes and Status Codes/Gateway Opcodes.
    pub enum GatewayOpcode {
        /// An event.
        Dispatch = 0 => "DISPATCH",
        /// A sign of life, or the wish for one.
        Heartbeat = 1 => "HEARTBEAT",
        /// The bot begins a session.
        Identify = 2 => "IDENTIFY",
        /// The bot sets what it shows of itself.
        PresenceUpdate = 3 => "PRESENCE_UPDATE",
        /// The bot joins, leaves or changes a voice channel.
        VoiceStateUpdate = 4 => "VOICE_STATE_UPDATE",
        /// The bot takes a session up again.
        Resume = 6 => "RESUME",
        /// The bot should connect anew and resume.
        Reconnect = 7 => "RECONNECT",
        /// The bot asks for members of a guild.
        RequestGuildMembers = 8 => "REQUEST_GUILD_MEMBERS",
        /// The session is none, or no longer.
        InvalidSession = 9 => "INVALID_SESSION",
        /// The connection stands.
        Hello = 10 => "HELLO",
        /// A sign of life was heard.
        HeartbeatAck = 11 => "HEARTBEAT_ACK",
        /// The bot asks for the sounds of guilds.
        RequestSoundboardSounds = 31 => "REQUEST_SOUNDBOARD_SOUNDS",
        /// The bot asks for what changes often of a guild's channels.
        RequestChannelInfo = 43 => "REQUEST_CHANNEL_INFO",
    }
}

/// The connection stands, and how often the bot is to give a sign of life.
///
/// Discord docs: Gateway Events/Hello.
#[object]
#[derive(Copy, Default, Eq)]
pub struct Hello {
    /// Milliseconds between two signs of life.
    pub heartbeat_interval: u32,
}

impl Hello {
    /// How long it takes between two signs of life.
    pub fn heartbeat_interval(&self) -> Duration {
        Duration::from_millis(self.heartbeat_interval.into())
    }
}

/// The session is none, or no longer; whether it can be resumed all the same.
///
/// Discord docs: Gateway Events/Invalid Session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InvalidSession(
    /// Whether it can be resumed.
    pub bool,
);

impl InvalidSession {
    /// Whether it can be resumed.
    pub const fn is_resumable(self) -> bool {
        self.0
    }
}

/// The bot should connect anew and resume; it carries nothing.
///
/// Discord docs: Gateway Events/Reconnect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reconnect;

/// A request over the gateway was not answered, because there were too many; by which request it was.
///
/// Discord docs: Gateway Events/Rate Limited.
#[tagged(key = "opcode")]
pub enum RateLimit {
    /// Members of a guild were asked for.
    #[tag(8)]
    RequestGuildMembers(RequestGuildMembersRateLimit),
}

impl RateLimit {
    /// Which request it was.
    pub fn opcode(&self) -> Option<GatewayOpcode> {
        match self {
            Self::RequestGuildMembers(_) => Some(GatewayOpcode::RequestGuildMembers),
            Self::Unknown(raw) => raw.decode::<Other>().ok()?.opcode,
        }
    }

    /// How long to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds = match self {
            Self::RequestGuildMembers(limit) => limit.retry_after.clone(),
            Self::Unknown(raw) => raw.decode::<Other>().ok()?.retry_after,
        };
        Duration::try_from_secs_f64(seconds?.get()).ok()
    }

    /// The guild of the request.
    pub fn guild_id(&self) -> Option<Id<GuildMarker>> {
        match self {
            Self::RequestGuildMembers(limit) => limit.meta.as_ref()?.guild_id,
            Self::Unknown(_) => None,
        }
    }
}

/// What is alike in all.
#[object]
struct Other {
    opcode: Option<GatewayOpcode>,
    retry_after: Option<Number>,
}

/// There were too many requests for members.
///
/// All members of a guild can be asked for once in 30 seconds.
///
/// Discord docs: Gateway Events/Rate Limited.
#[object]
#[derive(Default)]
pub struct RequestGuildMembersRateLimit {
    /// Seconds to wait before the next request.
    pub retry_after: Option<Number>,
    /// Which request it was.
    pub meta: Option<RequestGuildMembersRateLimitMeta>,
}

/// Which request for members it was.
///
/// Discord docs: Gateway Events/Rate Limit Metadata for Opcode Structure.
#[object]
#[derive(Default, Eq)]
pub struct RequestGuildMembersRateLimitMeta {
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// What the request had to be recognised by.
    pub nonce: Option<Nonce>,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{GatewayOpcode, GatewayPayload, Hello, InvalidSession, RateLimit, Reconnect};
    use crate::model::decode;

    fn round<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> T {
        let value: T = decode(json).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        value
    }

    #[test]
    fn the_payloads_of_the_connection_are_read() {
        let payload: GatewayPayload =
            round(r#"{"op":10,"d":{"heartbeat_interval":45000},"s":null,"t":null}"#);
        assert_eq!(payload.op, GatewayOpcode::Hello);
        let hello: Hello = payload.d.unwrap().decode().unwrap();
        assert_eq!(hello.heartbeat_interval(), Duration::from_secs(45));

        round::<Reconnect>("null");
        assert!(round::<InvalidSession>("true").is_resumable());
        assert!(!round::<InvalidSession>("false").is_resumable());
    }

    #[test]
    fn a_limit_on_members_tells_the_guild() {
        let limit: RateLimit =
            round(r#"{"opcode":8,"retry_after":23.5,"meta":{"guild_id":"1","nonce":"n"}}"#);
        assert_eq!(limit.opcode(), Some(GatewayOpcode::RequestGuildMembers));
        assert_eq!(limit.retry_after(), Some(Duration::from_millis(23_500)));
        assert_eq!(limit.guild_id().unwrap(), 1);
    }

    #[test]
    fn a_limit_on_something_new_is_kept_raw_and_tells_when_to_go_on() {
        let limit: RateLimit = round(r#"{"opcode":77,"retry_after":2,"meta":{"a":[1]}}"#);
        assert!(matches!(limit, RateLimit::Unknown(_)));
        assert_eq!(limit.opcode(), Some(GatewayOpcode::Unknown(77)));
        assert_eq!(limit.retry_after(), Some(Duration::from_secs(2)));
        assert_eq!(limit.guild_id(), None);
    }

    #[test]
    fn a_wait_that_is_no_time_is_none() {
        for json in [
            r#"{"opcode":8,"retry_after":-1}"#,
            r#"{"opcode":8,"retry_after":1e300}"#,
            r#"{"opcode":8}"#,
            r#"{"opcode":9}"#,
        ] {
            assert_eq!(
                decode::<RateLimit>(json).unwrap().retry_after(),
                None,
                "{json}"
            );
        }
    }
}
