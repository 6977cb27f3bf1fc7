//! The limit over all requests of a token.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

use super::{
    Ticket,
    queue::{Queue, Waiter},
    window::Verdict,
};

/// The time in which so many may go: a second, and what the ways of two requests to the server may differ by, lest
/// the slow ones of one second arrive among the quick ones of the next.
const PERIOD: Duration = Duration::from_millis(1_040);

/// At most so many requests in any period, in the order of their tickets. Of each bucket only the first one waits here.
#[derive(Debug)]
pub(super) struct Global {
    per_period: usize,
    /// When the last ones went, in order.
    times: VecDeque<Instant>,
    /// A refusal holds everything back until then.
    floor: Option<Instant>,
    queue: Queue,
}

impl Global {
    pub(super) fn new(per_second: u32) -> Self {
        Self {
            per_period: at_least_one(per_second),
            times: VecDeque::new(),
            floor: None,
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

    /// Holds everything back until `until`.
    pub(super) fn block(&mut self, until: Instant) {
        self.floor = self.floor.max(Some(until));
    }

    fn try_go(&mut self, now: Instant) -> Verdict {
        while self.times.front().is_some_and(|time| *time + PERIOD <= now) {
            self.times.pop_front();
        }
        let room_at = self
            .times
            .len()
            .checked_sub(self.per_period)
            .and_then(|index| self.times.get(index))
            .map(|time| *time + PERIOD);
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

    use super::{Global, PERIOD, Verdict};

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
