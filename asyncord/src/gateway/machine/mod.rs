//! The protocol of one shard as a state machine: it does no I/O and does not know the time.
//!
//! The runner tells it what happened and when, carries out the [`Action`]s it asks for, and calls
//! [`Machine::timer`] at [`Machine::deadline`]. Every state that waits for the peer has a deadline.

use std::{
    borrow::Cow,
    collections::VecDeque,
    fmt,
    ops::{Range, RangeInclusive},
    time::Duration,
};

use tokio::time::Instant;
use url::Url;

use self::{
    cause::Cause,
    heart::{Heart, Tick},
    outbox::Outbox,
    retry::Retry,
};
use super::{
    GatewayError, ShardConfig, ShardStatus,
    client::{Command, Health},
};

mod cause;
mod heart;
mod lose;
mod outbox;
mod payload;
mod receive;
mod retry;
#[cfg(test)]
mod tests;

/// Name resolution, TCP, TLS and the WebSocket handshake together.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
const HELLO_TIMEOUT: Duration = Duration::from_secs(20);
/// In an outage Discord may let READY wait; giving up too early costs identifies.
const READY_TIMEOUT: Duration = Duration::from_mins(2);
/// Since the last replayed event.
const RESUMED_TIMEOUT: Duration = Duration::from_mins(1);
/// For the peer's close frame at the end.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// For the peer's close frame before another connection.
const RECONNECT_CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Resumes that may end without RESUMED, one at the resume address and one at the base address, before
/// the session is given up.
const RESUME_ATTEMPTS: u8 = 2;

/// Any other interval is a mistake of the peer's.
const HEARTBEAT_INTERVALS: RangeInclusive<u64> = 1..=3_600_000;

/// The close code that ends the session and shows the bot offline.
const CLOSE_FINAL: u16 = 1000;
/// A close code that keeps the session; 1000 and 1001 would end it.
const CLOSE_RESUMABLE: u16 = 4000;

/// Where jitter comes from: numbers from 0 to 1.
pub(super) type Random = Box<dyn FnMut() -> f64 + Send>;

/// What the runner shall do.
pub(super) enum Action {
    /// Open a connection, in place of any other; then call [`Machine::opened`] or
    /// [`Machine::unreachable`].
    Connect(Url),
    /// Send a text. It may hold the token.
    Send(String),
    /// Send a close frame and go on reading; then call [`Machine::closed`] or [`Machine::lost`].
    Close(u16),
    /// Drop the connection, or the attempt at one.
    Abandon,
    /// The shard has ended as it was told to.
    End,
    /// The shard cannot go on.
    Fail(GatewayError),
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(url) => write!(f, "Connect({url})"),
            Self::Send(_) => f.write_str("Send(***)"),
            Self::Close(code) => write!(f, "Close({code})"),
            Self::Abandon => f.write_str("Abandon"),
            Self::End => f.write_str("End"),
            Self::Fail(error) => write!(f, "Fail({error})"),
        }
    }
}

/// An event to hand over, which stands in the frame it came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dispatch<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) sequence: u64,
    pub(super) data: Range<usize>,
}

/// The protocol of one shard.
pub(super) struct Machine {
    config: ShardConfig,
    /// The configured address, with the query.
    base: Url,
    random: Random,
    state: State,
    heart: Option<Heart>,
    latency: Option<Duration>,
    session: Option<Session>,
    /// The highest sequence number of the session.
    sequence: Option<u64>,
    /// Whether the sink is full, so that nothing but the start of a connection is read.
    paused: bool,
    outbox: Outbox,
    retry: Retry,
    actions: VecDeque<Action>,
}

#[derive(Clone, Copy)]
enum State {
    /// No connection until then.
    Waiting { until: Instant },
    /// Waiting for the socket.
    Connecting { deadline: Instant },
    /// Waiting for Hello.
    Greeting { deadline: Instant },
    /// Waiting for READY.
    Identifying { deadline: Instant },
    /// Waiting for RESUMED; missed events come before it.
    Resuming { deadline: Instant },
    /// Receiving events.
    Ready { since: Instant },
    /// Waiting for the peer's close frame.
    Closing { deadline: Instant, next: Next },
    /// Nothing follows.
    Ended,
}

#[derive(Clone, Copy)]
enum Next {
    Connect { at: Instant },
    End,
}

/// A session that can be resumed.
struct Session {
    id: String,
    /// Where to resume it, with the query, if the peer named an address.
    url: Option<Url>,
    /// Whether that address failed, so that the base address is next.
    detour: bool,
    /// Resumes that ended without RESUMED.
    refusals: u8,
}

impl Machine {
    /// Makes a shard that connects at the first [`Machine::timer`].
    pub(super) fn new(
        now: Instant,
        config: ShardConfig,
        random: Random,
    ) -> Result<Self, GatewayError> {
        config.plain_hosts.check(&config.url)?;
        let presence = config
            .presence
            .as_ref()
            .map(|presence| presence.encode().map_err(GatewayError::Presence))
            .transpose()?;
        Ok(Self {
            base: payload::with_query(config.url.clone()),
            config,
            random,
            state: State::Waiting { until: now },
            heart: None,
            latency: None,
            session: None,
            sequence: None,
            paused: false,
            outbox: Outbox::new(presence),
            retry: Retry::default(),
            actions: VecDeque::new(),
        })
    }

    /// What the runner shall do next. To be called until `None` after every other call.
    pub(super) fn next_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// When to call [`Machine::timer`] if nothing else happens before.
    pub(super) fn deadline(&self, now: Instant) -> Option<Instant> {
        let state = match self.state {
            State::Waiting { until } => Some(until),
            // Whoever does not read cannot blame the peer.
            State::Identifying { .. } | State::Resuming { .. } if self.paused => None,
            State::Connecting { deadline }
            | State::Greeting { deadline }
            | State::Identifying { deadline }
            | State::Resuming { deadline }
            | State::Closing { deadline, .. } => Some(deadline),
            State::Ready { .. } => self.outbox.due(now),
            State::Ended => None,
        };
        let heart = self.heart.as_ref().map(Heart::next);
        state.into_iter().chain(heart).min()
    }

    /// Whether the socket shall be read.
    pub(super) fn wants_frames(&self) -> bool {
        !self.paused || matches!(self.state, State::Greeting { .. } | State::Closing { .. })
    }

    /// Where the connection stands, for the rest of the program.
    pub(super) fn health(&self) -> Health {
        let status = match self.state {
            State::Waiting { .. } | State::Closing { .. } | State::Ended => {
                ShardStatus::Disconnected
            }
            State::Connecting { .. } | State::Greeting { .. } => ShardStatus::Connecting,
            State::Identifying { .. } => ShardStatus::Identifying,
            State::Resuming { .. } => ShardStatus::Resuming,
            State::Ready { .. } => ShardStatus::Ready,
        };
        Health {
            status,
            latency: self.latency,
        }
    }

    /// The socket is open.
    pub(super) fn opened(&mut self, now: Instant) {
        if let State::Connecting { .. } = self.state {
            self.outbox.connected();
            self.state = State::Greeting {
                deadline: now + HELLO_TIMEOUT,
            };
        }
    }

    /// There is no connection to be had.
    pub(super) fn unreachable(&mut self, now: Instant, reason: String) {
        if let State::Connecting { .. } = self.state {
            self.lose(now, &Cause::Unreachable(reason));
        }
    }

    /// The peer closed the connection.
    pub(super) fn closed(&mut self, now: Instant, code: Option<u16>) {
        self.over(now, &Cause::Closed(code));
    }

    /// The connection broke.
    pub(super) fn lost(&mut self, now: Instant, reason: String) {
        self.over(now, &Cause::Lost(reason));
    }

    fn over(&mut self, now: Instant, cause: &Cause) {
        match self.state {
            State::Closing { next, .. } => self.leave(next),
            State::Waiting { .. } | State::Connecting { .. } | State::Ended => {}
            _ => self.lose(now, cause),
        }
    }

    /// A deadline may have passed.
    pub(super) fn timer(&mut self, now: Instant) {
        let late = match self.state {
            State::Waiting { until } if now >= until => {
                self.connect(now);
                None
            }
            State::Closing { deadline, next } if now >= deadline => {
                self.leave(next);
                None
            }
            State::Connecting { deadline } if now >= deadline => {
                Some(Cause::Timeout("connection", CONNECT_TIMEOUT))
            }
            State::Greeting { deadline } if now >= deadline => {
                Some(Cause::Timeout("Hello", HELLO_TIMEOUT))
            }
            State::Identifying { deadline } if now >= deadline && !self.paused => {
                Some(Cause::Timeout("READY", READY_TIMEOUT))
            }
            State::Resuming { deadline } if now >= deadline && !self.paused => {
                Some(Cause::Timeout("RESUMED", RESUMED_TIMEOUT))
            }
            _ => None,
        };
        if let Some(cause) = late {
            self.lose(now, &cause);
        }
        if let Some(heart) = &mut self.heart
            && now >= heart.next()
        {
            if self.paused {
                heart.excuse();
            }
            match heart.tick(now) {
                Tick::Beat => self.beat(now),
                Tick::Zombie => self.lose(now, &Cause::Zombie),
            }
        }
        self.flush(now);
    }

    /// The program wants something sent.
    pub(super) fn command(&mut self, now: Instant, command: Command) {
        match command {
            Command::Presence(presence) => self.outbox.set_presence(presence),
        }
        self.flush(now);
    }

    /// The sink is full: until [`Machine::unpause`], silence is no sign of death.
    pub(super) fn pause(&mut self) {
        self.paused = true;
        tracing::debug!("the queue of events is full, reading pauses");
    }

    /// The sink took the event that it had refused.
    pub(super) fn unpause(&mut self, now: Instant) {
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

    /// The shard shall end, and its session too.
    pub(super) fn shutdown(&mut self, now: Instant) {
        match &mut self.state {
            State::Waiting { .. } | State::Connecting { .. } => self.leave(Next::End),
            State::Closing { next, .. } => *next = Next::End,
            State::Ended => {}
            _ => self.close(now, CLOSE_FINAL, CLOSE_TIMEOUT, Next::End),
        }
    }

    fn connect(&mut self, now: Instant) {
        let url = match &self.session {
            Some(Session {
                url: Some(url),
                detour: false,
                ..
            }) => url,
            _ => &self.base,
        };
        tracing::debug!(%url, resume = self.session.is_some(), "connecting");
        self.actions.push_back(Action::Connect(url.clone()));
        self.state = State::Connecting {
            deadline: now + CONNECT_TIMEOUT,
        };
    }
}
