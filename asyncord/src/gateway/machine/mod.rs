//! The protocol of one shard as a state machine: it does no I/O and does not know the time.
//!
//! The runner tells it what happened and when, carries out the [`Action`]s it asks for, and calls
//! [`Machine::timer`] at [`Machine::deadline`]. Every state that waits for the peer has a deadline.

use std::{
    borrow::Cow,
    collections::VecDeque,
    fmt,
    ops::{Range, RangeInclusive},
    sync::atomic::Ordering,
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
pub(super) use self::{
    outbox::{Outgoing, PresenceSource},
    tally::Tally,
};
use super::{
    DisconnectCause, GatewayError, IdentifyRefused, ShardConfig, ShardStatus, client::Health,
};

mod cause;
mod heart;
mod lose;
mod outbox;
mod payload;
mod receive;
mod retry;
mod tally;
#[cfg(test)]
mod tests;
mod wishes;

/// Name resolution, TCP, TLS and the WebSocket handshake together. Each has a shorter time-out of its own in
/// the socket; this one is for a connector that breaks its word.
const CONNECT_TIMEOUT: Duration = Duration::from_mins(1);
const HELLO_TIMEOUT: Duration = Duration::from_secs(20);
/// In an outage Discord may let READY wait; giving up too early costs identifies.
const READY_TIMEOUT: Duration = Duration::from_mins(2);
/// Since the last replayed event.
const RESUMED_TIMEOUT: Duration = Duration::from_mins(1);
/// For the peer's close frame at the end.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// For the peer's close frame before another connection.
const RECONNECT_CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// After so many refusals, one at the resume address and one at the base address, a session is given up.
const REFUSALS: u8 = 2;
/// After so many resumes that the network cut off, it is given up too: it may be the session's doing.
const CUTS: u8 = 10;

/// How long to wait at most before the identify queue is asked again after it refused.
const REFUSED_CAP: Duration = Duration::from_mins(10);

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
    /// Ask the identify queue for a turn; then call [`Machine::permitted`] or [`Machine::refused`].
    Queue,
    /// Identify was sent: the turn is used.
    Identified,
    /// Open a connection, in place of any other; then call [`Machine::opened`] or
    /// [`Machine::unreachable`].
    Connect(Url),
    /// Send a text. It may hold the token.
    Send(String),
    /// Send a close frame and go on reading; then call [`Machine::closed`] or [`Machine::lost`].
    Close(u16),
    /// Drop the connection, or the attempt at one.
    Abandon,
    /// Tell the rest of the program.
    Tell(News),
    /// The shard has ended as it was told to.
    End,
    /// The shard cannot go on.
    Fail(GatewayError),
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Queue => f.write_str("Queue"),
            Self::Identified => f.write_str("Identified"),
            Self::Connect(url) => write!(f, "Connect({})", payload::without_query(url)),
            Self::Send(_) => f.write_str("Send(***)"),
            Self::Close(code) => write!(f, "Close({code})"),
            Self::Abandon => f.write_str("Abandon"),
            Self::Tell(news) => write!(f, "Tell({news:?})"),
            Self::End => f.write_str("End"),
            Self::Fail(error) => write!(f, "Fail({error})"),
        }
    }
}

/// What became of a shard's connection.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum News {
    /// A session has begun: requests that wait for answers are to be sent anew.
    Ready,
    /// A session was taken up again.
    Resumed {
        /// How many events were replayed.
        replayed: u64,
    },
    /// The connection is gone, or did not come about.
    Disconnected {
        cause: DisconnectCause,
        /// The peer's close code, if it sent one.
        code: Option<u16>,
        reason: String,
        /// Whether the session will be resumed.
        resumable: bool,
        /// When the next attempt begins; `None` if there is none.
        retry_after: Option<Duration>,
    },
}

/// A session as it can be taken up again, also by another process.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Resumable {
    pub(super) id: String,
    pub(super) url: Option<Url>,
    pub(super) sequence: u64,
}

/// An event to hand over, which stands in the frame it came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dispatch<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) sequence: u64,
    pub(super) data: Range<usize>,
    /// Whether it tells of a guild that was unavailable, as all are when a session begins.
    pub(super) returning: bool,
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
    /// Events replayed since the resume.
    replayed: u64,
    /// Before when Identify must not be sent.
    not_before: Option<Instant>,
    /// Whether the sink is full, so that nothing but the start of a connection is read.
    paused: bool,
    outbox: Outbox,
    tally: Tally,
    retry: Retry,
    actions: VecDeque<Action>,
}

#[derive(Clone, Copy)]
enum State {
    /// No connection until then.
    Waiting { until: Instant },
    /// Waiting for the identify queue, which has time-outs of its own. There is no connection yet: hundreds of
    /// shards may stand in line for minutes.
    Queued,
    /// Waiting for the socket.
    Connecting { deadline: Instant },
    /// Waiting for Hello.
    Greeting { deadline: Instant },
    /// Waiting until Identify may be sent.
    Holding { until: Instant },
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
    /// Resumes that the peer ended without RESUMED.
    refusals: u8,
    /// Resumes that the network ended.
    cuts: u8,
}

impl Session {
    fn new(id: String, url: Option<Url>) -> Self {
        Self {
            id,
            url,
            detour: false,
            refusals: 0,
            cuts: 0,
        }
    }
}

impl Machine {
    /// Makes a shard that connects at the first [`Machine::timer`], to take up `session` if there is one.
    pub(super) fn new(
        now: Instant,
        config: ShardConfig,
        session: Option<(Resumable, Tally)>,
        presence: PresenceSource,
        random: Random,
    ) -> Result<Self, GatewayError> {
        config.plain_hosts.check(&config.url)?;
        let base = payload::with_query(config.url.clone(), config.compression);
        let (session, sequence, tally) = match session {
            Some((resumable, tally)) => {
                let url = resumable
                    .url
                    .filter(|url| config.plain_hosts.check(url).is_ok())
                    .map(|url| payload::with_query(url, config.compression));
                let sequence = Some(resumable.sequence);
                (Some(Session::new(resumable.id, url)), sequence, tally)
            }
            None => (None, None, Tally::default()),
        };
        Ok(Self {
            base,
            config,
            random,
            state: State::Waiting { until: now },
            heart: None,
            latency: None,
            session,
            sequence,
            replayed: 0,
            not_before: None,
            paused: false,
            outbox: Outbox::new(presence),
            tally,
            retry: Retry::default(),
            actions: VecDeque::new(),
        })
    }

    /// What the runner shall do next. To be called until `None` after every other call.
    pub(super) fn next_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// Whether there is something to do.
    pub(super) fn has_actions(&self) -> bool {
        !self.actions.is_empty()
    }

    /// When to call [`Machine::timer`] if nothing else happens before.
    pub(super) fn deadline(&self, now: Instant) -> Option<Instant> {
        let state = match self.state {
            State::Waiting { until } | State::Holding { until } => Some(until),
            // Whoever does not read cannot blame the peer.
            State::Identifying { .. } | State::Resuming { .. } if self.paused => None,
            State::Connecting { deadline }
            | State::Greeting { deadline }
            | State::Identifying { deadline }
            | State::Resuming { deadline }
            | State::Closing { deadline, .. } => Some(deadline),
            State::Ready { .. } => self.outbox.due(now),
            State::Queued | State::Ended => None,
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
            State::Queued => ShardStatus::Queued,
            State::Waiting { .. } | State::Closing { .. } | State::Ended => {
                ShardStatus::Disconnected
            }
            State::Connecting { .. } | State::Greeting { .. } => ShardStatus::Connecting,
            State::Holding { .. } | State::Identifying { .. } => ShardStatus::Identifying,
            State::Resuming { .. } => ShardStatus::Resuming,
            State::Ready { .. } => ShardStatus::Ready,
        };
        Health {
            status,
            latency: self.latency,
            guilds: self.tally.guilds(),
            unavailable_guilds: self.tally.unavailable(),
            queued_commands: self.outbox.waiting(),
        }
    }

    /// The session, if there is one that can be taken up again.
    pub(super) fn resumable(&self) -> Option<Resumable> {
        let session = self.session.as_ref()?;
        Some(Resumable {
            id: session.id.clone(),
            url: session.url.clone(),
            sequence: self.sequence?,
        })
    }

    /// What is known of the guilds.
    pub(super) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The identify queue gives a turn: Identify may be sent from `not_before` on.
    pub(super) fn permitted(&mut self, now: Instant, not_before: Instant) {
        if let State::Queued = self.state {
            self.not_before = Some(not_before);
            self.connect(now);
        }
    }

    /// The identify queue has moved the time from which on Identify may be sent.
    pub(super) fn postponed(&mut self, not_before: Instant) {
        if self.not_before.is_some() {
            self.not_before = Some(not_before);
        }
        if let State::Holding { until } = &mut self.state {
            *until = not_before;
        }
    }

    /// The identify queue gives no turn for now.
    pub(super) fn refused(&mut self, now: Instant, refused: IdentifyRefused) {
        let State::Queued = self.state else {
            return;
        };
        if !self.ever_ready() {
            return self.fail(GatewayError::SessionLimit(refused));
        }
        let wait = refused.retry_after().min(REFUSED_CAP);
        tracing::error!(%refused, again_in = ?wait, "no session may begin");
        self.state = State::Waiting {
            until: now + wait.max(Duration::from_secs(1)),
        };
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
            State::Waiting { .. } | State::Queued | State::Connecting { .. } | State::Ended => {}
            _ => self.lose(now, cause),
        }
    }

    /// A deadline may have passed.
    pub(super) fn timer(&mut self, now: Instant) {
        let late = match self.state {
            State::Waiting { until } if now >= until => {
                self.begin(now);
                None
            }
            State::Holding { until } if now >= until => {
                self.identify(now);
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

    /// Bytes came over the socket, perhaps only a part of a frame.
    pub(super) fn hear(&mut self) {
        if let Some(heart) = &mut self.heart {
            heart.hear();
        }
    }

    /// Whether this shard or another one of the bot ever had a session: then it is no use to give up.
    fn ever_ready(&self) -> bool {
        self.retry.ever_ready() || self.config.ever_ready.load(Ordering::Relaxed)
    }

    /// The wait is over: a session is resumed at once, a new one needs a turn.
    fn begin(&mut self, now: Instant) {
        if self.session.is_some() {
            return self.connect(now);
        }
        self.state = State::Queued;
        self.actions.push_back(Action::Queue);
    }

    fn connect(&mut self, now: Instant) {
        // Numbers belong to their session: what is said before the next one has none.
        if self.session.is_none() {
            self.sequence = None;
        }
        let url = match &self.session {
            Some(Session {
                url: Some(url),
                detour: false,
                ..
            }) => url,
            _ => &self.base,
        };
        let address = payload::without_query(url);
        tracing::debug!(address, resume = self.session.is_some(), "connecting");
        self.actions.push_back(Action::Connect(url.clone()));
        self.state = State::Connecting {
            deadline: now + CONNECT_TIMEOUT,
        };
    }
}
