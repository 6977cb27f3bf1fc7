//! What a frame does: Hello, sessions, heartbeats, events.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::time::Instant;
use url::Url;

use super::{
    Action, Dispatch, HEARTBEAT_INTERVALS, Machine, News, READY_TIMEOUT, RESUMED_TIMEOUT, Session,
    State,
    cause::Cause,
    heart::Heart,
    payload::{self, op},
};
use crate::gateway::envelope::{self, Envelope};

impl Machine {
    /// A frame came. The event in it, if it is one, is to be handed over after the actions.
    pub(in crate::gateway) fn frame<'a>(
        &mut self,
        now: Instant,
        text: &'a str,
    ) -> Option<Dispatch<'a>> {
        if !self.listens() {
            return None;
        }
        let envelope = match envelope::scan(text) {
            Ok(envelope) => envelope,
            Err(error) => {
                self.lose(now, &Cause::Malformed(error.to_string()));
                return None;
            }
        };
        if let Some(heart) = &mut self.heart {
            heart.hear();
        }
        match envelope.op {
            op::DISPATCH => return self.dispatch(now, text, envelope),
            op::HEARTBEAT => self.beat(now),
            op::HEARTBEAT_ACK => {
                if let Some(sent) = self.heart.as_mut().and_then(Heart::acknowledge) {
                    self.outbox.confirmed(sent);
                    self.latency = Some(now - sent);
                    tracing::debug!(latency = ?self.latency, "heartbeat answered");
                }
            }
            op::HELLO => self.hello(now, &text[envelope.data]),
            op::RECONNECT => self.lose(now, &Cause::Reconnect),
            op::INVALID_SESSION => {
                let resumable = text[envelope.data] == *"true";
                self.lose(now, &Cause::InvalidSession { resumable });
            }
            op => tracing::debug!(op, "unknown opcode ignored"),
        }
        None
    }

    /// Whether there is a connection that is not being left.
    fn listens(&self) -> bool {
        matches!(
            self.state,
            State::Greeting { .. }
                | State::Holding { .. }
                | State::Identifying { .. }
                | State::Resuming { .. }
                | State::Ready { .. }
        )
    }

    fn dispatch<'a>(
        &mut self,
        now: Instant,
        text: &'a str,
        envelope: Envelope<'a>,
    ) -> Option<Dispatch<'a>> {
        let Some(name) = envelope.name else {
            tracing::warn!("event without a name ignored");
            return None;
        };
        let repeated = envelope.sequence.is_some() && envelope.sequence <= self.sequence;
        match (&self.state, &*name) {
            // What is waited for counts, whatever its number is. A server that cannot resume may begin another
            // session instead, and one that resumes from the very beginning repeats READY.
            (State::Identifying { .. } | State::Resuming { .. }, "READY")
            | (State::Resuming { .. }, "RESUMED") => {}
            (State::Resuming { .. } | State::Ready { .. }, _) if repeated => {
                tracing::warn!(
                    event = &*name,
                    sequence = envelope.sequence,
                    "event that came before ignored"
                );
                return None;
            }
            (State::Ready { .. }, "READY") => {
                let reason = "READY in the midst of a session".to_owned();
                self.lose(now, &Cause::Malformed(reason));
                return None;
            }
            (State::Resuming { .. } | State::Ready { .. }, _) => {}
            _ => {
                tracing::warn!(event = &*name, "event before the session ignored");
                return None;
            }
        }
        let json = &text[envelope.data.clone()];
        let mut returning = false;
        if name == "READY" {
            if let Err(error) = self.ready(now, envelope.sequence, json) {
                self.lose(now, &Cause::Malformed(format!("malformed READY: {error}")));
                return None;
            }
        } else {
            self.sequence = self.sequence.max(envelope.sequence);
            returning = self.tally.count(&name, json);
            if let State::Resuming { deadline } = &mut self.state {
                if name == "RESUMED" {
                    self.resumed(now);
                } else {
                    self.replayed += 1;
                    *deadline = now + RESUMED_TIMEOUT;
                }
            }
        }
        Some(Dispatch {
            name,
            sequence: envelope.sequence.or(self.sequence).unwrap_or_default(),
            data: envelope.data,
            returning,
        })
    }

    fn hello(&mut self, now: Instant, json: &str) {
        let State::Greeting { .. } = self.state else {
            tracing::debug!("a second Hello ignored");
            return;
        };
        let interval = match serde_json::from_str(json) {
            Ok(payload::Hello { heartbeat_interval })
                if HEARTBEAT_INTERVALS.contains(&heartbeat_interval) =>
            {
                Duration::from_millis(heartbeat_interval)
            }
            _ => {
                let reason = "malformed Hello: no sensible heartbeat interval".to_owned();
                return self.lose(now, &Cause::Malformed(reason));
            }
        };
        self.heart = Some(Heart::new(now, interval, (self.random)()));

        let Some(session) = &self.session else {
            return match self.not_before.filter(|&not_before| not_before > now) {
                Some(until) => self.state = State::Holding { until },
                None => self.identify(now),
            };
        };
        tracing::debug!(sequence = self.sequence, "resuming");
        self.state = State::Resuming {
            deadline: now + RESUMED_TIMEOUT,
        };
        self.replayed = 0;
        let text = payload::resume(&self.config.token, &session.id, self.sequence);
        self.send(now, text);
    }

    /// The turn has come to start a session.
    pub(super) fn identify(&mut self, now: Instant) {
        tracing::debug!(intents = %self.config.intents, "identifying");
        self.state = State::Identifying {
            deadline: now + READY_TIMEOUT,
        };
        self.retry.identified();
        let presence = self.outbox.identify_presence();
        let text = payload::identify(&self.config, presence.as_deref());
        // First: one that is lost halfway may have arrived.
        self.actions.push_back(Action::Identified);
        self.send(now, text);
    }

    fn ready(
        &mut self,
        now: Instant,
        sequence: Option<u64>,
        json: &str,
    ) -> Result<(), serde_json::Error> {
        let ready: payload::Ready = serde_json::from_str(json)?;
        // The new session's numbers have nothing to do with the last one's.
        self.sequence = sequence;
        tracing::info!("session started");
        self.tally.reset(&ready.guilds);
        let id = ready.session_id;
        let url = ready.resume_gateway_url.as_deref().map(str::parse::<Url>);
        self.session = match url {
            None => Some(Session::new(id, None)),
            Some(Err(error)) => {
                tracing::warn!(%error, "the address to resume at is none, the configured one serves");
                Some(Session::new(id, None))
            }
            Some(Ok(url)) => match self.config.plain_hosts.check(&url) {
                Ok(()) => {
                    let url = payload::with_query(url, self.config.compression);
                    Some(Session::new(id, Some(url)))
                }
                Err(error) => {
                    tracing::warn!(%error, "this session will not be resumed");
                    None
                }
            },
        };
        self.outbox.session_began();
        self.actions.push_back(Action::Tell(News::Ready));
        self.live(now);
        Ok(())
    }

    fn resumed(&mut self, now: Instant) {
        let replayed = self.replayed;
        tracing::info!(replayed, "session resumed");
        self.actions
            .push_back(Action::Tell(News::Resumed { replayed }));
        if let Some(session) = &mut self.session {
            session.detour = false;
            session.refusals = 0;
            session.cuts = 0;
        }
        self.live(now);
    }

    fn live(&mut self, now: Instant) {
        self.retry.ready();
        self.config.ever_ready.store(true, Ordering::Relaxed);
        self.state = State::Ready { since: now };
        self.flush(now);
    }

    pub(super) fn beat(&mut self, now: Instant) {
        if let Some(heart) = &mut self.heart {
            heart.sent(now);
        }
        self.send(now, payload::heartbeat(self.sequence));
    }

    fn send(&mut self, now: Instant, text: String) {
        self.outbox.record(now);
        self.actions.push_back(Action::Send(text));
    }

    /// Sends what waits, as far as it may be sent.
    pub(super) fn flush(&mut self, now: Instant) {
        let State::Ready { .. } = self.state else {
            return;
        };
        if let Some(presence) = self.outbox.take_presence(now) {
            let text = payload::presence_update(&presence);
            self.actions.push_back(Action::Send(text));
        }
        while let Some(text) = self.outbox.take(now) {
            self.actions.push_back(Action::Send(text));
        }
    }

    /// A message came that is larger than what is taken; `text` is how it begins.
    pub(in crate::gateway) fn oversized(&mut self, now: Instant, text: &str, bytes: u64) {
        if !self.listens() {
            return;
        }
        let envelope = envelope::beginning(text);
        let name = envelope.name.as_deref().unwrap_or("of unknown name");
        if let Some(sequence) = envelope.sequence
            && let State::Ready { .. } | State::Resuming { .. } = self.state
        {
            self.sequence = self.sequence.max(Some(sequence));
            tracing::error!(
                event = name,
                sequence,
                bytes,
                "an event is too large and was left out"
            );
        } else {
            let reason = format!("a message {name} of {bytes} bytes is too large");
            self.lose(now, &Cause::Malformed(reason));
        }
    }
}
