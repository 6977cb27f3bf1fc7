//! What follows when a connection is given up.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    Action, CLOSE_RESUMABLE, Machine, Next, RECONNECT_CLOSE_TIMEOUT, RESUME_ATTEMPTS, State,
    cause::Cause,
};
use crate::gateway::GatewayError;

impl Machine {
    /// Gives the connection up, and decides how the next one comes about.
    pub(super) fn lose(&mut self, now: Instant, cause: &Cause) {
        if let Some(error) = cause.fatal(&self.config) {
            return self.fail(error);
        }
        self.judge_session(cause);
        let ready_since = match self.state {
            State::Ready { since } => Some(since),
            _ => None,
        };
        let delay = self
            .retry
            .delay(now, ready_since, self.session.is_none(), (self.random)())
            .max(cause.least_delay((self.random)()));
        if let Some(attempts) = self.retry.exhausted() {
            return self.fail(GatewayError::Unreachable {
                address: self.config.url.to_string(),
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
        let next = Next::Connect { at: now + delay };
        if cause.is_closed() || matches!(self.state, State::Connecting { .. }) {
            self.leave(next);
        } else {
            self.close(now, CLOSE_RESUMABLE, RECONNECT_CLOSE_TIMEOUT, next);
        }
    }

    /// What becomes of the session, and of the address to resume it at.
    fn judge_session(&mut self, cause: &Cause) {
        if cause.ends_session() {
            self.session = None;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        if matches!(cause, Cause::Reconnect) {
            return;
        }
        match self.state {
            State::Connecting { .. } | State::Greeting { .. } => session.detour = true,
            State::Resuming { .. } => {
                session.detour = true;
                session.refusals += 1;
                if session.refusals >= RESUME_ATTEMPTS {
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

    fn fail(&mut self, error: GatewayError) {
        self.disconnected();
        self.actions.push_back(Action::Abandon);
        self.actions.push_back(Action::Fail(error));
        self.state = State::Ended;
    }

    fn disconnected(&mut self) {
        self.heart = None;
        self.latency = None;
    }
}
