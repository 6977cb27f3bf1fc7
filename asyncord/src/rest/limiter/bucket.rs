//! One bucket: what is known of it, who is in flight, who waits.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    core::BucketKey,
    queue::Queue,
    window::{Answer, Verdict, Window},
};

#[derive(Debug)]
pub(super) struct Bucket {
    known: Known,
    in_flight: u32,
    /// A refusal holds everything back until then.
    blocked_until: Option<Instant>,
    pub(super) queue: Queue,
    /// The bucket in whose queue those wait who wait for this one, where an operation needs places in both.
    pub(super) leader: Option<BucketKey>,
    last_used: Instant,
}

#[derive(Debug)]
enum Known {
    /// Nothing: one request goes alone to learn.
    Nothing,
    /// Answers come without limits: all may go.
    Unlimited,
    Limited(Window),
}

impl Bucket {
    /// A new one, with the limit that its name has been seen with.
    pub(super) fn new(limit: Option<u32>, now: Instant) -> Self {
        let known = limit.map_or(Known::Nothing, |limit| {
            Known::Limited(Window::full(limit, now))
        });
        Self {
            known,
            in_flight: 0,
            blocked_until: None,
            queue: Queue::default(),
            leader: None,
            last_used: now,
        }
    }

    /// Whether one more may go; `limit` is that of its name.
    pub(super) fn check(&mut self, limit: Option<u32>, now: Instant) -> Verdict {
        self.last_used = now;
        if let Some(until) = self.blocked_until {
            if until > now {
                return Verdict::At(until);
            }
            self.blocked_until = None;
        }
        let in_flight = self.in_flight;
        match &mut self.known {
            Known::Nothing if in_flight > 0 => Verdict::Later,
            Known::Nothing | Known::Unlimited => Verdict::Go,
            Known::Limited(window) => {
                if let Some(limit) = limit {
                    window.lower(limit);
                }
                window.check(in_flight, now)
            }
        }
    }

    /// Lets one go that has been checked.
    pub(super) fn take(&mut self) {
        self.in_flight += 1;
        if let Known::Limited(window) = &mut self.known {
            window.take();
        }
    }

    /// A request that was let go is in flight no longer; `uncounted` ones are not counted by the server here.
    pub(super) fn land(&mut self, uncounted: bool) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if uncounted && let Known::Limited(window) = &mut self.known {
            window.give_back();
        }
    }

    pub(super) fn in_flight(&self) -> u32 {
        self.in_flight
    }

    /// An answer without limits came.
    pub(super) fn learn_nothing(&mut self) {
        match &mut self.known {
            Known::Nothing => self.known = Known::Unlimited,
            Known::Unlimited => {}
            Known::Limited(window) => window.learn_nothing(),
        }
    }

    /// An answer with limits came, after its request has landed.
    pub(super) fn learn(&mut self, answer: &Answer<'_>) {
        self.last_used = answer.now;
        let elsewhere = answer.others;
        let others = self.in_flight.saturating_add(elsewhere);
        let answer = Answer { others, ..*answer };
        match &mut self.known {
            Known::Limited(window) => {
                if !answer.held {
                    window.expect(elsewhere.saturating_add(1));
                }
                window.learn(&answer);
            }
            known => *known = Known::Limited(Window::told(&answer)),
        }
    }

    /// A refusal came. Where others have used up a `shared` limit, the bucket's own window goes on.
    pub(super) fn block(&mut self, until: Instant, shared: bool) {
        self.blocked_until = self.blocked_until.max(Some(until));
        if !shared && let Known::Limited(window) = &mut self.known {
            window.exhaust(until);
        }
    }

    /// Whether it may be forgotten: at once where a new one would be the same, where `limit` is that of its name,
    /// else when it has not been used for a time.
    pub(super) fn is_forgettable(&self, limit: Option<u32>, now: Instant, after: Duration) -> bool {
        let in_use = self.in_flight > 0
            || !self.queue.is_empty()
            || self.blocked_until.is_some_and(|until| until > now);
        let as_new = match &self.known {
            Known::Nothing => true,
            Known::Unlimited => false,
            Known::Limited(window) => Some(window.limit()) == limit && window.is_as_new(now),
        };
        let over = match &self.known {
            Known::Limited(window) => window.is_over(now),
            Known::Nothing | Known::Unlimited => true,
        };
        !in_use && (as_new || over && self.last_used + after <= now)
    }
}
