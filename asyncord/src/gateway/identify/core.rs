//! Whose turn it is: decided without clock, sleep or task.
//!
//! Everything is kept by the shard's number and nothing by its key, so that another `max_concurrency` needs no
//! conversion: keys are worked out where they are asked for.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

use super::{IdentifyBudget, IdentifyOutcome, window::Window};
use crate::model::SessionStartLimit;

/// One Identify of a key in 5 seconds is allowed, as Discord receives them: the quarter is for those that are delayed
/// on their way more than the next one. One too early costs a session and a connection.
pub(super) const SPACING: Duration = Duration::from_millis(5_250);

/// A turn that is held for longer passes on: its shard hangs, for connecting has shorter time-outs than that.
pub(super) const LONGEST_TURN: Duration = Duration::from_secs(90);

/// Those who ask within this time of each other go by their numbers, later ones behind them: else low numbers that
/// restart again and again would keep high ones waiting forever.
const GENERATION: Duration = Duration::from_mins(1);

/// A place in the queue: lower ones go first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    generation: u64,
    number: u32,
    // Of two that ask for the same shard.
    ticket: u64,
}

/// A turn that was given and not settled yet.
#[derive(Debug)]
struct Held {
    place: Place,
    overdue_at: Instant,
}

/// What one who waits should do.
#[derive(Debug)]
pub(super) enum Turn {
    /// Go: the turn is held now.
    Go,
    /// Give up: too few of the day's sessions are left.
    Refused(IdentifyBudget),
    /// Wait to be woken, at most until then.
    Wait(Option<Instant>),
}

#[derive(Debug)]
pub(super) struct Core {
    pub(super) window: Window,
    /// What the bot's author said, in place of the usual.
    pub(super) reserve: Option<u32>,
    max_concurrency: u32,
    waiting: BTreeMap<Place, Arc<Notify>>,
    held: Vec<Held>,
    /// The Identifies that keep others waiting still: number and time.
    recent: Vec<(u32, Instant)>,
    tickets: u64,
    generation: u64,
    generation_since: Option<Instant>,
}

impl Core {
    pub(super) fn new() -> Self {
        Self {
            window: Window::default(),
            reserve: None,
            max_concurrency: 1,
            waiting: BTreeMap::new(),
            held: Vec::new(),
            recent: Vec::new(),
            tickets: 0,
            generation: 0,
            generation_since: None,
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn budget(&mut self, now: Instant) -> IdentifyBudget {
        self.window.roll(now);
        let total = self.window.total;
        IdentifyBudget {
            total,
            remaining: self.window.remaining(),
            reset_after: self.window.reset_after(now),
            max_concurrency: self.max_concurrency,
            reserve: self
                .reserve
                .unwrap_or_else(|| IdentifyBudget::default_reserve(total)),
        }
    }

    pub(super) fn update(&mut self, limit: &SessionStartLimit, now: Instant) {
        self.max_concurrency = limit.max_concurrency.max(1);
        self.window.update(limit, now);
        self.wake();
    }

    /// Takes a place in the queue.
    pub(super) fn enter(&mut self, number: u32, notify: Arc<Notify>, now: Instant) -> Place {
        if self
            .generation_since
            .is_none_or(|since| now - since > GENERATION)
        {
            self.generation += 1;
            self.generation_since = Some(now);
        }
        self.tickets += 1;
        let place = Place {
            generation: self.generation,
            number,
            ticket: self.tickets,
        };
        self.waiting.insert(place, notify);
        place
    }

    /// Gives a place up. One that has had its turn is not there any more.
    pub(super) fn leave(&mut self, place: Place) {
        if self.waiting.remove(&place).is_some() {
            self.wake();
        }
    }

    /// Whether it is the turn of the one at `place`, which leaves the queue if there is nothing to wait for.
    pub(super) fn turn(&mut self, place: Place, now: Instant) -> Turn {
        let turn = self.decide(place, now);
        match turn {
            Turn::Wait(_) => return turn,
            Turn::Go => self.held.push(Held {
                place,
                overdue_at: self.not_before(place, now).max(now) + LONGEST_TURN,
            }),
            Turn::Refused(_) => {}
        }
        self.leave(place);
        turn
    }

    fn decide(&mut self, place: Place, now: Instant) -> Turn {
        let budget = self.budget(now);
        // Those who hold a turn may still use it.
        let held = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        if budget.available().is_some_and(|left| left <= held) {
            // …or not: then there is one left for this shard after all.
            return match self.first_overdue(now, |_| true) {
                Some(time) if budget.available() != Some(0) => Turn::Wait(Some(time)),
                _ => Turn::Refused(budget),
            };
        }
        let key = self.key(place);
        if let Some(time) = self.first_overdue(now, |other| self.key(other) == key) {
            return Turn::Wait(Some(time));
        }
        let first = self.waiting.keys().find(|other| self.key(**other) == key);
        if first.is_some_and(|first| *first < place) {
            // Woken when that one goes.
            return Turn::Wait(None);
        }
        Turn::Go
    }

    /// The earliest time for the Identify of the one at `place`.
    pub(super) fn not_before(&self, place: Place, now: Instant) -> Instant {
        let key = self.key(place);
        self.recent
            .iter()
            .filter(|(number, _)| number % self.max_concurrency == key)
            .map(|(_, sent)| *sent + SPACING)
            .max()
            .unwrap_or(now)
    }

    /// A turn was used or not.
    pub(super) fn settle(&mut self, place: Place, outcome: IdentifyOutcome, now: Instant) {
        self.held.retain(|held| held.place != place);
        if outcome == IdentifyOutcome::Identified {
            self.window.take(now);
            self.recent.retain(|(_, sent)| *sent + SPACING > now);
            self.recent.push((place.number, now));
        }
        self.wake();
    }

    fn key(&self, place: Place) -> u32 {
        place.number % self.max_concurrency
    }

    /// When the first of the turns that are still believed in passes on.
    fn first_overdue(&self, now: Instant, which: impl Fn(Place) -> bool) -> Option<Instant> {
        self.held
            .iter()
            .filter(|held| held.overdue_at > now && which(held.place))
            .map(|held| held.overdue_at)
            .min()
    }

    /// Wakes the first of each key. The next ones are woken when these have left the queue.
    pub(super) fn wake(&self) {
        let mut seen = HashSet::new();
        for (place, notify) in &self.waiting {
            if seen.insert(self.key(*place)) {
                notify.notify_one();
            }
        }
    }
}
