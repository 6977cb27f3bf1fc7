//! The connection over which Discord sends events: one shard, kept alive for as long as the bot runs.
//!
//! `run_shard` is the entry: a `machine` that knows the protocol and does no I/O, driven by a `runner`
//! over a `socket`. Events go undecoded to an `EventSink`; the rest of the program holds a
//! [`GatewayClient`].

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use url::Url;

pub(crate) use self::sink::EventSink;
pub use self::{
    client::{GatewayClient, ShardStatus},
    error::{GatewayError, SendError},
    presence::{Activity, ActivityKind, PresenceUpdate, Status},
};
use self::{runner::Runner, socket::WebSocketConnector};
use crate::{model::Intents, net::PlainHosts, secret::Token};

mod client;
mod envelope;
mod error;
mod machine;
mod presence;
mod runner;
mod sink;
mod socket;

/// What a shard needs to know.
#[derive(Clone, Debug)]
pub(crate) struct ShardConfig {
    /// The bot's token.
    pub(crate) token: Token,
    /// The gateway's address, as `GET /gateway/bot` gives it: without a query.
    pub(crate) url: Url,
    /// The groups of events to receive.
    pub(crate) intents: Intents,
    /// The number of this shard and of all shards.
    pub(crate) shard: [u32; 2],
    /// What the bot shows of itself from the start.
    pub(crate) presence: Option<PresenceUpdate>,
    /// Where the token may go without TLS.
    pub(crate) plain_hosts: PlainHosts,
}

/// Runs a shard until `shutdown` is cancelled, then closes it in good order (bounded) and returns `Ok`.
///
/// Connections that fail are replaced: endlessly once there has been a session, a few times before that.
///
/// # Errors
///
/// If Discord refuses the bot for good, the address may not be given a token, there never was a session,
/// or `client` runs a shard already.
pub(crate) async fn run_shard(
    config: ShardConfig,
    client: &GatewayClient,
    sink: Arc<dyn EventSink>,
    shutdown: CancellationToken,
) -> Result<(), GatewayError> {
    let span = tracing::info_span!("shard", shard = config.shard[0]);
    let runner = Runner::new(config, client, sink, WebSocketConnector)?;
    runner.run(shutdown).instrument(span).await
}
