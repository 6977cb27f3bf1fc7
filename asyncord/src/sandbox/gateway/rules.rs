//! How many sessions a bot may begin, and on how many shards.

use std::{collections::HashMap, time::Duration};

use tokio::time::Instant;

use crate::sandbox::state::ids::ApplicationId;

/// In one of these a bot may begin one session per rate-limit key.
const WINDOW: Duration = Duration::from_secs(5);
const DAY: Duration = Duration::from_hours(24);

/// The numbers that Discord sets for each bot. Discord docs: Gateway/Session Start Limit Object.
///
/// Discord lets most bots begin one session in 5 seconds. Here a bot may begin as many as it likes unless
/// somebody asks for the limits: who works on a bot starts it over and over, and would wait each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    /// Whether bots that begin too many sessions are turned away.
    pub(crate) enforced: bool,
    pub(crate) max_concurrency: u64,
    pub(crate) identifies_per_day: u32,
    /// With more guilds on a shard, sharding is required.
    pub(crate) guilds_per_shard: usize,
    /// How many shards are recommended; without a number that follows from the guilds.
    pub(crate) shards: Option<u64>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            enforced: false,
            max_concurrency: 16,
            identifies_per_day: 1000,
            guilds_per_shard: 2500,
            shards: None,
        }
    }
}

impl Rules {
    /// How many shards a bot in so many guilds is told to use.
    pub(crate) fn recommended_shards(&self, guilds: usize) -> u64 {
        self.shards.unwrap_or_else(|| {
            let shards = guilds.div_ceil(self.guilds_per_shard.max(1)).max(1);
            u64::try_from(shards).unwrap_or(1)
        })
    }
}

/// How many sessions were begun and can be begun yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StartLimit {
    pub(crate) total: u32,
    pub(crate) remaining: u32,
    pub(crate) reset_after_ms: u64,
    pub(crate) max_concurrency: u64,
}

/// Why a session cannot begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooMany {
    /// Another one of the same rate-limit key began a moment ago.
    AtOnce,
    /// The day's are used up.
    Today,
}

/// The sessions that were begun lately.
#[derive(Debug, Default)]
pub(super) struct Starts {
    today: HashMap<ApplicationId, (Instant, u32)>,
    /// When the last one of each key was begun.
    keys: HashMap<(ApplicationId, u64), Instant>,
}

impl Starts {
    /// Counts the beginning of a session.
    pub(super) fn take(
        &mut self,
        rules: &Rules,
        application: ApplicationId,
        shard: u64,
    ) -> Result<(), TooMany> {
        let now = Instant::now();
        if rules.enforced {
            let key = (application, shard % rules.max_concurrency.max(1));
            let last = self.keys.get(&key);
            if last.is_some_and(|last| last.elapsed() < WINDOW) {
                return Err(TooMany::AtOnce);
            }
            self.keys.insert(key, now);
        }
        let (since, count) = self.today.entry(application).or_insert((now, 0));
        if since.elapsed() > DAY {
            (*since, *count) = (now, 0);
        }
        if rules.enforced && *count >= rules.identifies_per_day {
            return Err(TooMany::Today);
        }
        *count = count.saturating_add(1);
        Ok(())
    }

    /// How a bot stands.
    pub(super) fn limit(&self, rules: &Rules, application: ApplicationId) -> StartLimit {
        let (elapsed, count) = self
            .today
            .get(&application)
            .map(|(since, count)| (since.elapsed(), *count))
            .filter(|(elapsed, _)| *elapsed <= DAY)
            .unwrap_or_default();
        let left = if count == 0 {
            Duration::ZERO
        } else {
            DAY.saturating_sub(elapsed)
        };
        StartLimit {
            total: rules.identifies_per_day,
            remaining: rules.identifies_per_day.saturating_sub(count),
            reset_after_ms: u64::try_from(left.as_millis()).unwrap_or(0),
            max_concurrency: rules.max_concurrency,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Rules, Starts, TooMany};

    #[tokio::test(start_paused = true)]
    async fn one_session_of_a_key_begins_in_five_seconds() {
        let rules = Rules {
            enforced: true,
            max_concurrency: 2,
            identifies_per_day: 4,
            ..Rules::default()
        };
        let mut starts = Starts::default();
        let bot = 1.into();
        assert_eq!(starts.take(&rules, bot, 0), Ok(()));
        assert_eq!(starts.take(&rules, bot, 2), Err(TooMany::AtOnce));
        assert_eq!(starts.take(&rules, bot, 1), Ok(()));
        assert_eq!(starts.take(&rules, 2.into(), 0), Ok(()), "another bot");
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(starts.take(&rules, bot, 2), Ok(()));
        assert_eq!(starts.limit(&rules, bot).remaining, 1);

        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(starts.take(&rules, bot, 2), Ok(()));
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(starts.take(&rules, bot, 2), Err(TooMany::Today));
        assert_eq!(starts.limit(&rules, bot).remaining, 0);
        tokio::time::advance(Duration::from_hours(24)).await;
        assert_eq!(starts.take(&rules, bot, 2), Ok(()));
    }

    #[test]
    fn shards_follow_from_guilds_unless_somebody_says_so() {
        let mut rules = Rules::default();
        for (guilds, shards) in [(0, 1), (2500, 1), (2501, 2)] {
            assert_eq!(rules.recommended_shards(guilds), shards);
        }
        rules.shards = Some(7);
        assert_eq!(rules.recommended_shards(1), 7);
    }
}
