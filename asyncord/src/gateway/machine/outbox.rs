//! What waits to be sent, and how much Discord lets a connection send.

use std::{collections::VecDeque, time::Duration};

use tokio::{sync::oneshot, time::Instant};

/// 120 payloads in 60 seconds are allowed, heartbeats and answers to Discord's own ones included: those
/// are never held back, so that the rest must leave room for them.
const PAYLOADS: usize = 110;
const PAYLOADS_WINDOW: Duration = Duration::from_mins(1);
const PRESENCES: usize = 5;
const PRESENCES_WINDOW: Duration = Duration::from_secs(20);

/// What is shown of the bot now, as JSON that is small enough.
pub(in crate::gateway) type PresenceSource = Box<dyn Fn() -> Option<String> + Send>;

/// A command on its way to Discord.
#[derive(Debug)]
pub(in crate::gateway) struct Outgoing {
    /// The whole frame.
    pub(in crate::gateway) payload: String,
    /// The request that the payload belongs to: there is one payload of a request at most.
    pub(in crate::gateway) request: Option<u64>,
    /// When it may be sent at the earliest.
    pub(in crate::gateway) not_before: Option<Instant>,
    /// Told when it is sent. Whoever stops waiting takes the command back, if it is not sent yet.
    pub(in crate::gateway) sent: Option<oneshot::Sender<()>>,
}

/// The commands of one shard, which outlive its connections.
pub(super) struct Outbox {
    payloads: Limit,
    presences: Limit,
    presence: PresenceSource,
    presence_unsent: bool,
    queue: VecDeque<Outgoing>,
    /// Sent since the heartbeat that was last answered. TCP does not tell whether the peer read them: with a
    /// lost connection they may be lost, and are sent again.
    unconfirmed: VecDeque<(Instant, Sent)>,
}

enum Sent {
    Presence,
    Command {
        payload: String,
        request: Option<u64>,
    },
}

impl Outbox {
    pub(super) fn new(presence: PresenceSource) -> Self {
        Self {
            payloads: Limit::new(PAYLOADS, PAYLOADS_WINDOW),
            presences: Limit::new(PRESENCES, PRESENCES_WINDOW),
            presence,
            presence_unsent: false,
            queue: VecDeque::new(),
            unconfirmed: VecDeque::new(),
        }
    }

    /// A new connection starts with an allowance of its own.
    pub(super) fn connected(&mut self) {
        self.payloads = Limit::new(PAYLOADS, PAYLOADS_WINDOW);
    }

    /// The connection is gone: what may not have arrived waits again, before what came later.
    pub(super) fn lost(&mut self) {
        while let Some((_, sent)) = self.unconfirmed.pop_back() {
            match sent {
                Sent::Presence => self.presence_unsent = true,
                Sent::Command { payload, request } => {
                    if request.is_none_or(|request| !self.holds(request)) {
                        self.queue.push_front(Outgoing {
                            payload,
                            request,
                            not_before: None,
                            sent: None,
                        });
                    }
                }
            }
        }
    }

    /// A new session knows of no request: whoever waits for an answer asks again, and once is enough.
    pub(super) fn session_began(&mut self) {
        self.queue.retain(|waiting| waiting.request.is_none());
    }

    /// What was sent before then has arrived. What was sent in that very moment may have followed.
    pub(super) fn confirmed(&mut self, before: Instant) {
        while self.unconfirmed.front().is_some_and(|(at, _)| *at < before) {
            self.unconfirmed.pop_front();
        }
    }

    /// A payload is sent that does not wait in here.
    pub(super) fn record(&mut self, now: Instant) {
        self.payloads.record(now);
    }

    /// Another presence is to be shown.
    pub(super) fn presence_changed(&mut self) {
        self.presence_unsent = true;
    }

    /// The presence, for an Identify that is sent with it.
    pub(super) fn identify_presence(&mut self) -> Option<String> {
        self.presence_unsent = false;
        (self.presence)()
    }

    /// Puts a command behind those that wait; one for the same request takes its place.
    pub(super) fn push(&mut self, outgoing: Outgoing) {
        let same = |waiting: &&mut Outgoing| {
            outgoing.request.is_some() && waiting.request == outgoing.request
        };
        match self.queue.iter_mut().find(same) {
            Some(waiting) => *waiting = outgoing,
            None => self.queue.push_back(outgoing),
        }
    }

    fn holds(&self, request: u64) -> bool {
        self.queue
            .iter()
            .any(|waiting| waiting.request == Some(request))
    }

    /// How many commands wait.
    pub(super) fn waiting(&self) -> usize {
        self.queue.len() + usize::from(self.presence_unsent)
    }

    /// When the next waiting command may be sent.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        let free_at = self.payloads.free_at(now);
        let presence = self
            .presence_unsent
            .then(|| free_at.max(self.presences.free_at(now)));
        let commands = self
            .queue
            .iter()
            .map(|waiting| waiting.not_before.map_or(free_at, |at| at.max(free_at)));
        presence.into_iter().chain(commands).min()
    }

    /// The presence, if it waits and may be sent now.
    pub(super) fn take_presence(&mut self, now: Instant) -> Option<String> {
        let due = self.payloads.free_at(now).max(self.presences.free_at(now));
        if !self.presence_unsent || due > now {
            return None;
        }
        self.presence_unsent = false;
        let presence = (self.presence)()?;
        self.payloads.record(now);
        self.presences.record(now);
        self.unconfirmed.push_back((now, Sent::Presence));
        Some(presence)
    }

    /// The first command that may be sent now.
    pub(super) fn take(&mut self, now: Instant) -> Option<String> {
        // Nobody waits for these any more.
        self.queue
            .retain(|waiting| waiting.sent.as_ref().is_none_or(|sent| !sent.is_closed()));
        if self.payloads.free_at(now) > now {
            return None;
        }
        let at = self
            .queue
            .iter()
            .position(|waiting| waiting.not_before.is_none_or(|at| at <= now))?;
        let outgoing = self.queue.remove(at)?;
        self.payloads.record(now);
        if let Some(sent) = outgoing.sent {
            // Whoever asked may have gone in this moment; it is sent all the same.
            let _ = sent.send(());
        }
        let command = Sent::Command {
            payload: outgoing.payload.clone(),
            request: outgoing.request,
        };
        self.unconfirmed.push_back((now, command));
        Some(outgoing.payload)
    }
}

/// So many in any window of time: a ring of the last ones.
struct Limit {
    max: usize,
    window: Duration,
    sent: VecDeque<Instant>,
}

impl Limit {
    fn new(max: usize, window: Duration) -> Self {
        Self {
            max,
            window,
            sent: VecDeque::new(),
        }
    }

    fn free_at(&self, now: Instant) -> Instant {
        match self.sent.front() {
            Some(&oldest) if self.sent.len() == self.max => now.max(oldest + self.window),
            _ => now,
        }
    }

    fn record(&mut self, now: Instant) {
        if self.sent.len() == self.max {
            self.sent.pop_front();
        }
        self.sent.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{Arc, Mutex},
        time::Duration,
    };

    use tokio::{sync::oneshot, time::Instant};

    use super::{Outbox, Outgoing};

    fn outgoing(payload: &str, request: Option<u64>) -> Outgoing {
        Outgoing {
            payload: payload.to_owned(),
            request,
            not_before: None,
            sent: None,
        }
    }

    fn outbox() -> (Outbox, Arc<Mutex<Option<String>>>) {
        let presence = Arc::new(Mutex::new(None));
        let shown = Arc::clone(&presence);
        let outbox = Outbox::new(Box::new(move || crate::lock(&shown).clone()));
        (outbox, presence)
    }

    #[test]
    fn presences_keep_to_five_in_twenty_seconds_and_the_newest_wins() {
        let start = Instant::now();
        let (mut outbox, presence) = outbox();
        let set = |outbox: &mut Outbox, text: &str| {
            *crate::lock(&presence) = Some(text.to_owned());
            outbox.presence_changed();
        };
        assert_eq!(outbox.due(start), None);
        for number in 0..5u64 {
            set(&mut outbox, &number.to_string());
            let now = start + Duration::from_secs(number);
            assert_eq!(outbox.take_presence(now), Some(number.to_string()));
        }
        let now = start + Duration::from_secs(6);
        set(&mut outbox, "overtaken");
        set(&mut outbox, "newest");
        let due = start + Duration::from_secs(20);
        assert_eq!(outbox.due(now), Some(due));
        assert_eq!(outbox.take_presence(now), None);
        assert_eq!(outbox.take_presence(due), Some("newest".to_owned()));
        assert_eq!(outbox.due(due), None);
    }

    #[test]
    fn the_rest_leaves_room_for_heartbeats() {
        let start = Instant::now();
        let (mut outbox, _) = outbox();
        outbox.push(outgoing("p", None));
        for _ in 0..110 {
            outbox.record(start);
        }
        assert_eq!(outbox.take(start), None);
        let due = start + Duration::from_mins(1);
        assert_eq!(outbox.due(start), Some(due));
        outbox.connected();
        assert_eq!(outbox.take(start), Some("p".to_owned()));
    }

    #[test]
    fn what_may_not_have_arrived_is_sent_again_in_order() {
        let start = Instant::now();
        let second = Duration::from_secs(1);
        let (mut outbox, _) = outbox();
        for (number, text) in ["a", "b", "c"].iter().enumerate() {
            outbox.push(outgoing(text, None));
            let at = start + second * u32::try_from(number).unwrap();
            assert!(outbox.take(at).is_some());
        }
        // "b" was sent in that very moment.
        outbox.confirmed(start + second);
        outbox.push(outgoing("d", None));
        outbox.lost();
        let sent: Vec<_> = std::iter::from_fn(|| outbox.take(start + second * 9)).collect();
        assert_eq!(sent, ["b", "c", "d"]);
    }

    #[test]
    fn a_request_is_sent_once_and_a_command_nobody_waits_for_is_not() {
        let start = Instant::now();
        let (mut outbox, _) = outbox();
        outbox.push(outgoing("first", Some(1)));
        assert_eq!(outbox.take(start), Some("first".to_owned()));
        outbox.push(outgoing("again", Some(1)));
        outbox.push(outgoing("again, at last", Some(1)));
        outbox.lost();
        let (sent, waiting) = oneshot::channel();
        outbox.push(Outgoing {
            sent: Some(sent),
            ..outgoing("given up", None)
        });
        drop(waiting);
        assert_eq!(outbox.take(start), Some("again, at last".to_owned()));
        assert_eq!(outbox.take(start), None);
        assert_eq!(outbox.waiting(), 0);
    }

    #[test]
    fn a_command_for_later_does_not_hold_up_others() {
        let start = Instant::now();
        let later = start + Duration::from_secs(30);
        let (mut outbox, _) = outbox();
        outbox.push(Outgoing {
            not_before: Some(later),
            ..outgoing("later", Some(1))
        });
        outbox.push(outgoing("now", None));
        assert_eq!(outbox.due(start), Some(start));
        assert_eq!(outbox.take(start), Some("now".to_owned()));
        assert_eq!(outbox.take(start), None);
        assert_eq!(outbox.due(start), Some(later));
        assert_eq!(outbox.take(later), Some("later".to_owned()));
    }
}
