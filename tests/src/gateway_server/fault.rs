//! What can go wrong, and how often it does.

use std::time::Duration;

use fastrand::Rng;

use super::Options;

/// What goes wrong with one shard, or with the whole server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection ends without a word.
    Cut,
    /// The connection is reset.
    Reset,
    /// The server closes, with a code or without.
    Close(Option<u16>),
    /// The connection stays open; nothing is sent and nothing read any more.
    HalfOpen,
    /// Nothing is sent for a while, then all at once.
    Delay(Duration),
    /// So many bytes a second for a while.
    Throttle(usize, Duration),
    /// Something that cannot be understood comes in place of an event.
    Garbage(Garbage),
    /// A message breaks off in its middle. With compression, all that follows cannot be read.
    Truncated,
    /// So many of the last events come once more.
    Duplicate(usize),
    /// Opcode 9.
    InvalidSession {
        /// Whether the client may resume.
        resumable: bool,
    },
    /// Opcode 7.
    Reconnect,
    /// Opcode 7, and again in place of Hello at so many connections.
    ReconnectStorm(usize),
    /// Heartbeats are not acknowledged for a while; events go on.
    LostAcks(Duration),
    /// A cut, and Hello takes its time.
    SlowHello(Duration),
    /// A cut, and then the server takes the connection and never answers.
    SilentDoor,
    /// A cut, and then an HTTP error in place of the WebSocket so many times.
    Refused(u16, usize),
    /// A cut, and then connections are reset at once so many times.
    Dropped(usize),
    /// A cut, and the session cannot be resumed.
    RefusedResume,
    /// A cut, and Resume is answered with a close code.
    ClosedResume(u16),
    /// A cut, and Resume or Identify is not answered.
    SilentAnswer,
    /// A cut, and the replay breaks off after so many events.
    CutReplay(usize),
    /// A cut, and the answer takes its time.
    LateAnswer(Duration),
    /// A new session is needed, and READY does not come in time.
    LateReady(Duration),
    /// A cut, and the address to resume at does not answer for a while.
    ResumeAddressGone(Duration),
    /// The server ends, and comes back after a while.
    Restart {
        /// After what time.
        down: Duration,
        /// Whether it still knows the sessions.
        remembers: bool,
    },
    /// The process stands still for a while.
    ClockJump(Duration),
    /// The server asks for a heartbeat.
    DemandHeartbeat,
    /// Opcodes and events that nobody knows.
    Noise,
}

/// Something that cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garbage {
    /// A text that is no JSON.
    NoJson,
    /// JSON of another form.
    NoObject,
    /// JSON that breaks off, in a whole frame.
    HalfJson,
    /// A text that is not UTF-8.
    NoUtf8,
    /// A frame with bits that must not be set.
    NoFrame,
    /// A binary message of random bytes.
    Binary,
}

impl Garbage {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::NoJson,
        Self::NoObject,
        Self::HalfJson,
        Self::NoUtf8,
        Self::NoFrame,
        Self::Binary,
    ];
}

const RESUMABLE_CODES: [Option<u16>; 8] = [
    None,
    Some(1000),
    Some(1001),
    Some(1011),
    Some(4000),
    Some(4001),
    Some(4002),
    Some(4008),
];
const FINAL_CODES: [u16; 3] = [4003, 4007, 4009];

fn seconds(rng: &mut Rng, range: std::ops::Range<u64>) -> Duration {
    Duration::from_secs(rng.u64(range))
}

impl Fault {
    /// Draws one.
    pub fn draw(rng: &mut Rng, options: &Options) -> Self {
        type Draw = fn(&mut Rng) -> Fault;
        const DRAWS: &[(u32, Draw)] = &[
            (8, |_| Fault::Cut),
            (6, |_| Fault::Reset),
            (8, |rng| Fault::Close(rng.choice(RESUMABLE_CODES).flatten())),
            (3, |rng| Fault::Close(rng.choice(FINAL_CODES))),
            (5, |_| Fault::HalfOpen),
            (5, |rng| Fault::Delay(seconds(rng, 1..100))),
            (4, |rng| {
                Fault::Throttle(rng.usize(20..2_000), seconds(rng, 5..60))
            }),
            (6, |rng| {
                Fault::Garbage(rng.choice(Garbage::ALL).unwrap_or(Garbage::NoJson))
            }),
            (5, |_| Fault::Truncated),
            (5, |rng| Fault::Duplicate(rng.usize(1..6))),
            (4, |_| Fault::InvalidSession { resumable: false }),
            (4, |_| Fault::InvalidSession { resumable: true }),
            (5, |_| Fault::Reconnect),
            (4, |rng| Fault::ReconnectStorm(rng.usize(1..5))),
            (5, |rng| Fault::LostAcks(seconds(rng, 20..150))),
            (4, |rng| Fault::SlowHello(seconds(rng, 1..40))),
            (2, |_| Fault::SilentDoor),
            (3, |rng| {
                let status = rng.choice([429, 500, 502, 503, 520]).unwrap_or(500);
                Fault::Refused(status, rng.usize(1..4))
            }),
            (3, |rng| Fault::Dropped(rng.usize(1..4))),
            (4, |_| Fault::RefusedResume),
            (3, |rng| {
                Fault::ClosedResume(rng.choice(FINAL_CODES).unwrap_or(4009))
            }),
            (3, |_| Fault::SilentAnswer),
            (4, |rng| Fault::CutReplay(rng.usize(0..4))),
            (3, |rng| Fault::LateAnswer(seconds(rng, 1..50))),
            (2, |rng| Fault::LateReady(seconds(rng, 1..150))),
            (3, |rng| Fault::ResumeAddressGone(seconds(rng, 5..120))),
            (1, |rng| Fault::Restart {
                down: seconds(rng, 0..60),
                remembers: rng.bool(),
            }),
            (2, |rng| Fault::ClockJump(seconds(rng, 1..150))),
            (3, |_| Fault::DemandHeartbeat),
            (3, |_| Fault::Noise),
        ];
        let total: u32 = DRAWS.iter().map(|(weight, _)| weight).sum();
        loop {
            let mut at = rng.u32(0..total);
            let drawn = DRAWS.iter().find(|(weight, _)| {
                let hit = at < *weight;
                at = at.saturating_sub(*weight);
                hit
            });
            let fault = drawn.map_or(Self::Cut, |(_, draw)| draw(rng));
            if !options.without.contains(&fault.name()) {
                return fault;
            }
        }
    }

    /// The name of the variant, for the table.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Reset => "reset",
            Self::Close(Some(4003 | 4007 | 4009)) => "close, final code",
            Self::Close(_) => "close, resumable code",
            Self::HalfOpen => "half-open",
            Self::Delay(_) => "delay",
            Self::Throttle(..) => "throttle",
            Self::Garbage(_) => "garbage frame",
            Self::Truncated => "truncated message",
            Self::Duplicate(_) => "duplicate frames",
            Self::InvalidSession { resumable: false } => "invalid session",
            Self::InvalidSession { resumable: true } => "invalid session, resumable",
            Self::Reconnect => "reconnect",
            Self::ReconnectStorm(_) => "reconnect storm",
            Self::LostAcks(_) => "lost ACKs",
            Self::SlowHello(_) => "slow Hello",
            Self::SilentDoor => "silent handshake",
            Self::Refused(..) => "handshake refused",
            Self::Dropped(_) => "handshake reset",
            Self::RefusedResume => "refused resume",
            Self::ClosedResume(_) => "resume closed, final code",
            Self::SilentAnswer => "resume not answered",
            Self::CutReplay(_) => "replay cut",
            Self::LateAnswer(_) => "late RESUMED",
            Self::LateReady(_) => "late READY",
            Self::ResumeAddressGone(_) => "resume address gone",
            Self::Restart {
                remembers: true, ..
            } => "restart, sessions kept",
            Self::Restart {
                remembers: false, ..
            } => "restart, sessions lost",
            Self::ClockJump(_) => "clock jump",
            Self::DemandHeartbeat => "heartbeat demanded",
            Self::Noise => "unknown opcodes and events",
        }
    }
}
