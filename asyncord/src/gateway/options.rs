//! How a bot connects to the gateway, as its author sets it.

use std::{fmt, ops::Range, sync::Arc};

use super::{
    Compression, GatewayError, GatewayStore, IdentifyQueue, PresenceUpdate, ShardInfo,
    client::Shown,
};

/// How a bot connects to the gateway; each setting has a default that suits most bots.
///
/// ```no_run
/// use asyncord::{
///     gateway::{Activity, GatewayOptions, Sharding},
///     prelude::*,
/// };
///
/// # async fn example() -> Result {
/// let options = GatewayOptions::new()
///     .sharding(Sharding::fixed(4))
///     .presence(Activity::listening("the rain"));
/// asyncord::run(Token::from_env()?).gateway(options).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct GatewayOptions {
    pub(crate) sharding: Sharding,
    pub(crate) compression: Compression,
    pub(crate) large_threshold: Option<u8>,
    pub(crate) presence: Option<Shown>,
    pub(crate) queue: Option<Arc<dyn IdentifyQueue>>,
    pub(crate) identify_reserve: Option<u32>,
    pub(crate) store: StoreChoice,
    pub(crate) url: Option<String>,
}

/// Where sessions are kept over a restart.
#[derive(Clone, Default)]
pub(crate) enum StoreChoice {
    /// In a file of the user's state folder, if the gateway is Discord's own.
    #[default]
    Default,
    /// Nowhere.
    None,
    /// Where the author says.
    Given(Arc<dyn GatewayStore>),
}

impl GatewayOptions {
    /// Options with all defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how many shards there are, and which of them are this process's.
    pub fn sharding(mut self, sharding: Sharding) -> Self {
        self.sharding = sharding;
        self
    }

    /// Sets how payloads are compressed on their way; `zstd-stream` unless set.
    ///
    /// Discord docs: Gateway/Encoding and Compression.
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// Sets from how many members on Discord leaves those out of a guild that are offline: 50 to 250, 50 unless set.
    ///
    /// Numbers outside are taken for the nearest one. Discord docs: Gateway Events/Identify.
    pub fn large_threshold(mut self, members: u8) -> Self {
        self.large_threshold = Some(members.clamp(50, 250));
        self
    }

    /// Sets what the bot shows of itself from the start.
    ///
    /// One of more than 3,584 bytes is an error at the start. A presence that was set by
    /// [`GatewayClient::update_presence`](super::GatewayClient::update_presence) before goes before this one.
    ///
    /// Discord docs: Gateway Events/Update Presence.
    pub fn presence(mut self, presence: impl Into<PresenceUpdate>) -> Self {
        self.presence = Some(Shown::Same(presence.into()));
        self
    }

    /// Sets what each shard shows of itself from the start; it is asked again whenever a session begins. One of more
    /// than 3,584 bytes is not shown, and logged as an error.
    ///
    /// ```
    /// use asyncord::gateway::{Activity, GatewayOptions, ShardInfo};
    ///
    /// let options = GatewayOptions::new().presence_with(|shard: &ShardInfo| {
    ///     Activity::watching(format!("{} guilds on shard {}", shard.guilds, shard.id.number()))
    /// });
    /// # let _ = options;
    /// ```
    pub fn presence_with<P: Into<PresenceUpdate>>(
        mut self,
        template: impl Fn(&ShardInfo) -> P + Send + Sync + 'static,
    ) -> Self {
        self.presence = Some(Shown::template(template));
        self
    }

    /// Sets who decides when shards may identify; unless set, this process does.
    ///
    /// Several processes of one bot must share a queue. One that is set here counts for itself: its count is neither kept
    /// in the [`store`](Self::store) nor restored from it.
    ///
    /// Discord docs: Gateway/Rate Limiting.
    pub fn identify_queue(mut self, queue: impl IdentifyQueue) -> Self {
        self.queue = Some(Arc::new(queue));
        self
    }

    /// Sets how many of the day's identifies are left alone, for what a person has to start in a hurry; a tenth of
    /// them unless set, at most 100.
    ///
    /// It has no effect on a queue that is set by [`identify_queue`](Self::identify_queue).
    pub fn identify_reserve(mut self, identifies: u32) -> Self {
        self.identify_reserve = Some(identifies);
        self
    }

    /// Sets where sessions and the count of identifies are kept over a restart.
    ///
    /// Unless set, it is a file in the user's state folder, see
    /// [`FileStore::default_path`](super::FileStore::default_path); and nowhere, if the gateway is on this machine, the
    /// server does not tell the application's id, or the environment names no folder.
    pub fn store(mut self, store: impl GatewayStore) -> Self {
        self.store = StoreChoice::Given(Arc::new(store));
        self
    }

    /// Keeps nothing over a restart: each start identifies.
    pub fn without_store(mut self) -> Self {
        self.store = StoreChoice::None;
        self
    }

    /// Connects to this address instead of the one that `GET /gateway/bot` names, as to a proxy of the gateway.
    ///
    /// A query is kept; version, encoding and compression are set by asyncord. One that is no WebSocket address (`ws:` or
    /// `wss:`) is an error at the start. Sessions are resumed at the address that READY names, as with Discord itself: a
    /// proxy names its own there.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Checks what can be checked before anything connects.
    pub(crate) fn check(&self) -> Result<(), GatewayError> {
        if let Some(Shown::Same(presence)) = &self.presence {
            presence.encode().map_err(GatewayError::Presence)?;
        }
        self.sharding.check()
    }
}

impl fmt::Debug for GatewayOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayOptions")
            .field("sharding", &self.sharding)
            .field("compression", &self.compression)
            .field("large_threshold", &self.large_threshold)
            .finish_non_exhaustive()
    }
}

/// How many shards a bot has, and which of them are this process's.
///
/// Discord docs: Gateway/Sharding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharding(pub(crate) Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Automatic { reshard: bool },
    Fixed(u32),
    Range { shards: Range<u32>, total: u32 },
}

impl Default for Sharding {
    fn default() -> Self {
        Self::automatic()
    }
}

impl Sharding {
    /// As many shards as Discord recommends, all in this process; more of them when guilds become too many.
    ///
    /// When a shard serves 80 % of the 2,500 guilds that it may serve, a new set is started beside the old one. Guilds are
    /// counted with the intent `GUILDS` only. Where the sessions of the last run are resumed, their number of shards stays.
    pub fn automatic() -> Self {
        Self(Kind::Automatic { reshard: true })
    }

    /// As many shards as Discord recommends at the start, however many guilds there may be later.
    pub fn automatic_at_start() -> Self {
        Self(Kind::Automatic { reshard: false })
    }

    /// So many shards, all in this process; 0 counts as 1.
    ///
    /// Bots of more than 150,000 guilds need a multiple of the number that Discord recommends.
    pub fn fixed(total: u32) -> Self {
        Self(Kind::Fixed(total.max(1)))
    }

    /// Those shards of so many: the others are other processes'.
    ///
    /// The processes need an [`IdentifyQueue`] that they share, or must be started one after the other. A range that is
    /// empty or goes beyond the total is an error at the start.
    ///
    /// ```
    /// use asyncord::gateway::Sharding;
    ///
    /// let second_of_four_processes = Sharding::range(16..32, 64);
    /// # let _ = second_of_four_processes;
    /// ```
    pub fn range(shards: Range<u32>, total: u32) -> Self {
        Self(Kind::Range { shards, total })
    }

    /// Whether there are such shards.
    pub(crate) fn check(&self) -> Result<(), GatewayError> {
        match &self.0 {
            Kind::Range { shards, total } if shards.is_empty() || shards.end > *total => {
                Err(GatewayError::InvalidRange {
                    first: shards.start,
                    end: shards.end,
                    total: *total,
                })
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GatewayOptions, Sharding};
    use crate::gateway::Activity;

    #[test]
    fn a_presence_that_is_too_large_is_found_before_the_start() {
        assert!(GatewayOptions::new().check().is_ok());
        let options = GatewayOptions::new().presence(Activity::playing("x".repeat(5_000)));
        assert!(options.check().is_err());
    }

    #[test]
    fn a_range_that_is_none_is_found_before_the_start() {
        for (shards, total, fits) in [
            (0..4, 4, true),
            (3..4, 4, true),
            (0..0, 4, false),
            (2..5, 4, false),
        ] {
            let options = GatewayOptions::new().sharding(Sharding::range(shards, total));
            assert_eq!(options.check().is_ok(), fits);
        }
    }

    #[test]
    fn the_threshold_stays_within_what_discord_takes() {
        for (given, taken) in [(0, 50), (100, 100), (255, 250)] {
            let options = GatewayOptions::new().large_threshold(given);
            assert_eq!(options.large_threshold, Some(taken));
        }
    }
}
