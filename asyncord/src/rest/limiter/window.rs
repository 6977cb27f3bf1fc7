//! The window of a bucket: how many may still go in it, and when it is over for certain.
//!
//! A client does not know when the server counted a request: some time between its going and its answer. So the end
//! of a window is known as a span of time, by this machine's clock alone. The span of two answers tells whether they
//! can be of one window; the server's clock (`x-ratelimit-reset`) is asked only where the spans leave it open, which
//! is where a window is shorter than the way there and back. A server whose clock jumps does no harm.
//!
//! Each request in flight holds one place of the window that is being used, whichever window it turns out to be
//! counted in. That is what keeps answers in any order, late ones and lost ones from letting too many go.

use std::time::Duration;

use tokio::time::Instant;

use super::Limits;

/// How far the ends of one window may lie apart by the server's clock, in milliseconds.
const SAME_WINDOW: u64 = 50;

#[derive(Debug)]
pub(super) struct Window {
    limit: u32,
    /// How many more may go, those in flight subtracted.
    remaining: u32,
    /// What goes from then on is counted in no earlier window.
    since: Instant,
    /// When the last window ends, or ended, of which an answer came.
    ends: Option<End>,
    /// Whether that one is being used; else no answer of the next has come.
    open: bool,
    /// How much of a window an answer has seen before it: no window is shorter.
    length: Duration,
}

/// When a window ends.
#[derive(Clone, Copy, Debug)]
struct End {
    earliest: Instant,
    latest: Instant,
    /// By the server's clock.
    by_server: Option<u64>,
}

/// An answer with limits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'a> {
    pub(super) limits: &'a Limits,
    /// When its request went.
    pub(super) went: Instant,
    pub(super) now: Instant,
    /// How many others are in flight that may be counted here.
    pub(super) others: u32,
    /// Whether it has held a place here.
    pub(super) held: bool,
}

/// What a window says to the next request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Verdict {
    Go,
    At(Instant),
    /// When something in flight has been answered.
    Later,
}

#[derive(PartialEq)]
enum Age {
    Older,
    Same,
    Newer,
}

impl Window {
    /// One of which only the limit is known; it is taken for unused.
    pub(super) fn full(limit: u32, now: Instant) -> Self {
        Self {
            limit,
            remaining: limit,
            since: now,
            ends: None,
            open: false,
            length: Duration::ZERO,
        }
    }

    /// The one that a first answer tells of.
    pub(super) fn told(answer: &Answer<'_>) -> Self {
        let Limits {
            limit,
            remaining,
            reset_after,
            ..
        } = *answer.limits;
        Self {
            limit,
            remaining: remaining.saturating_sub(answer.others),
            since: answer.now,
            ends: Some(End::of(answer)),
            open: true,
            length: reset_after,
        }
    }

    pub(super) fn limit(&self) -> u32 {
        self.limit
    }

    /// Whether the next one may go.
    pub(super) fn check(&mut self, in_flight: u32, now: Instant) -> Verdict {
        let ends = self.ends.filter(|_| self.open).map(|end| end.latest);
        if ends.is_some_and(|ends| ends <= now) {
            self.begin(in_flight, now);
        }
        match ends.filter(|_| self.open) {
            _ if self.remaining > 0 => Verdict::Go,
            Some(ends) => Verdict::At(ends),
            None if in_flight > 0 => Verdict::Later,
            // No answer of this window came: one goes to see.
            None => Verdict::Go,
        }
    }

    /// Begins the next window: the last one is over for certain.
    pub(super) fn begin(&mut self, in_flight: u32, now: Instant) {
        self.open = false;
        self.since = now;
        // Those in flight may be counted in either.
        self.remaining = self.limit.saturating_sub(in_flight);
    }

    pub(super) fn take(&mut self) {
        self.remaining = self.remaining.saturating_sub(1);
    }

    pub(super) fn give_back(&mut self) {
        self.remaining = self.remaining.saturating_add(1).min(self.limit);
    }

    /// Takes places for those that went by another bucket, if this one is met for the first time.
    pub(super) fn expect(&mut self, number: u32) {
        if self.ends.is_none() {
            self.remaining = self.remaining.saturating_sub(number);
        }
    }

    /// Lets nothing more go until then: the server has refused, and has said when to come again.
    pub(super) fn exhaust(&mut self, until: Instant) {
        self.remaining = 0;
        self.open = true;
        self.ends = Some(End {
            earliest: until,
            latest: until,
            by_server: None,
        });
    }

    /// Takes a lower limit over that the bucket's name was seen with elsewhere. A higher one would be told by the
    /// first answer here.
    pub(super) fn lower(&mut self, limit: u32) {
        if limit < self.limit {
            self.change_limit(limit);
        }
    }

    pub(super) fn learn(&mut self, answer: &Answer<'_>) {
        let Limits {
            limit,
            remaining,
            reset_after,
            ..
        } = *answer.limits;
        let told = End::of(answer);
        match self.age(&told, answer.went) {
            Age::Older => {
                // It is not counted in the window that kept a place for it.
                if answer.held {
                    self.give_back();
                }
            }
            Age::Same => {
                self.change_limit(limit);
                self.remaining = self.remaining.min(remaining);
                if let Some(ends) = &mut self.ends {
                    ends.narrow(&told);
                }
                self.length = self.length.max(reset_after);
            }
            Age::Newer => {
                if self.open {
                    // It began while the last one was thought to last: those in flight may be of either.
                    let others = answer.others.saturating_add(1);
                    self.remaining = remaining.min(limit.saturating_sub(others));
                    self.limit = limit;
                    self.since = answer.now;
                } else {
                    self.change_limit(limit);
                    self.remaining = self.remaining.min(remaining);
                }
                self.open = true;
                self.ends = Some(told);
                self.length = reset_after;
            }
        }
    }

    /// An answer came that tells of no limit: if none is known to last, it was not counted. Else a server that has
    /// stopped limiting would be asked one by one for ever.
    pub(super) fn learn_nothing(&mut self) {
        if !self.open {
            self.give_back();
        }
    }

    /// The places that are taken stay taken.
    fn change_limit(&mut self, limit: u32) {
        let raised = self.remaining.saturating_add(limit);
        self.remaining = raised.saturating_sub(self.limit);
        self.limit = limit;
    }

    /// How the window of an answer stands to the one that is being used.
    fn age(&self, told: &End, went: Instant) -> Age {
        let Some(last) = &self.ends else {
            return Age::Newer;
        };
        let age = last.compare(told, self.length);
        if went >= self.since {
            return if self.open && age != Age::Newer {
                Age::Same
            } else {
                Age::Newer
            };
        }
        match age {
            Age::Newer => Age::Newer,
            Age::Same if self.open => Age::Same,
            _ => Age::Older,
        }
    }

    /// Whether a new one with the same limit would do as well.
    pub(super) fn is_as_new(&self, now: Instant) -> bool {
        self.remaining == self.limit || self.open && self.is_over(now)
    }

    /// Whether no window is known to last.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        !self.open || self.ends.is_none_or(|end| end.latest <= now)
    }
}

impl End {
    fn of(answer: &Answer<'_>) -> Self {
        let Limits {
            reset_after,
            window,
            ..
        } = *answer.limits;
        Self {
            earliest: answer.went + reset_after,
            latest: answer.now + reset_after,
            by_server: window,
        }
    }

    /// How `told` stands to this one, where no window is shorter than `length`.
    fn compare(&self, told: &Self, length: Duration) -> Age {
        if told.earliest > self.latest {
            return Age::Newer;
        }
        if told.latest < self.earliest {
            return Age::Older;
        }
        let by_server = self.by_server.zip(told.by_server);
        let differs = |low: u64, high: u64| low.saturating_add(SAME_WINDOW) < high;
        match by_server {
            Some((last, told_end))
                if told.latest >= self.earliest + length && differs(last, told_end) =>
            {
                Age::Newer
            }
            Some((last, told_end))
                if self.latest >= told.earliest + length && differs(told_end, last) =>
            {
                Age::Older
            }
            _ => Age::Same,
        }
    }

    /// Learns from another answer of the same window.
    fn narrow(&mut self, told: &Self) {
        self.earliest = self.earliest.max(told.earliest);
        self.latest = if self.by_server.is_some() && told.by_server.is_some() {
            self.latest.min(told.latest)
        } else {
            // It may be another window after all.
            self.latest.max(told.latest)
        };
        self.by_server = told.by_server.or(self.by_server);
    }
}
