//! The sandbox's clock, and the ids that are made of it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use crate::id::{DISCORD_EPOCH_MS, Id};

use super::ids::SEED_MS;

/// Runs with tokio's time, so that it stands still where that does, and can be put forward.
#[derive(Debug)]
pub(crate) struct Clock {
    /// What it showed when it was started, in milliseconds of Unix time.
    began_at: u64,
    started: Instant,
    /// The greatest id given out.
    last: u64,
}

impl Default for Clock {
    fn default() -> Self {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).ok();
        Self::starting_at(since_epoch.map_or(SEED_MS, in_ms))
    }
}

impl Clock {
    /// A clock that shows this moment now.
    pub(crate) fn starting_at(ms: u64) -> Self {
        Self {
            began_at: ms,
            started: Instant::now(),
            last: 0,
        }
    }

    /// Milliseconds of Unix time.
    pub(crate) fn now(&self) -> u64 {
        self.began_at.saturating_add(in_ms(self.started.elapsed()))
    }

    pub(crate) fn put_forward(&mut self, ms: u64) {
        self.began_at = self.began_at.saturating_add(ms);
    }

    /// The greatest id given out.
    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    /// Sees to it that further ids are above this one.
    pub(crate) fn continue_after(&mut self, id: u64) {
        self.last = self.last.max(id);
    }

    /// A snowflake of this moment, above all before.
    pub(crate) fn next_id<M>(&mut self) -> Id<M> {
        let clock = self.now().saturating_sub(DISCORD_EPOCH_MS) << 22;
        // More than 4096 ids in a millisecond run ahead of the clock.
        self.last = clock.max(self.last + 1);
        Id::new(self.last)
    }
}

fn in_ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{super::ids::MessageId, Clock};

    #[tokio::test(start_paused = true)]
    async fn it_stands_still_with_tokios_time_and_can_be_put_forward() {
        let mut clock = Clock::starting_at(1_000);
        assert_eq!(clock.now(), 1_000);
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(clock.now(), 3_000);
        clock.put_forward(500);
        assert_eq!(clock.now(), 3_500);
    }

    #[tokio::test(start_paused = true)]
    async fn ids_rise_and_carry_the_time() {
        let mut clock = Clock::default();
        let now = clock.now();
        let ids: Vec<MessageId> = (0..10_000).map(|_| clock.next_id()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(ids[0].timestamp_ms(), now);
        clock.continue_after(u64::MAX >> 1);
        assert!(clock.next_id::<()>().get() > u64::MAX >> 1);
    }
}
