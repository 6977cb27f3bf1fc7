//! Lanes: in each, the calls of one `ordered` handler follow one another.

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

/// Which calls follow one another: those of one handler in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LaneKey {
    handler: usize,
    place: Place,
}

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

impl LaneKey {
    pub(crate) fn new(handler: usize, place: Place) -> Self {
        Self { handler, place }
    }
}

/// The lanes in which a call is under way, with the calls that wait behind it.
pub(crate) struct Lanes<C>(Mutex<HashMap<LaneKey, VecDeque<C>>>);

impl<C> Default for Lanes<C> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<C> Lanes<C> {
    /// Returns the call if its lane is free, and takes the lane; else the call waits.
    pub(crate) fn enter(&self, key: LaneKey, call: C) -> Option<C> {
        let mut lanes = lock(&self.0);
        if let Some(waiting) = lanes.get_mut(&key) {
            waiting.push_back(call);
            return None;
        }
        lanes.insert(key, VecDeque::new());
        Some(call)
    }

    /// The call that follows the one which has ended; without one the lane is free again.
    pub(crate) fn next(&self, key: LaneKey) -> Option<C> {
        let mut lanes = lock(&self.0);
        let next = lanes.get_mut(&key).and_then(VecDeque::pop_front);
        if next.is_none() {
            lanes.remove(&key);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::{LaneKey, Lanes, Place};
    use crate::event::Scope;

    #[test]
    fn calls_of_a_lane_follow_one_another_and_lanes_are_independent() {
        let lanes = Lanes::default();
        let here = LaneKey::new(0, Place::Guild(1.into()));
        let there = LaneKey::new(0, Place::Guild(2.into()));
        assert_eq!(lanes.enter(here, 'a'), Some('a'));
        assert_eq!(lanes.enter(here, 'b'), None);
        assert_eq!(lanes.enter(here, 'c'), None);
        assert_eq!(lanes.enter(there, 'd'), Some('d'));
        assert_eq!(lanes.next(here), Some('b'));
        assert_eq!(lanes.next(here), Some('c'));
        assert_eq!(lanes.next(here), None);
        assert_eq!(
            lanes.enter(here, 'e'),
            Some('e'),
            "an empty lane is free again"
        );
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
