//! The limit over all requests of a token.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

use super::{
    Ticket,
    queue::{Queue, Waiter},
    window::Verdict,
};

const SECOND: Duration = Duration::from_secs(1);
/// The most by which the ways of two requests to the server are taken to differ.
const MOST_SPREAD: Duration = Duration::from_millis(40);

/// At most so many requests in any period, in the order of their tickets. Of each bucket only the first one waits here.
///
/// A period is a second, and what the ways of two requests to the server differ by, lest the slow ones of one second
/// arrive among the quick ones of the next.
#[derive(Debug)]
pub(super) struct Global {
    per_period: usize,
    /// When the last ones went, in order.
    times: VecDeque<Instant>,
    /// A refusal holds everything back until then.
    floor: Option<Instant>,
    /// How long the quickest answer took lately.
    quickest: Option<Duration>,
    /// How much longer others took.
    spread: Duration,
    queue: Queue,
}

impl Global {
    pub(super) fn new(per_second: u32) -> Self {
        Self {
            per_period: at_least_one(per_second),
            times: VecDeque::new(),
            floor: None,
            quickest: None,
            spread: Duration::ZERO,
            queue: Queue::default(),
        }
    }

    /// Changes how many go in a second; those that went stay counted.
    pub(super) fn set_per_second(&mut self, per_second: u32) {
        self.per_period = at_least_one(per_second);
        self.queue.wake_head();
    }

    /// Lets a request go at once, where no one waits before it.
    pub(super) fn enter(&mut self, now: Instant) -> bool {
        self.queue.is_empty() && self.try_go(now) == Verdict::Go
    }

    /// Tells a request whether it may go; if not, it stands in the queue.
    pub(super) fn turn(
        &mut self,
        ticket: Ticket,
        now: Instant,
        waiter: impl FnOnce() -> Waiter,
    ) -> Verdict {
        if !self.queue.contains(ticket) {
            self.queue.enqueue(waiter());
        }
        if !self.queue.is_head(ticket) {
            return Verdict::Later;
        }
        let verdict = self.try_go(now);
        if verdict == Verdict::Go {
            self.queue.pop();
        }
        verdict
    }

    /// Takes a request out of the queue, if it stands there.
    pub(super) fn leave(&mut self, ticket: Ticket) {
        self.queue.leave(ticket);
    }

    /// A request that was let go `at` that time was never sent.
    pub(super) fn give_back(&mut self, at: Instant) {
        if let Some(index) = self.times.iter().rposition(|time| *time == at) {
            self.times.remove(index);
            self.queue.wake_head();
        }
    }

    /// An answer took that long.
    pub(super) fn answered(&mut self, took: Duration) {
        // Both forget slowly: networks change.
        let quickest = self.quickest.map_or(took, |it| took.min(it + it / 1_024));
        let spread = took.saturating_sub(quickest).min(MOST_SPREAD);
        self.quickest = Some(quickest);
        self.spread = spread.max(self.spread.saturating_sub(self.spread / 256));
    }

    fn period(&self) -> Duration {
        let spread = self.quickest.map_or(MOST_SPREAD, |_| self.spread);
        SECOND + spread
    }

    /// Holds everything back until `until`.
    pub(super) fn block(&mut self, until: Instant) {
        self.floor = self.floor.max(Some(until));
    }

    fn try_go(&mut self, now: Instant) -> Verdict {
        let longest = SECOND + MOST_SPREAD;
        while self
            .times
            .front()
            .is_some_and(|time| *time + longest <= now)
        {
            self.times.pop_front();
        }
        let period = self.period();
        let room_at = self
            .times
            .len()
            .checked_sub(self.per_period)
            .and_then(|index| self.times.get(index))
            .map(|time| *time + period);
        if let Some(at) = self.floor.max(room_at).filter(|at| *at > now) {
            return Verdict::At(at);
        }
        self.times.push_back(now);
        Verdict::Go
    }
}

fn at_least_one(per_second: u32) -> usize {
    usize::try_from(per_second).unwrap_or(usize::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Global, MOST_SPREAD, SECOND, Verdict};

    const PERIOD: Duration = Duration::from_millis(1_040);

    #[test]
    fn a_period_is_longer_where_some_answers_take_longer() {
        let start = Instant::now();
        let mut global = Global::new(1);
        assert!(global.enter(start));
        let period = |global: &mut Global| match global.try_go(start) {
            Verdict::At(at) => at - start,
            verdict => panic!("{verdict:?}"),
        };
        assert_eq!(period(&mut global), PERIOD, "nothing is known");
        for (took, spread) in [(100, 0), (110, 10), (90, 10), (900, 40)] {
            global.answered(Duration::from_millis(took));
            let found = period(&mut global).saturating_sub(SECOND);
            let expected = Duration::from_millis(spread);
            assert!(found.abs_diff(expected) < SECOND / 1_000, "{found:?}");
        }
        assert_eq!(period(&mut global), SECOND + MOST_SPREAD);
        for _ in 0..3_000 {
            global.answered(Duration::from_millis(90));
        }
        assert!(period(&mut global) < SECOND + SECOND / 1_000);
    }

    #[test]
    fn no_period_holds_more_than_allowed() {
        let start = Instant::now();
        let mut global = Global::new(2);
        let half = start + PERIOD / 2;
        assert!(global.enter(start));
        assert!(global.enter(half));
        assert_eq!(global.try_go(half), Verdict::At(start + PERIOD));
        assert!(global.enter(start + PERIOD));
        assert_eq!(
            global.try_go(start + PERIOD),
            Verdict::At(half + PERIOD),
            "any period, not only those that begin with the first"
        );
        // What was never sent makes room again.
        global.give_back(start + PERIOD);
        assert!(global.enter(start + PERIOD));
        global.set_per_second(1);
        assert_eq!(
            global.try_go(half + PERIOD),
            Verdict::At(start + 2 * PERIOD)
        );
    }

    #[test]
    fn a_refusal_holds_all_back_and_a_shorter_one_changes_nothing() {
        let start = Instant::now();
        let mut global = Global::new(1);
        let until = start + Duration::from_secs(10);
        global.block(until);
        global.block(start + Duration::from_secs(1));
        assert_eq!(global.try_go(start), Verdict::At(until));
        assert!(global.enter(until));
    }
}
