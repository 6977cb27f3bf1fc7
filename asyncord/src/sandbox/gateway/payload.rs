//! What clients send, and the numbers of the protocol.

use serde::Deserialize;
use serde_json::Value;

use crate::sandbox::state::{
    ids::{ChannelId, GuildId},
    presence::Presence,
};

use super::link::Close;

/// Opcodes. Discord docs: Opcodes and Status Codes/Gateway Opcodes.
pub(super) mod op {
    pub(in super::super) const HEARTBEAT: u64 = 1;
    pub(in super::super) const IDENTIFY: u64 = 2;
    pub(in super::super) const PRESENCE_UPDATE: u64 = 3;
    pub(in super::super) const VOICE_STATE_UPDATE: u64 = 4;
    pub(in super::super) const RESUME: u64 = 6;
    pub(in super::super) const RECONNECT: u64 = 7;
    pub(in super::super) const REQUEST_GUILD_MEMBERS: u64 = 8;
    pub(in super::super) const INVALID_SESSION: u64 = 9;
    pub(in super::super) const HELLO: u64 = 10;
    pub(in super::super) const HEARTBEAT_ACK: u64 = 11;
    pub(in super::super) const REQUEST_SOUNDBOARD_SOUNDS: u64 = 31;
    pub(in super::super) const REQUEST_CHANNEL_INFO: u64 = 43;
}

/// Close codes. Discord docs: Opcodes and Status Codes/Gateway Close Event Codes.
pub(super) mod close {
    pub(in super::super) const GOING_AWAY: u16 = 1001;
    pub(in super::super) const UNKNOWN_ERROR: u16 = 4000;
    pub(in super::super) const UNKNOWN_OPCODE: u16 = 4001;
    pub(in super::super) const DECODE_ERROR: u16 = 4002;
    pub(in super::super) const NOT_AUTHENTICATED: u16 = 4003;
    pub(in super::super) const AUTHENTICATION_FAILED: u16 = 4004;
    pub(in super::super) const ALREADY_AUTHENTICATED: u16 = 4005;
    pub(in super::super) const INVALID_SEQUENCE: u16 = 4007;
    pub(in super::super) const RATE_LIMITED: u16 = 4008;
    pub(in super::super) const SESSION_TIMED_OUT: u16 = 4009;
    pub(in super::super) const INVALID_SHARD: u16 = 4010;
    pub(in super::super) const SHARDING_REQUIRED: u16 = 4011;
    pub(in super::super) const INVALID_VERSION: u16 = 4012;
    pub(in super::super) const INVALID_INTENTS: u16 = 4013;
    pub(in super::super) const DISALLOWED_INTENTS: u16 = 4014;
}

/// Any payload.
#[derive(Debug, Deserialize)]
pub(super) struct Incoming {
    pub(super) op: u64,
    #[serde(default)]
    pub(super) d: Value,
}

/// Opcode 2.
#[derive(Debug, Deserialize)]
pub(super) struct Identify {
    pub(super) token: String,
    #[serde(default)]
    pub(super) intents: Value,
    #[serde(default)]
    pub(super) shard: Option<(u64, u64)>,
    #[serde(default)]
    pub(super) presence: Option<Presence>,
    /// Whether payloads may come compressed, each for itself.
    #[serde(default)]
    pub(super) compress: Option<bool>,
    #[serde(default)]
    pub(super) large_threshold: Option<usize>,
    /// Must be there; what it says is not looked at.
    #[serde(rename = "properties")]
    _properties: serde_json::Map<String, Value>,
}

/// Opcode 4.
#[derive(Debug, Deserialize)]
pub(super) struct UpdateVoiceState {
    pub(super) guild_id: GuildId,
    pub(super) channel_id: Option<ChannelId>,
    #[serde(default)]
    pub(super) self_mute: bool,
    #[serde(default)]
    pub(super) self_deaf: bool,
}

/// Opcode 6.
#[derive(Debug, Deserialize)]
pub(super) struct Resume {
    pub(super) token: String,
    pub(super) session_id: String,
    pub(super) seq: u64,
}

/// Opcode 8.
#[derive(Debug, Deserialize)]
pub(super) struct RequestGuildMembers {
    pub(super) guild_id: GuildId,
    #[serde(default)]
    pub(super) query: Option<String>,
    #[serde(default)]
    pub(super) limit: usize,
    #[serde(default)]
    pub(super) presences: bool,
    /// One id or a list of them.
    #[serde(default)]
    pub(super) user_ids: Value,
    #[serde(default)]
    pub(super) nonce: Option<String>,
}

/// Opcode 31.
#[derive(Debug, Deserialize)]
pub(super) struct RequestSoundboardSounds {
    pub(super) guild_ids: Vec<GuildId>,
}

/// Opcode 43.
#[derive(Debug, Deserialize)]
pub(super) struct RequestChannelInfo {
    pub(super) guild_id: GuildId,
    /// Which of `status` and `voice_start_time` are asked for.
    #[serde(default)]
    pub(super) fields: Vec<String>,
}

/// Reads the data of a payload.
pub(super) fn data<T: for<'de> Deserialize<'de>>(data: Value) -> Result<T, Close> {
    serde_json::from_value(data).map_err(|error| decode_error(&error))
}

pub(super) fn decode_error(error: &serde_json::Error) -> Close {
    Close::new(
        close::DECODE_ERROR,
        format!("Error while decoding payload: {error}"),
    )
}
