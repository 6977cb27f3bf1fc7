//! What happens by itself when its time has come.

use serde::{Deserialize, Serialize};

use super::{
    Event, Store,
    ids::{ChannelId, InteractionId, LobbyId, MessageId, ScheduledEventId, SubscriptionId},
};

/// Something that is due at some moment, unless it has become pointless by then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Due {
    /// A thread may have been without activity for long enough to be archived.
    ThreadRests(ChannelId),
    /// A stage may have been without speakers for long enough to be closed.
    StageRests(ChannelId),
    /// A scheduled event may have to begin or to end.
    ScheduledEventTurns(ScheduledEventId),
    /// A poll may be over.
    PollExpires(ChannelId, MessageId),
    /// A lobby may have been empty for long enough to be gone.
    LobbyIdles(LobbyId),
    /// A period of a subscription is over.
    SubscriptionPeriodEnds(SubscriptionId),
    /// An application may have left an interaction without an answer for too long.
    InteractionFails(InteractionId),
    /// An invite has been good for as long as it was to be.
    InviteEnds(String),
}

impl Store {
    /// Has something happen at a moment, in milliseconds of Unix time.
    pub(super) fn schedule(&mut self, at: u64, due: Due) {
        self.due.insert((at, due));
    }

    /// When the next thing is due.
    pub(crate) fn next_due(&self) -> Option<u64> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Lets everything happen whose time has come.
    pub(crate) fn run_due(&mut self) -> Vec<Event> {
        let now = self.clock.now();
        let mut events = Vec::new();
        while self.next_due().is_some_and(|at| at <= now) {
            let Some((_, due)) = self.due.pop_first() else {
                break;
            };
            events.extend(match due {
                Due::ThreadRests(thread) => self.rest_thread(thread),
                Due::StageRests(channel) => self.rest_stage(channel),
                Due::ScheduledEventTurns(event) => self.turn_scheduled_event(event),
                Due::PollExpires(channel, message) => self.expire_poll(channel, message),
                Due::LobbyIdles(lobby) => self.close_idle_lobby(lobby),
                Due::SubscriptionPeriodEnds(subscription) => self.end_period(subscription),
                Due::InteractionFails(interaction) => self.fail_interaction(interaction),
                Due::InviteEnds(code) => self.end_invite(&code),
            });
        }
        events
    }
}
