//! Where the gateway is, how often a bot may connect to it, and what it says of the connection.

use std::time::Duration;

use serde::{Deserialize, Serialize};

mod payload;
mod voice;

pub use self::payload::{
    GatewayOpcode, GatewayPayload, Hello, InvalidSession, RateLimit, Reconnect,
    RequestGuildMembersRateLimit, RequestGuildMembersRateLimitMeta,
};
pub use self::voice::{VoiceGatewayOpcode, VoiceGatewayPayload};

/// The address of the gateway.
///
/// Discord docs: Gateway/Get Gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GatewayUrl {
    /// The address, without a query.
    pub url: String,
}

/// The address of the gateway, and what applies to this bot.
///
/// Discord docs: Gateway/Get Gateway Bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GatewayBot {
    /// The address, without a query.
    pub url: String,
    /// How many shards Discord recommends.
    #[serde(default = "one")]
    pub shards: u32,
    /// How many sessions the bot may start.
    #[serde(default)]
    pub session_start_limit: SessionStartLimit,
}

/// How many sessions a bot may start.
///
/// Discord docs: Gateway/Session Start Limit Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SessionStartLimit {
    /// How many in a day.
    pub total: u32,
    /// How many are left.
    pub remaining: u32,
    /// Milliseconds until the count starts anew.
    pub reset_after: u64,
    /// How many sessions may identify in 5 seconds.
    #[serde(default = "one")]
    pub max_concurrency: u32,
}

impl SessionStartLimit {
    /// How long it takes until the count starts anew.
    pub fn reset_after(&self) -> Duration {
        Duration::from_millis(self.reset_after)
    }
}

impl Default for SessionStartLimit {
    /// What Discord documents for a bot of ordinary size.
    fn default() -> Self {
        Self {
            total: 1_000,
            remaining: 1_000,
            reset_after: 86_400_000,
            max_concurrency: 1,
        }
    }
}

fn one() -> u32 {
    1
}
