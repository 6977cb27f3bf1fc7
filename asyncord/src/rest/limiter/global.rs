//! The limit over all requests of a token.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

const WINDOW: Duration = Duration::from_secs(1);

/// At most so many requests in any second, in the order in which they asked.
///
/// A sliding log: it holds the times of the last requests, also of those that are still to go. A request
/// that comes too early is given the time at which it may go, so that no one has to be woken to look again.
#[derive(Debug)]
pub(super) struct Global {
    per_second: usize,
    times: VecDeque<Instant>,
    /// Nothing goes before.
    floor: Option<Instant>,
    /// Counts the refusals: each makes the times given before void.
    generation: u64,
}

/// The time at which a request may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reservation {
    pub(super) at: Instant,
    generation: u64,
    /// The time that made room, to be put back if the request does not go.
    displaced: Option<Instant>,
}

impl Global {
    pub(super) fn new(per_second: u32) -> Self {
        Self {
            per_second: usize::try_from(per_second).unwrap_or(usize::MAX).max(1),
            times: VecDeque::new(),
            floor: None,
            generation: 0,
        }
    }

    /// Changes how many go in a second; what was given stays.
    pub(super) fn set_per_second(&mut self, per_second: u32) {
        self.per_second = usize::try_from(per_second).unwrap_or(usize::MAX).max(1);
        while self.times.len() > self.per_second {
            self.times.pop_front();
        }
    }

    /// Gives the next time.
    pub(super) fn reserve(&mut self, now: Instant) -> Reservation {
        let mut at = self.floor.map_or(now, |floor| floor.max(now));
        let mut displaced = None;
        if self.times.len() >= self.per_second {
            displaced = self.times.pop_front();
            if let Some(oldest) = displaced {
                at = at.max(oldest + WINDOW);
            }
        }
        self.times.push_back(at);
        Reservation {
            at,
            generation: self.generation,
            displaced,
        }
    }

    /// Whether the request may go; else its new time.
    pub(super) fn confirm(
        &mut self,
        reservation: Reservation,
        now: Instant,
    ) -> Option<Reservation> {
        let void = reservation.generation != self.generation;
        if void || self.floor.is_some_and(|floor| floor > now) {
            return Some(self.reserve(now));
        }
        None
    }

    /// Takes a time back.
    pub(super) fn cancel(&mut self, reservation: Reservation) {
        if reservation.generation != self.generation {
            return;
        }
        if let Some(index) = self.times.iter().rposition(|time| *time == reservation.at) {
            self.times.remove(index);
            if let Some(displaced) = reservation.displaced {
                self.times.push_front(displaced);
            }
        }
    }

    /// Holds everything back until `until`.
    pub(super) fn block(&mut self, until: Instant) {
        if self.floor.is_none_or(|floor| floor < until) {
            self.floor = Some(until);
            self.generation += 1;
            self.times.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Global;

    fn after(start: Instant, reservation: super::Reservation) -> u128 {
        (reservation.at - start).as_millis()
    }

    #[test]
    fn no_second_holds_more_than_allowed() {
        let start = Instant::now();
        let mut global = Global::new(2);
        let times: Vec<_> = (0..7)
            .map(|_| after(start, global.reserve(start)))
            .collect();
        assert_eq!(times, [0, 0, 1000, 1000, 2000, 2000, 3000]);
        let later = start + Duration::from_mins(1);
        assert_eq!(after(start, global.reserve(later)), 60_000);
    }

    #[test]
    fn a_time_that_is_taken_back_is_given_to_the_next() {
        let start = Instant::now();
        let mut global = Global::new(1);
        let first = global.reserve(start);
        assert_eq!(global.confirm(first, start), None);
        let second = global.reserve(start);
        assert_eq!(after(start, second), 1000);
        global.cancel(second);
        assert_eq!(after(start, global.reserve(start)), 1000);
    }

    #[test]
    fn a_refusal_makes_the_given_times_void() {
        let start = Instant::now();
        let mut global = Global::new(1);
        let waiting: Vec<_> = (0..3).map(|_| global.reserve(start)).collect();
        global.block(start + Duration::from_secs(10));
        let now = start + Duration::from_secs(3);
        let mut times = Vec::new();
        for reservation in waiting {
            times.push(after(start, global.confirm(reservation, now).unwrap()));
        }
        assert_eq!(times, [10_000, 11_000, 12_000]);
        // A shorter refusal changes nothing.
        global.block(now);
        assert_eq!(after(start, global.reserve(now)), 13_000);
    }
}
