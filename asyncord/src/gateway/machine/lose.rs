//! What follows when a connection is given up.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    Action, CLOSE_FINAL, CLOSE_RESUMABLE, CUTS, Machine, News, Next, RECONNECT_CLOSE_TIMEOUT,
    REFUSALS, State, cause::Cause, payload,
};
use crate::gateway::GatewayError;

impl Machine {
    /// Gives the connection up, and decides how the next one comes about.
    pub(super) fn lose(&mut self, now: Instant, cause: &Cause) {
        if let Some(error) = cause.fatal(&self.config) {
            self.tell(cause, None);
            return self.fail(error);
        }
        self.judge_session(cause);
        let ready_since = match self.state {
            State::Ready { since } => Some(since),
            _ => None,
        };
        let mut delay = self
            .retry
            .delay(now, ready_since, self.session.is_none(), (self.random)());
        if self.is_refusal(cause) {
            // Discord is there again, and a session is refused only once: there is no more to wait for than what it
            // asks for, however long it was gone.
            delay = Duration::ZERO;
        }
        let delay = delay.max(cause.least_delay((self.random)()));
        if !self.ever_ready()
            && !cause.is_routine()
            && let Some(attempts) = self.retry.exhausted()
        {
            self.tell(cause, None);
            return self.fail(GatewayError::Unreachable {
                address: payload::without_query(&self.config.url),
                attempts,
                cause: cause.to_string(),
            });
        }

        let resume = self.session.is_some();
        let failures = self.retry.failures();
        if cause.is_routine() {
            tracing::info!(%cause, ?delay, resume, failures, "reconnecting");
        } else {
            tracing::warn!(%cause, ?delay, resume, failures, "connection lost, reconnecting");
        }
        self.tell(cause, Some(delay));
        self.outbox.lost();
        let next = Next::Connect { at: now + delay };
        if cause.is_closed() || matches!(self.state, State::Connecting { .. }) {
            self.leave(next);
        } else {
            let code = match cause {
                // What nobody will take up again need not be kept by the peer.
                Cause::Restart {
                    keep_session: false,
                } => CLOSE_FINAL,
                _ => CLOSE_RESUMABLE,
            };
            self.close(now, code, RECONNECT_CLOSE_TIMEOUT, next);
        }
    }

    /// Whether Discord refuses the session that was to be resumed.
    fn is_refusal(&self, cause: &Cause) -> bool {
        matches!(self.state, State::Resuming { .. })
            && matches!(cause, Cause::InvalidSession { resumable: false })
    }

    fn tell(&mut self, cause: &Cause, retry_after: Option<Duration>) {
        self.actions.push_back(Action::Tell(News::Disconnected {
            cause: cause.kind(),
            code: cause.code(),
            reason: cause.to_string(),
            resumable: self.session.is_some() && retry_after.is_some(),
            retry_after,
        }));
    }

    /// What becomes of the session, and of the address to resume it at.
    fn judge_session(&mut self, cause: &Cause) {
        // Without a number there is nothing to resume from.
        if cause.ends_session() || self.sequence.is_none() {
            self.session = None;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        if matches!(cause, Cause::Reconnect | Cause::Restart { .. }) {
            return;
        }
        match self.state {
            State::Connecting { .. } | State::Greeting { .. } => session.detour = true,
            State::Resuming { .. } => {
                session.detour = true;
                match cause {
                    Cause::Lost(_) => session.cuts += 1,
                    _ => session.refusals += 1,
                }
                if session.refusals >= REFUSALS || session.cuts >= CUTS {
                    tracing::warn!("the session cannot be resumed, a new one will begin");
                    self.session = None;
                }
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, now: Instant, code: u16, timeout: Duration, next: Next) {
        self.disconnected();
        self.actions.push_back(Action::Close(code));
        self.state = State::Closing {
            deadline: now + timeout,
            next,
        };
    }

    pub(super) fn leave(&mut self, next: Next) {
        self.disconnected();
        self.actions.push_back(Action::Abandon);
        self.state = match next {
            Next::Connect { at } => State::Waiting { until: at },
            Next::End => {
                self.actions.push_back(Action::End);
                State::Ended
            }
        };
    }

    pub(super) fn fail(&mut self, error: GatewayError) {
        self.disconnected();
        self.actions.push_back(Action::Abandon);
        self.actions.push_back(Action::Fail(error));
        self.state = State::Ended;
    }

    fn disconnected(&mut self) {
        self.heart = None;
        self.latency = None;
        self.not_before = None;
    }
}
