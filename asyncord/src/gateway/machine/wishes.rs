//! What the rest of the program wants of a shard.

use tokio::time::Instant;

use super::{
    Action, CLOSE_FINAL, CLOSE_RESUMABLE, CLOSE_TIMEOUT, Machine, News, Next, Outgoing,
    READY_TIMEOUT, RESUMED_TIMEOUT, State, cause::Cause,
};
use crate::gateway::DisconnectCause;

impl Machine {
    /// The program wants something sent.
    pub(in crate::gateway) fn enqueue(&mut self, now: Instant, outgoing: Outgoing) {
        self.outbox.push(outgoing);
        self.flush(now);
    }

    /// How many commands wait.
    pub(in crate::gateway) fn waiting(&self) -> usize {
        self.outbox.waiting()
    }

    /// The presence that is to be shown has changed.
    pub(in crate::gateway) fn presence_changed(&mut self, now: Instant) {
        self.outbox.presence_changed();
        self.flush(now);
    }

    /// The program wants another connection; a session that is to end is ended.
    pub(in crate::gateway) fn restart(&mut self, now: Instant, keep_session: bool) {
        match self.state {
            State::Ended
            | State::Closing {
                next: Next::End, ..
            } => {}
            // It is about to connect anyhow.
            State::Closing { .. } | State::Queued => self.forget_unless(keep_session),
            State::Waiting { .. } => {
                self.forget_unless(keep_session);
                self.state = State::Waiting { until: now };
            }
            State::Connecting { .. } => {
                if !keep_session && self.session.is_some() {
                    self.session = None;
                    // Whoever is on the way to resume has no turn to identify.
                    self.leave(Next::Connect { at: now });
                }
            }
            _ => self.lose(now, &Cause::Restart { keep_session }),
        }
    }

    fn forget_unless(&mut self, keep_session: bool) {
        if !keep_session {
            self.session = None;
        }
    }

    /// The sink is full: until [`Machine::unpause`], silence is no sign of death.
    pub(in crate::gateway) fn pause(&mut self) {
        self.paused = true;
        tracing::debug!("the queue of events is full, reading pauses");
    }

    /// The sink took the event that it had refused.
    pub(in crate::gateway) fn unpause(&mut self, now: Instant) {
        self.paused = false;
        if let Some(heart) = &mut self.heart {
            heart.excuse();
        }
        match &mut self.state {
            State::Identifying { deadline } => *deadline = now + READY_TIMEOUT,
            State::Resuming { deadline } => *deadline = now + RESUMED_TIMEOUT,
            _ => {}
        }
        tracing::debug!("the queue of events has room again, reading goes on");
    }

    /// The shard shall end, and its session too unless it is to be kept for another process.
    pub(in crate::gateway) fn shutdown(&mut self, now: Instant, keep_session: bool) {
        let code = if keep_session {
            CLOSE_RESUMABLE
        } else {
            CLOSE_FINAL
        };
        match &mut self.state {
            State::Ended => return,
            State::Waiting { .. } | State::Queued | State::Connecting { .. } => {
                self.leave(Next::End);
            }
            State::Closing { next, .. } => *next = Next::End,
            _ => {
                self.actions.push_back(Action::Tell(News::Disconnected {
                    cause: DisconnectCause::Shutdown,
                    code: None,
                    reason: "the bot stops".to_owned(),
                    resumable: keep_session && self.session.is_some(),
                    retry_after: None,
                }));
                self.close(now, code, CLOSE_TIMEOUT, Next::End);
            }
        }
        if !keep_session {
            self.session = None;
        }
    }
}
