//! How a sandbox is to run.

use std::net::{IpAddr, Ipv4Addr};

use super::{
    gateway::Rules,
    rest::RateLimitMode,
    snapshot::{Snapshot, SnapshotError},
    state::Store,
};

/// What a builder gathers.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) address: IpAddr,
    pub(super) port: u16,
    /// Names beside loopback's under which it may be asked.
    pub(super) hosts: Vec<String>,
    pub(super) world: Beginning,
    /// What the clock shows at the start, in milliseconds of Unix time.
    pub(super) start_at: Option<u64>,
    pub(super) seed: Option<u64>,
    pub(super) rate_limits: RateLimitMode,
    pub(super) invalid_limit: Option<u32>,
    pub(super) rules: Rules,
}

/// The world that there is at the start.
#[derive(Clone, Debug, Default)]
pub(super) enum Beginning {
    /// One guild with a few channels, people and one bot.
    #[default]
    Seeded,
    /// One person and one bot, and no guild.
    Empty,
    Snapshot(Snapshot),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            hosts: Vec::new(),
            world: Beginning::default(),
            start_at: None,
            seed: None,
            rate_limits: RateLimitMode::default(),
            invalid_limit: None,
            rules: Rules::default(),
        }
    }
}

impl Options {
    /// The gateway's rules, which are Discord's where the rate limits are.
    pub(super) fn rules(&self) -> Rules {
        let mut rules = self.rules.clone();
        if self.rate_limits == RateLimitMode::Discord && !rules.enforced {
            rules.enforced = true;
            rules.max_concurrency = 1;
        }
        rules
    }

    /// Makes the world anew as it was at the start.
    pub(super) fn make_world(&self, base_url: &str) -> Result<Store, SnapshotError> {
        let mut store = match &self.world {
            Beginning::Snapshot(snapshot) => return snapshot.store(base_url, self.start_at),
            Beginning::Seeded => Store::seeded(base_url),
            Beginning::Empty => Store::without_guilds(base_url),
        };
        if let Some(ms) = self.start_at {
            store.clock = super::state::Clock::starting_at(ms);
        }
        Ok(store)
    }
}
