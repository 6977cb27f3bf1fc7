//! The connections over which Discord sends events: shards, kept alive for as long as the bot runs.
//!
//! `run_shards` is the entry: a `manager` starts and watches the shards of a bot. Each is a `machine` that knows the
//! protocol and does no I/O, driven by a `runner` over a `socket`. Events go undecoded to an `EventSink`; the rest of
//! the program holds a [`GatewayClient`].

use std::sync::{Arc, atomic::AtomicBool};

use url::Url;

pub use self::{
    client::{GatewayClient, Shard, ShardInfo, ShardStatus},
    error::{GatewayError, RequestError, ReshardError, SendError},
    identify::{
        AcquireFuture, IdentifyBudget, IdentifyCount, IdentifyOutcome, IdentifyPermit,
        IdentifyQueue, IdentifyRefused, InMemoryIdentifyQueue,
    },
    options::{GatewayOptions, Sharding},
    presence::{Activity, ActivityKind, PresenceUpdate, Status},
    request::{
        GuildMembers, RequestChannelInfo, RequestGuildMembers, RequestSoundboardSounds,
        UpdateVoiceState,
    },
    shard_id::ShardId,
    socket::Compression,
    store::{
        FileStore, GatewayState, GatewayStore, LoadFuture, MemoryStore, SaveFuture, StoredSession,
    },
};
pub(crate) use self::{
    manager::{Setup, Stopper, run_shards},
    sink::EventSink,
};
pub use crate::event::DisconnectCause;
use crate::{model::Intents, net::PlainHosts, secret::Token};

mod client;
mod envelope;
mod error;
mod identify;
mod machine;
mod manager;
mod metrics;
mod options;
mod overlap;
mod presence;
mod request;
mod runner;
mod shard_id;
mod sink;
mod socket;
mod store;
#[cfg(test)]
mod testing;

/// What a shard needs to know.
#[derive(Clone, Debug)]
struct ShardConfig {
    /// The bot's token.
    token: Token,
    /// The gateway's address, as `GET /gateway/bot` gives it: without a query of ours.
    url: Url,
    /// The groups of events to receive.
    intents: Intents,
    /// The number of this shard and of all shards.
    shard: ShardId,
    /// Where the token may go without TLS.
    plain_hosts: PlainHosts,
    /// How payloads are compressed on their way.
    compression: Compression,
    /// From how many members on guilds come without those that are offline.
    large_threshold: Option<u8>,
    /// Whether any shard of the bot ever had a session.
    ever_ready: Arc<AtomicBool>,
}
