//! Says how a sandbox is to run.

use std::net::IpAddr;

use super::{
    Sandbox, SandboxError,
    options::{Beginning, Options},
    rest::RateLimitMode,
    server::Server,
    snapshot::Snapshot,
};

/// How a sandbox is to run.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), asyncord::sandbox::SandboxError> {
/// use asyncord::sandbox::{RateLimitMode, Sandbox};
///
/// let sandbox = Sandbox::builder()
///     .rate_limits(RateLimitMode::Discord)
///     .seed(7)
///     .start_at(1_767_225_600_000) // 2026-01-01T00:00:00Z
///     .start()
///     .await?;
/// # sandbox.stop().await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    options: Options,
}

impl SandboxBuilder {
    /// Listens on this port; with 0, as without a word, the system picks one.
    pub fn port(mut self, port: u16) -> Self {
        self.options.port = port;
        self
    }

    /// Listens on this address of the machine in place of loopback. Whoever can reach it can do everything
    /// in the sandbox: there are no passwords.
    pub fn listen(mut self, address: IpAddr) -> Self {
        self.options.address = address;
        self
    }

    /// Takes requests that come to this host name, as `sandbox` in a network of containers. Requests to
    /// other names than given ones, loopback's and the address that is listened on are refused: they may
    /// come from pages elsewhere.
    pub fn host(mut self, name: impl Into<String>) -> Self {
        self.options.hosts.push(name.into());
        self
    }

    /// Begins with one person and one bot and without a guild, in place of a small world to play in.
    pub fn empty(mut self) -> Self {
        self.options.world = Beginning::Empty;
        self
    }

    /// Begins with the world of a snapshot.
    pub fn snapshot(mut self, snapshot: Snapshot) -> Self {
        self.options.world = Beginning::Snapshot(snapshot);
        self
    }

    /// What the clock shows at the start, in milliseconds of Unix time; it runs on from there. Without a
    /// word it is the time of day, or where the clock of the snapshot was.
    pub fn start_at(mut self, unix_ms: u64) -> Self {
        self.options.start_at = Some(unix_ms);
        self
    }

    /// Makes everything that is left to chance the same in every run: the ids of sessions, and when faults
    /// happen. Ids of everything else and tokens follow from the clock; see [`SandboxBuilder::start_at`].
    pub fn seed(mut self, seed: u64) -> Self {
        self.options.seed = Some(seed);
        self
    }

    /// Which rate limits there are; none that a bot would notice without a word.
    pub fn rate_limits(mut self, mode: RateLimitMode) -> Self {
        self.options.rate_limits = mode;
        self
    }

    /// Bans bots for some minutes after so many requests that were answered with 401, 403 or 429, as
    /// Cloudflare does after 10,000.
    pub fn invalid_request_limit(mut self, requests: u32) -> Self {
        self.options.invalid_limit = Some(requests);
        self
    }

    /// How many sessions a bot may begin in 5 seconds. Without a word a bot may begin as many as it likes,
    /// and is told 16: who works on a bot starts it over and over.
    pub fn max_concurrency(mut self, sessions: u64) -> Self {
        self.options.rules.max_concurrency = sessions.max(1);
        self.options.rules.enforced = true;
        self
    }

    /// How many sessions a bot may begin in a day; after that its sessions end and its token is reset.
    pub fn identifies_per_day(mut self, sessions: u32) -> Self {
        self.options.rules.identifies_per_day = sessions;
        self.options.rules.enforced = true;
        self
    }

    /// With more guilds than this on a shard, 2500 without a word, sharding is required.
    pub fn guilds_per_shard(mut self, guilds: usize) -> Self {
        self.options.rules.guilds_per_shard = guilds;
        self
    }

    /// How many shards bots are told to use; without a word it follows from their guilds.
    pub fn recommended_shards(mut self, shards: u64) -> Self {
        self.options.rules.shards = Some(shards);
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// If the port is in use or cannot be listened on.
    pub async fn start(self) -> Result<Sandbox, SandboxError> {
        let server = Server::start(self.options).await?;
        Ok(Sandbox { server })
    }
}
