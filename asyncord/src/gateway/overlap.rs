//! The moment in which one set of shards takes over from another: both hear the same events, handlers hear them once.
//!
//! While there is one set, nothing is kept and an event costs one atomic load. Beside it a new set starts, whose
//! events are dropped until all of its shards are complete. Then both are heard for a while, since one is always
//! some events ahead of the other: what has come over one set only is handled, and kept until it comes over the
//! other, which then is not. At last the old set is closed.

use std::{
    collections::{HashMap, VecDeque},
    hash::BuildHasher,
    sync::{
        Mutex,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

use super::envelope;

/// How long what was handled is remembered before the new set is heard: longer than one set can be behind the other.
const MEMORY: Duration = Duration::from_secs(30);

/// How much later than over one set an event may come over the other one.
pub(super) const LAG: Duration = Duration::from_secs(5);

/// Which of two sets a shard belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// The one that serves, or served until now.
    Old,
    /// The one that is to take over.
    New,
}

const SINGLE: u8 = 0;
const STARTING: u8 = 1;
const BOTH: u8 = 2;

/// What is handled while one set of shards takes over from another.
#[derive(Debug, Default)]
pub(super) struct Overlap {
    phase: AtomicU8,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    hasher: foldhash::fast::RandomState,
    /// What has come over one set more often than over the other.
    ahead: HashMap<u64, Ahead, foldhash::fast::RandomState>,
    /// When each came, oldest first.
    times: VecDeque<(Instant, u64)>,
}

#[derive(Debug)]
struct Ahead {
    set: Set,
    times: Vec<Instant>,
    /// How many of them nobody handled: the new set told of them before it was heard.
    unheard: usize,
}

impl Overlap {
    /// A new set begins to connect.
    pub(super) fn begin(&self) {
        *crate::lock(&self.seen) = Seen::default();
        self.phase.store(STARTING, Ordering::Release);
    }

    /// The new set is complete.
    pub(super) fn both(&self) {
        self.phase.store(BOTH, Ordering::Release);
    }

    /// The old set is about to be closed. What the new set should have told since long, it has told before it was heard:
    /// another event that looks alike is not to be taken for it.
    pub(super) fn closing(&self) {
        crate::lock(&self.seen).forget(Instant::now(), LAG);
    }

    /// One set is left.
    pub(super) fn end(&self) {
        self.phase.store(SINGLE, Ordering::Release);
        *crate::lock(&self.seen) = Seen::default();
    }

    /// Whether an event is to be handled. `returning` says that it tells of a guild that the session began with.
    pub(super) fn admits(&self, set: Set, name: &str, json: &str, returning: bool) -> bool {
        let phase = self.phase.load(Ordering::Acquire);
        if phase == SINGLE {
            return true;
        }
        // The old set has told of these guilds when they came.
        let starts = returning || matches!(name, "READY" | "RESUMED");
        if set == Set::New && starts {
            return false;
        }
        let mut seen = crate::lock(&self.seen);
        if phase == STARTING {
            // While both are heard nothing is forgotten: one of them may be held up for longer than expected.
            seen.forget(Instant::now(), MEMORY);
            if set == Set::New {
                seen.pass(Instant::now(), name, json);
                return false;
            }
        }
        seen.admits(Instant::now(), set, name, json)
    }

    /// Whether a shard's own news are told: those of the set that is asked and commanded.
    pub(super) fn tells(&self, set: Set) -> bool {
        match self.phase.load(Ordering::Acquire) {
            SINGLE => true,
            STARTING => set == Set::Old,
            _ => set == Set::New,
        }
    }
}

impl Seen {
    fn forget(&mut self, now: Instant, after: Duration) {
        while let Some(&(at, key)) = self.times.front()
            && now - at > after
        {
            self.times.pop_front();
            if let Some(ahead) = self.ahead.get_mut(&key) {
                let before = ahead.times.len();
                ahead.times.retain(|time| *time > at);
                // The first ones are those that nobody heard.
                ahead.unheard = ahead.unheard.saturating_sub(before - ahead.times.len());
                if ahead.times.is_empty() {
                    self.ahead.remove(&key);
                }
            }
        }
    }

    fn key(&self, name: &str, json: &str) -> u64 {
        self.hasher.hash_one((name, content(name, json)))
    }

    /// The new set tells of an event before it is heard: the old one has told of it already, or will.
    fn pass(&mut self, now: Instant, name: &str, json: &str) {
        if self.settles(Set::New, name, json).is_none() {
            self.push(now, Set::New, name, json).unheard += 1;
        }
    }

    /// Whether the other set has told of it already, and if so, whether it was handled then.
    fn settles(&mut self, set: Set, name: &str, json: &str) -> Option<bool> {
        let key = self.key(name, json);
        let ahead = self.ahead.get_mut(&key)?;
        if ahead.set == set {
            return None;
        }
        let handled = ahead.unheard == 0;
        if handled {
            // The newest: the oldest may be one that will never be told by this set.
            ahead.times.pop();
        } else {
            ahead.unheard -= 1;
            ahead.times.remove(0);
        }
        if ahead.times.is_empty() {
            self.ahead.remove(&key);
        }
        Some(handled)
    }

    fn push(&mut self, now: Instant, set: Set, name: &str, json: &str) -> &mut Ahead {
        let key = self.key(name, json);
        self.times.push_back((now, key));
        let ahead = self.ahead.entry(key).or_insert_with(|| Ahead {
            set,
            times: Vec::new(),
            unheard: 0,
        });
        ahead.times.push(now);
        ahead
    }

    fn admits(&mut self, now: Instant, set: Set, name: &str, json: &str) -> bool {
        if let Some(handled) = self.settles(set, name, json) {
            return !handled;
        }
        self.push(now, set, name, json);
        true
    }
}

/// What tells an event from another one. Of what has an id the id will do: tokens of interactions may differ from
/// session to session.
fn content<'a>(name: &str, json: &'a str) -> &'a str {
    match name {
        "INTERACTION_CREATE" | "MESSAGE_CREATE" => envelope::field(json, "id").unwrap_or(json),
        _ => json,
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, time::Duration};

    use proptest::{collection::vec, prelude::*};
    use tokio::time::Instant;

    use super::{Overlap, Set::*};

    #[tokio::test(start_paused = true)]
    async fn an_event_is_handled_once_whichever_set_is_ahead() {
        let overlap = Overlap::default();
        let admits = |set, json: &str| overlap.admits(set, "TYPING_START", json, false);
        assert!(
            admits(Old, "0") && admits(Old, "0"),
            "nothing is compared with one set"
        );
        overlap.begin();
        assert!(!admits(New, "1"), "the new set is not heard yet");
        assert!(admits(Old, "1"), "what it dropped comes over the old one");
        assert!(admits(Old, "2"));
        overlap.both();
        assert!(!admits(New, "2"), "the old one was ahead");
        assert!(admits(New, "3"));
        assert!(!admits(Old, "3"), "the new one was ahead");
        // Twice over each: two events that look alike.
        assert!(admits(Old, "4") && admits(Old, "4"));
        assert!(!admits(New, "4") && !admits(New, "4"));
        assert!(admits(New, "4"));
        assert!(!admits(Old, "4"));
        overlap.end();
        assert!(admits(New, "4"));
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_new_set_begins_with_is_not_handled_again() {
        let overlap = Overlap::default();
        overlap.begin();
        overlap.both();
        assert!(!overlap.admits(New, "READY", "{}", false));
        assert!(!overlap.admits(New, "GUILD_CREATE", r#"{"id":"1"}"#, true));
        assert!(overlap.admits(New, "GUILD_CREATE", r#"{"id":"2"}"#, false));
        assert!(!overlap.tells(Old) && overlap.tells(New));
    }

    #[tokio::test(start_paused = true)]
    async fn what_both_sets_told_before_the_new_one_was_heard_is_settled() {
        let overlap = Overlap::default();
        overlap.begin();
        assert!(overlap.admits(Old, "X", "same", false));
        assert!(!overlap.admits(New, "X", "same", false));
        overlap.both();
        // Another one that looks alike: the old set may be closed before it comes over it.
        assert!(overlap.admits(New, "X", "same", false));
        assert!(!overlap.admits(Old, "X", "same", false));
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_new_set_told_unheard_is_handled_over_the_old_one() {
        let overlap = Overlap::default();
        overlap.begin();
        assert!(
            !overlap.admits(New, "X", "same", false),
            "ahead and unheard"
        );
        overlap.both();
        assert!(overlap.admits(Old, "X", "same", false));
        // The next one is another one.
        assert!(overlap.admits(New, "X", "same", false));
        assert!(!overlap.admits(Old, "X", "same", false));
    }

    #[tokio::test(start_paused = true)]
    async fn what_only_the_old_set_told_is_not_waited_for_at_its_end() {
        let overlap = Overlap::default();
        overlap.begin();
        overlap.both();
        assert!(overlap.admits(Old, "X", "same", false));
        tokio::time::advance(Duration::from_secs(6)).await;
        assert!(overlap.admits(Old, "X", "same", false));
        assert!(!overlap.admits(New, "X", "same", false));
        overlap.closing();
        assert!(overlap.admits(New, "X", "same", false));
    }

    #[tokio::test(start_paused = true)]
    async fn interactions_are_told_apart_by_id_and_nothing_is_kept_for_ever() {
        let overlap = Overlap::default();
        overlap.begin();
        overlap.both();
        let name = "INTERACTION_CREATE";
        assert!(overlap.admits(Old, name, r#"{"token":"a","id":"1"}"#, false));
        // One set may be held up for minutes.
        tokio::time::advance(Duration::from_mins(5)).await;
        assert!(!overlap.admits(New, name, r#"{"token":"b","id":"1"}"#, false));

        overlap.begin();
        for number in 0..1_000 {
            overlap.admits(Old, "X", &number.to_string(), false);
        }
        assert_eq!(crate::lock(&overlap.seen).ahead.len(), 1_000);
        tokio::time::advance(Duration::from_secs(31)).await;
        overlap.admits(Old, "X", "last", false);
        assert_eq!(crate::lock(&overlap.seen).ahead.len(), 1);
    }

    /// One event that the bot's shards are sent: its content, when after the last one, and how late each set hears it.
    type Event = (u8, u64, u64, u64);

    /// Lets both sets hear the events and counts how often each content is handled.
    fn handled(events: &[Event], both: u64) -> BTreeMap<u8, u32> {
        let (mut time, mut heard) = (0, [0, 0]);
        let mut arrivals = Vec::new();
        for &(content, gap, old, new) in events {
            time += gap;
            heard = [heard[0].max(time + old), heard[1].max(time + new)];
            arrivals.extend([(heard[0], Old, content), (heard[1], New, content)]);
        }
        arrivals.sort_by_key(|&(at, ..)| at);

        let overlap = Overlap::default();
        let mut handled = BTreeMap::new();
        overlap.begin();
        let run = async {
            let start = Instant::now();
            for (at, set, content) in arrivals {
                if at >= both {
                    overlap.both();
                }
                let now = start + Duration::from_millis(at);
                tokio::time::advance(now - Instant::now()).await;
                if overlap.admits(set, "X", &content.to_string(), false) {
                    *handled.entry(content).or_default() += 1;
                }
            }
        };
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap()
            .block_on(run);
        handled
    }

    proptest! {
        #[test]
        fn each_event_is_handled_once_however_late_either_set_is(
            events in vec((0..4_u8, 0..9_000_u64, 0..10_000_u64, 0..10_000_u64), 0..60),
            both in 0..200_000_u64,
        ) {
            let mut happened = BTreeMap::new();
            for (content, ..) in &events {
                *happened.entry(*content).or_default() += 1;
            }
            prop_assert_eq!(handled(&events, both), happened);
        }
    }

    #[test]
    fn what_looks_alike_is_remembered_since_the_last_time() {
        // The second one comes 29 s after the first, and the new set hears it 2 s later.
        let events = [(1, 0, 0, 0), (1, 29_000, 0, 2_000)];
        assert_eq!(handled(&events, 0), BTreeMap::from([(1, 2)]));
    }
}
