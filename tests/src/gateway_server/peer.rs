//! One WebSocket connection: a cursor into a session's log, and what goes wrong with it.

use std::{collections::VecDeque, io, time::Duration};

use tokio::{
    net::TcpStream,
    sync::mpsc,
    time::{Instant, sleep_until},
};

use super::{
    Shared,
    encoding::Encoding,
    fault::Garbage,
    session::Handle,
    wire::{self, Heard, Reader, Writer},
    world::Door,
};

mod obey;
mod receive;

/// How long a client may take to leave when it was told to.
const LEAVE: Duration = Duration::from_secs(30);
/// How long a connection that is half open stays so.
const HALF_OPEN: Duration = Duration::from_mins(10);
/// 120 payloads in this time.
const RATE_WINDOW: Duration = Duration::from_mins(1);

/// Where a client connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    Base,
    Resume,
}

/// What a connection is told to do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    /// There is something new in the log.
    Wake,
    /// Another connection has the session.
    Superseded,
    Cut,
    Reset,
    Close(Option<u16>),
    HalfOpen,
    Delay(Duration),
    Throttle(usize, Duration),
    Garbage(Garbage),
    Truncate,
    Duplicate(usize),
    Invalid(bool),
    Reconnect,
    LoseAcks(Duration),
    Demand,
    Noise,
}

/// Whether the connection goes on.
enum Flow {
    On,
    Over,
}

/// What the server still does on a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Speaks,
    /// It sends no more events and acknowledges nothing.
    Quiet,
    /// It neither reads nor writes any more.
    HalfOpen,
}

/// What becomes of the next event.
enum Spoil {
    Garbage(Garbage),
    Truncate,
}

pub(super) struct Peer {
    shared: Shared,
    address: Address,
    connection: usize,
    reader: Reader,
    writer: Writer,
    encoding: Encoding,
    orders: mpsc::UnboundedReceiver<Order>,
    handle: Handle,
    /// When Hello is said; `None` afterwards.
    hello_at: Option<Instant>,
    /// The session, and the last of its events that was put to be written.
    session: Option<(usize, u64)>,
    /// Whether Identify or Resume came.
    authenticated: bool,
    /// No events before that.
    events_from: Instant,
    /// Cut after so many more events.
    cut_after: Option<usize>,
    spoil: Option<Spoil>,
    /// Heartbeats are not acknowledged before that.
    acks_from: Instant,
    last_beat: Option<Instant>,
    /// How many jumps of the clock there had been.
    jumps: usize,
    /// When a heartbeat that was asked for must be there.
    demanded: Option<Instant>,
    /// When the answer to a ping must be there.
    pinged: Option<Instant>,
    voice: Voice,
    /// When the connection ends, whatever the client does.
    end_at: Option<Instant>,
    /// Whether the client breaks a rule if that moment comes.
    must_leave: bool,
    /// When payloads came.
    received: VecDeque<Instant>,
}

impl Peer {
    pub(super) fn new(
        socket: TcpStream,
        buffer: Vec<u8>,
        shared: Shared,
        address: Address,
        query: &[(String, String)],
        door: Option<Door>,
    ) -> Self {
        let now = Instant::now();
        let (reader, writer) = socket.into_split();
        let (sender, orders) = mpsc::unbounded_channel();
        let mut world = shared.world();
        let connection = world.connected();
        let value = |name: &str| {
            let mut query = query.iter();
            query
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        let right = (Some("10"), Some("json"), world.options.compressed.query());
        if (value("v"), value("encoding"), value("compress")) != right {
            world.violation(format!("connected with the query {query:?}"));
        }
        let encoding = Encoding::of_transport(value("compress"));
        let jumps = world.jumps;
        drop(world);
        let mut peer = Self {
            shared,
            address,
            connection,
            reader: Reader::new(reader, buffer),
            writer: Writer::new(writer),
            encoding,
            orders,
            handle: Handle {
                connection,
                orders: sender,
            },
            hello_at: Some(now),
            session: None,
            authenticated: false,
            events_from: now,
            cut_after: None,
            spoil: None,
            acks_from: now,
            last_beat: None,
            jumps,
            demanded: None,
            pinged: None,
            voice: Voice::Speaks,
            end_at: None,
            must_leave: false,
            received: VecDeque::new(),
        };
        match door {
            Some(Door::SlowHello(wait)) => {
                peer.hello_at = Some(now + wait);
                // Some clients do not wait so long, and that is right.
                peer.impair();
            }
            Some(Door::Reconnect) => {
                peer.impair();
                peer.hello_at = None;
                peer.say(r#"{"t":null,"s":null,"op":7,"d":null}"#);
                peer.leave();
            }
            _ => {}
        }
        peer
    }

    /// Serves the client until one of both ends it.
    pub(super) async fn run(mut self) {
        // However it ended, the client has to come back.
        let _ = self.serve().await;
        if let Some((session, _)) = self.session {
            self.shared.world().disconnected(session, self.connection);
        }
    }

    async fn serve(&mut self) -> io::Result<()> {
        loop {
            if let Flow::Over = self.pump() {
                return Ok(());
            }
            let due = self.due();
            let writes = self.writer.has_work() && self.voice != Voice::HalfOpen;
            tokio::select! {
                biased;
                Some(order) = self.orders.recv() => {
                    if let Flow::Over = self.obey(order) {
                        return Ok(());
                    }
                }
                heard = self.reader.next(), if self.voice != Voice::HalfOpen => match heard? {
                    None => return Ok(()),
                    Some(heard) => if let Flow::Over = self.hear(heard) {
                        // What was said last shall still go.
                        while self.writer.has_work() {
                            self.writer.step().await?;
                        }
                        return Ok(());
                    }
                },
                sequence = self.writer.step(), if writes => {
                    if let Some(sequence) = sequence? {
                        self.written(sequence);
                    }
                }
                () = sleep_until(due) => if let Flow::Over = self.timer() {
                    return Ok(());
                },
            }
        }
    }

    fn interval(&self) -> Duration {
        self.shared.interval
    }

    /// Queues a payload that is no event.
    fn say(&mut self, payload: &str) {
        let frame = self.encoding.frame(payload);
        self.writer.queue(frame, None);
    }

    fn impair(&self) {
        self.shared.world().impair(self.connection);
    }

    /// The client has been told to go.
    fn leave(&mut self) {
        self.must_leave = true;
        self.end_at = Some(Instant::now() + LEAVE);
    }

    fn written(&mut self, sequence: u64) {
        if let Some((session, _)) = self.session {
            let mut world = self.shared.world();
            if let Some(entry) = world.sessions[session].entry_mut(sequence) {
                entry.written.push((self.connection, Instant::now()));
            }
        }
    }

    /// Puts the events of the log to be written that were not yet.
    fn pump(&mut self) -> Flow {
        if self.voice != Voice::Speaks || Instant::now() < self.events_from {
            return Flow::On;
        }
        while let Some((session, cursor)) = &mut self.session {
            let frame = self.shared.world().sessions[*session].frame(*cursor + 1);
            let Some(frame) = frame else {
                break;
            };
            if self.cut_after == Some(0) {
                self.impair();
                return Flow::Over;
            }
            *cursor += 1;
            let sequence = *cursor;
            self.cut_after = self.cut_after.map(|left| left - 1);
            match self.spoil.take() {
                Some(Spoil::Garbage(garbage)) => self.garbage(garbage, &frame),
                Some(Spoil::Truncate) => {
                    let bytes = self.encoding.truncated(&frame);
                    self.writer.queue(bytes, None);
                }
                None => {
                    let bytes = self.encoding.frame(&frame);
                    self.writer.queue(bytes, Some(sequence));
                }
            }
        }
        Flow::On
    }

    fn due(&self) -> Instant {
        let now = Instant::now();
        let events = (self.events_from > now).then_some(self.events_from);
        [
            self.hello_at,
            self.beat_limit(),
            self.demanded,
            self.pinged,
            self.end_at,
            events,
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or_else(|| now + Duration::from_hours(1))
    }

    /// When a heartbeat must have come.
    fn beat_limit(&self) -> Option<Instant> {
        if self.voice == Voice::HalfOpen || self.end_at.is_some() {
            return None;
        }
        Some(self.last_beat? + self.interval().mul_f64(1.5) + Duration::from_secs(2))
    }

    fn timer(&mut self) -> Flow {
        let now = Instant::now();
        let jumps = self.shared.world().jumps;
        let jumped = std::mem::replace(&mut self.jumps, jumps) != jumps;
        if jumped {
            self.last_beat = self.last_beat.map(|_| now);
        }
        // What was not said yet, or in a time in which nobody could do anything, needs no answer yet.
        if jumped || self.writer.has_work() && self.voice != Voice::HalfOpen {
            for limit in [&mut self.demanded, &mut self.pinged, &mut self.end_at] {
                *limit = limit.map(|_| now + LEAVE);
            }
        }
        let passed = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        if passed(self.hello_at) {
            self.hello_at = None;
            self.last_beat = Some(now);
            let interval = self.interval().as_millis();
            self.say(&format!(
                r#"{{"t":null,"s":null,"op":10,"d":{{"heartbeat_interval":{interval},"_trace":["chaos"]}}}}"#
            ));
        }
        if passed(self.beat_limit()) {
            return self.breach("no heartbeat in time", Some(4000));
        }
        if passed(self.demanded) {
            return self.breach("no heartbeat although one was asked for", Some(4000));
        }
        if passed(self.pinged) {
            return self.breach("no pong", Some(4000));
        }
        if passed(self.end_at) {
            if self.must_leave {
                let mut world = self.shared.world();
                world.violation("the client did not leave when it was told to".to_owned());
            }
            return Flow::Over;
        }
        Flow::On
    }

    /// The client broke a rule: the connection is closed with this code.
    fn breach(&mut self, what: &str, code: Option<u16>) -> Flow {
        let session = self.session.map(|(session, _)| session);
        let mut world = self.shared.world();
        let who = session.map_or_else(String::new, |it| world.sessions[it].id.clone());
        let connection = self.connection;
        world.violation(format!("connection {connection} {who}: {what}"));
        drop(world);
        self.last_beat = None;
        self.demanded = None;
        self.pinged = None;
        self.close(code)
    }

    fn close(&mut self, code: Option<u16>) -> Flow {
        self.impair();
        self.voice = Voice::Quiet;
        self.writer.queue(wire::close_frame(code), None);
        self.end_at = Some(Instant::now() + LEAVE);
        Flow::On
    }
}
