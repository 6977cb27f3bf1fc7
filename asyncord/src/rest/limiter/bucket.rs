//! One bucket: what is known of it, who is in flight, who waits.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use tokio::{sync::Notify, time::Instant};

use super::{Limits, Route, Ticket};

/// How far the ends of one window may lie apart by the server's account, in milliseconds.
const SAME_WINDOW: u64 = 50;

#[derive(Debug)]
pub(super) struct Bucket {
    known: Known,
    in_flight: u32,
    /// A refusal holds everything back until then.
    blocked_until: Option<Instant>,
    pub(super) queue: VecDeque<Waiter>,
    last_used: Instant,
}

#[derive(Debug)]
pub(super) struct Waiter {
    pub(super) ticket: Ticket,
    pub(super) route: Route,
    pub(super) notify: Arc<Notify>,
}

#[derive(Debug)]
enum Known {
    /// Nothing: one request goes alone to learn.
    Nothing,
    /// Answers come without limits: all may go.
    Unlimited,
    Limited(Window),
}

#[derive(Debug)]
struct Window {
    limit: u32,
    /// How many more may go, those in flight subtracted.
    remaining: u32,
    /// When the window ends; `None` where it has ended and no answer of the next one has come.
    ends: Option<Instant>,
    /// Which one it is, by the server's clock.
    id: u64,
}

/// Whether the head of a queue may go.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    Go,
    At(Instant),
    /// When something in flight has been answered.
    Later,
}

impl Bucket {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            known: Known::Nothing,
            in_flight: 0,
            blocked_until: None,
            queue: VecDeque::new(),
            last_used: now,
        }
    }

    /// Queues by number, so that a repeated request stands before those that came after it.
    pub(super) fn enqueue(&mut self, waiter: Waiter) {
        let index = self
            .queue
            .partition_point(|other| other.ticket < waiter.ticket);
        self.queue.insert(index, waiter);
    }

    pub(super) fn wake_head(&self) {
        if let Some(head) = self.queue.front() {
            head.notify.notify_one();
        }
    }

    /// Decides about the head, and counts it if it may go.
    pub(super) fn try_go(&mut self, now: Instant) -> Verdict {
        self.last_used = now;
        if let Some(until) = self.blocked_until {
            if until > now {
                return Verdict::At(until);
            }
            self.blocked_until = None;
        }
        let in_flight = self.in_flight;
        let verdict = match &mut self.known {
            Known::Nothing if in_flight > 0 => Verdict::Later,
            Known::Nothing | Known::Unlimited => Verdict::Go,
            Known::Limited(window) => window.try_go(in_flight, now),
        };
        if verdict == Verdict::Go {
            self.in_flight += 1;
        }
        verdict
    }

    /// A request that was let go is in flight no longer. `unsent` ones are not counted by the server.
    pub(super) fn land(&mut self, unsent: bool) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if unsent && let Known::Limited(window) = &mut self.known {
            window.remaining = (window.remaining + 1).min(window.limit);
        }
    }

    /// An answer without limits came.
    pub(super) fn learn_nothing(&mut self) {
        if matches!(self.known, Known::Nothing) {
            self.known = Known::Unlimited;
        }
    }

    /// An answer with limits came, after its request has landed.
    pub(super) fn learn(&mut self, limits: &Limits, now: Instant) {
        self.last_used = now;
        let ends = now + limits.reset_after;
        let in_flight = self.in_flight;
        let id = limits
            .window
            .unwrap_or_else(|| fallback_id(limits.reset_after, now));
        match &mut self.known {
            Known::Limited(window) => window.learn(limits, id, ends, in_flight),
            known => {
                *known = Known::Limited(Window {
                    limit: limits.limit,
                    remaining: limits.remaining.saturating_sub(in_flight),
                    ends: Some(ends),
                    id,
                });
            }
        }
    }

    /// A refusal came.
    pub(super) fn block(&mut self, until: Instant) {
        self.blocked_until = Some(self.blocked_until.map_or(until, |old| old.max(until)));
        if let Known::Limited(window) = &mut self.known {
            window.remaining = 0;
        }
    }

    /// Whether nothing would be lost by forgetting it.
    pub(super) fn is_idle(&self, now: Instant, after: Duration) -> bool {
        let window_ended = match &self.known {
            Known::Limited(window) => window.ends.is_none_or(|ends| ends <= now),
            Known::Nothing | Known::Unlimited => true,
        };
        self.queue.is_empty()
            && self.in_flight == 0
            && window_ended
            && self.blocked_until.is_none_or(|until| until <= now)
            && self.last_used + after <= now
    }
}

impl Window {
    fn try_go(&mut self, in_flight: u32, now: Instant) -> Verdict {
        if self.ends.is_some_and(|ends| ends <= now) {
            // Those in flight may be counted in the new window.
            self.ends = None;
            self.remaining = self.limit.saturating_sub(in_flight);
        }
        if self.remaining > 0 {
            self.remaining -= 1;
            return Verdict::Go;
        }
        match self.ends {
            Some(ends) => Verdict::At(ends),
            None if in_flight > 0 => Verdict::Later,
            // All answers of this window were lost: one goes to see.
            None => Verdict::Go,
        }
    }

    fn learn(&mut self, limits: &Limits, id: u64, ends: Instant, in_flight: u32) {
        let newer = id > self.id.saturating_add(SAME_WINDOW);
        let older = id.saturating_add(SAME_WINDOW) < self.id;
        match (newer, self.ends) {
            // A late answer of a window that is over.
            _ if older => return,
            (false, None) => return,
            // The first answer of the window that began when the last one ended: all that went is counted.
            (true, None) => {
                self.remaining = self.remaining.min(limits.remaining);
                self.ends = Some(ends);
                self.id = id;
            }
            // The server began a new window earlier than thought; those in flight may not be counted yet.
            (true, Some(_)) => {
                self.remaining = limits.remaining.saturating_sub(in_flight);
                self.ends = Some(ends);
                self.id = id;
            }
            // Answers of one window come in any order, so the number only falls.
            (false, Some(_)) => self.remaining = self.remaining.min(limits.remaining),
        }
        self.limit = limits.limit;
    }
}

/// A name for the window where the server's clock is not told.
fn fallback_id(reset_after: Duration, now: Instant) -> u64 {
    use std::sync::OnceLock;
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(|| now);
    let end = (now + reset_after).saturating_duration_since(start);
    u64::try_from(end.as_millis()).unwrap_or(u64::MAX)
}
