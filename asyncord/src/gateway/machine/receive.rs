//! What a frame does: Hello, sessions, heartbeats, events.

use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::{
    Action, Dispatch, HEARTBEAT_INTERVALS, Machine, READY_TIMEOUT, RESUMED_TIMEOUT, Session, State,
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
        if !matches!(
            self.state,
            State::Greeting { .. }
                | State::Identifying { .. }
                | State::Resuming { .. }
                | State::Ready { .. }
        ) {
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
                let latency = self.heart.as_mut().and_then(|heart| heart.acknowledge(now));
                self.latency = latency.or(self.latency);
                tracing::debug!(?latency, "heartbeat answered");
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
        if let State::Greeting { .. } = self.state {
            tracing::warn!(event = &*name, "event before Hello ignored");
            return None;
        }
        self.sequence = self.sequence.max(envelope.sequence);
        if name == "READY" {
            if let Err(error) = self.ready(now, &text[envelope.data.clone()]) {
                self.lose(now, &Cause::Malformed(format!("malformed READY: {error}")));
                return None;
            }
        } else if let State::Resuming { deadline } = &mut self.state {
            if name == "RESUMED" {
                self.resumed(now);
            } else {
                *deadline = now + RESUMED_TIMEOUT;
            }
        }
        Some(Dispatch {
            name,
            sequence: envelope.sequence.or(self.sequence).unwrap_or_default(),
            data: envelope.data,
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

        let text = if let Some(session) = &self.session {
            tracing::debug!(session = session.id, sequence = self.sequence, "resuming");
            self.state = State::Resuming {
                deadline: now + RESUMED_TIMEOUT,
            };
            payload::resume(&self.config.token, &session.id, self.sequence)
        } else {
            tracing::debug!(intents = %self.config.intents, "identifying");
            self.state = State::Identifying {
                deadline: now + READY_TIMEOUT,
            };
            self.sequence = None;
            self.retry.identified(now);
            payload::identify(
                &self.config.token,
                self.config.intents,
                self.config.shard,
                self.outbox.identify_presence(),
            )
        };
        self.send(now, text);
    }

    fn ready(&mut self, now: Instant, json: &str) -> Result<(), serde_json::Error> {
        let ready: payload::Ready = serde_json::from_str(json)?;
        tracing::info!("session started");
        tracing::debug!(session = ready.session_id, url = ready.resume_gateway_url);
        let session = |url| Session {
            id: ready.session_id,
            url,
            detour: false,
            refusals: 0,
        };
        let url = ready.resume_gateway_url.as_deref().map(str::parse::<Url>);
        self.session = match url {
            None => Some(session(None)),
            Some(Err(error)) => {
                tracing::warn!(%error, "the address to resume at is none, the configured one serves");
                Some(session(None))
            }
            Some(Ok(url)) => match self.config.plain_hosts.check(&url) {
                Ok(()) => Some(session(Some(payload::with_query(url)))),
                Err(error) => {
                    tracing::warn!(%error, "this session will not be resumed");
                    None
                }
            },
        };
        self.live(now);
        Ok(())
    }

    fn resumed(&mut self, now: Instant) {
        tracing::info!("session resumed");
        if let Some(session) = &mut self.session {
            session.detour = false;
            session.refusals = 0;
        }
        self.live(now);
    }

    fn live(&mut self, now: Instant) {
        self.retry.ready();
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

    /// Sends what waits, if it may be sent.
    pub(super) fn flush(&mut self, now: Instant) {
        if let State::Ready { .. } = self.state
            && let Some(presence) = self.outbox.take_presence(now)
        {
            let text = payload::presence_update(presence);
            self.actions.push_back(Action::Send(text));
        }
    }
}
