//! What calls wait for before they start: the last call of their lane, and a place among the calls of
//! their handler.
//!
//! Both are gates that let so many calls through at a time: a lane one call of a handler per guild, channel
//! or user, `concurrency` so many calls of a handler. A call passes its lane first. One that then waits for
//! a place among its handler's keeps the lane, and stands there behind the calls of other lanes: so lanes
//! take turns, and one with many calls holds up no other.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
};

use crate::{
    event::Scope,
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    lock,
};

/// What events are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Guild(Id<GuildMarker>),
    Channel(Id<ChannelMarker>),
    User(Id<UserMarker>),
    Nowhere,
}

impl Place {
    /// The guild; in direct messages the channel.
    pub(crate) fn of(scope: Scope) -> Self {
        match (scope.guild_id, scope.channel_id) {
            (Some(guild), _) => Self::Guild(guild),
            (None, Some(channel)) => Self::Channel(channel),
            (None, None) => Self::Nowhere,
        }
    }
}

/// The gates that a call passes before it starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    handler: usize,
    /// Calls of the handler in one place follow one another.
    lane: Option<Place>,
    /// How many calls of the handler run at a time.
    concurrency: Option<usize>,
}

impl Way {
    /// The way of a call of the handler of this number; `None` if it is free.
    pub(crate) fn new(
        handler: usize,
        lane: Option<Place>,
        concurrency: Option<usize>,
    ) -> Option<Self> {
        (lane.is_some() || concurrency.is_some()).then_some(Self {
            handler,
            lane,
            concurrency,
        })
    }

    fn lane(self) -> Option<Key> {
        let place = self.lane?;
        Some(Key {
            handler: self.handler,
            place: Some(place),
        })
    }

    fn concurrency(self) -> Option<(Key, usize)> {
        let limit = self.concurrency?;
        let key = Key {
            handler: self.handler,
            place: None,
        };
        // Nothing would ever pass a limit of 0; the macro refuses it where it can see it.
        Some((key, limit.max(1)))
    }
}

/// One gate: a lane of a handler, or without a place the gate of all its calls.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    handler: usize,
    place: Option<Place>,
}

/// How many calls a lane lets through at a time.
const LANE: usize = 1;

/// Lets so many calls through at a time; the others wait here in order.
///
/// Whoever waits does so because the gate is full or because a call is starting: nobody is forgotten, for
/// the end of either lets the next one through.
struct Gate<C> {
    /// How many calls have passed and not ended.
    passed: usize,
    /// Whether one of them has not been polled yet. Until it has, nobody else passes: so calls also start
    /// in order where different threads start them. Of a lane it says no more than `passed`.
    starting: bool,
    waiting: VecDeque<C>,
}

impl<C> Default for Gate<C> {
    fn default() -> Self {
        Self {
            passed: 0,
            starting: false,
            waiting: VecDeque::new(),
        }
    }
}

impl<C> Gate<C> {
    fn is_open(&self, limit: usize) -> bool {
        !self.starting && self.passed < limit
    }

    /// Returns the call if it passes; else it waits.
    fn enter(&mut self, limit: usize, mut call: C, wait: impl FnOnce(&mut C)) -> Option<C> {
        if self.is_open(limit) {
            debug_assert!(self.waiting.is_empty(), "who waits at an open gate?");
            self.pass();
            return Some(call);
        }
        wait(&mut call);
        self.waiting.push_back(call);
        None
    }

    fn pass(&mut self) {
        self.passed += 1;
        self.starting = true;
    }

    /// The call that has waited longest, if the gate lets one through.
    fn next(&mut self, limit: usize) -> Option<C> {
        if !self.is_open(limit) {
            return None;
        }
        let next = self.waiting.pop_front()?;
        self.pass();
        Some(next)
    }

    /// The call that passes now that the last one has started.
    fn started(&mut self, limit: usize) -> Option<C> {
        self.starting = false;
        self.next(limit)
    }

    /// The call that passes now that one has ended: the one that is starting, or another.
    fn leave(&mut self, limit: usize, was_starting: bool) -> Option<C> {
        self.passed -= 1;
        if was_starting {
            self.starting = false;
        }
        self.next(limit)
    }
}

/// The gates that a call has passed or waits at.
pub(crate) struct Gates<C>(Mutex<HashMap<Key, Gate<C>>>);

impl<C> Default for Gates<C> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<C> Gates<C> {
    /// Returns the call if it may start; else it waits, after it has been given to `wait`.
    ///
    /// Whoever starts it says so by [`started`](Self::started), and when it ends by [`leave`](Self::leave); of
    /// one that ends as it starts only the latter.
    pub(crate) fn enter(&self, way: Way, call: C, mut wait: impl FnMut(&mut C)) -> Option<C> {
        let mut gates = lock(&self.0);
        let call = match way.lane() {
            Some(key) => gates.entry(key).or_default().enter(LANE, call, &mut wait)?,
            None => call,
        };
        match way.concurrency() {
            Some((key, limit)) => gates.entry(key).or_default().enter(limit, call, wait),
            None => Some(call),
        }
    }

    /// A call has started and goes on: the call that may start now.
    pub(crate) fn started(&self, way: Way) -> Option<C> {
        let (key, limit) = way.concurrency()?;
        lock(&self.0).get_mut(&key)?.started(limit)
    }

    /// A call has ended, as it started or later: the call that may start now. It is one at most, for while
    /// one starts the gate is closed.
    pub(crate) fn leave(&self, way: Way, was_starting: bool) -> Option<C> {
        let mut gates = lock(&self.0);
        let mut leave = |key, limit, was_starting| {
            let gate: &mut Gate<C> = gates.get_mut(&key)?;
            let next = gate.leave(limit, was_starting);
            if gate.passed == 0 {
                gates.remove(&key);
            }
            next
        };
        let Some((key, limit)) = way.concurrency() else {
            return leave(way.lane()?, LANE, true);
        };
        // In this order the next call of the lane stands behind those of the other lanes.
        let next = leave(key, limit, was_starting);
        let of_lane = way
            .lane()
            .and_then(|lane| leave(lane, LANE, true))
            .and_then(|call| gates.entry(key).or_default().enter(limit, call, |_| {}));
        debug_assert!(next.is_none() || of_lane.is_none());
        next.or(of_lane)
    }

    /// Opens all gates, and returns the calls that waited: for the end.
    pub(crate) fn clear(&self) -> Vec<C> {
        let gates = std::mem::take(&mut *lock(&self.0));
        gates.into_values().flat_map(|gate| gate.waiting).collect()
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        lock(&self.0).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Gates, Place, Way};
    use crate::event::Scope;

    fn lane(guild: u64) -> Way {
        Way::new(0, Some(Place::Guild(guild.into())), None).unwrap()
    }

    fn enter(gates: &Gates<char>, way: Way, call: char) -> Option<char> {
        gates.enter(way, call, |_| {})
    }

    #[test]
    fn calls_of_a_lane_follow_one_another_and_lanes_are_independent() {
        let gates = Gates::default();
        let (here, there) = (lane(1), lane(2));
        assert_eq!(enter(&gates, here, 'a'), Some('a'));
        assert_eq!(enter(&gates, here, 'b'), None);
        assert_eq!(enter(&gates, here, 'c'), None);
        assert_eq!(enter(&gates, there, 'd'), Some('d'));
        assert_eq!(gates.started(here), None);
        assert_eq!(gates.leave(here, false), Some('b'));
        assert_eq!(gates.leave(here, false), Some('c'));
        assert_eq!(gates.leave(here, false), None);
        assert_eq!(gates.leave(there, false), None);
        assert!(gates.is_empty());
        assert_eq!(
            enter(&gates, here, 'e'),
            Some('e'),
            "an empty lane is free again"
        );
    }

    #[test]
    fn so_many_calls_of_a_handler_pass_one_starting_after_the_other() {
        let gates = Gates::default();
        let two = Way::new(0, None, Some(2)).unwrap();
        assert_eq!(enter(&gates, two, 'a'), Some('a'));
        assert_eq!(enter(&gates, two, 'b'), None, "`a` has not started yet");
        assert_eq!(gates.started(two), Some('b'));
        assert_eq!(enter(&gates, two, 'c'), None, "two have passed");
        assert_eq!(gates.started(two), None);
        assert_eq!(gates.leave(two, false), Some('c'));
        assert_eq!(enter(&gates, two, 'd'), None);
        assert_eq!(gates.leave(two, false), None, "`c` has not started yet");
        assert_eq!(gates.started(two), Some('d'));
        assert_eq!(enter(&gates, two, 'e'), None);
        assert_eq!(gates.leave(two, true), Some('e'), "`d` ends as it starts");
        assert_eq!(gates.started(two), None);
        assert_eq!(gates.leave(two, false), None);
        assert_eq!(gates.leave(two, false), None);
        assert!(gates.is_empty());
    }

    #[test]
    fn lanes_take_turns_where_a_handler_has_one_place() {
        let gates = Gates::default();
        let way = |guild: u64| Way::new(0, Some(Place::Guild(guild.into())), Some(1)).unwrap();
        assert_eq!(enter(&gates, way(1), 'a'), Some('a'));
        assert_eq!(enter(&gates, way(1), 'b'), None);
        assert_eq!(enter(&gates, way(1), 'c'), None);
        assert_eq!(enter(&gates, way(2), 'd'), None);
        assert_eq!(gates.started(way(1)), None);
        assert_eq!(gates.leave(way(1), false), Some('d'), "not `b` again");
        assert_eq!(gates.leave(way(2), true), Some('b'));
        assert_eq!(gates.leave(way(1), true), Some('c'));
        assert_eq!(gates.leave(way(1), true), None);
        assert!(gates.is_empty());
    }

    #[test]
    fn who_waits_when_everything_ends_comes_out() {
        let gates = Gates::default();
        let way = Way::new(0, Some(Place::Nowhere), Some(0)).unwrap();
        assert_eq!(enter(&gates, way, 'a'), Some('a'), "0 is taken as 1");
        assert_eq!(enter(&gates, way, 'b'), None);
        assert_eq!(gates.clear(), ['b']);
        assert!(gates.is_empty());
    }

    #[test]
    fn a_guild_is_one_lane_and_direct_messages_are_one_each() {
        let scope = |guild: Option<u64>, channel: u64| {
            Place::of(Scope {
                guild_id: guild.map(Into::into),
                channel_id: Some(channel.into()),
            })
        };
        assert_eq!(scope(Some(1), 2), scope(Some(1), 3));
        assert_ne!(scope(None, 2), scope(None, 3));
    }
}
