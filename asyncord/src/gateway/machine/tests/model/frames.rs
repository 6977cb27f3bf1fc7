//! What the server says, and what the machine must make of it.

use serde_json::{Value, json};

use super::{
    World,
    link::{Link, Phase},
};

#[derive(Clone, Debug)]
pub(super) enum Frame {
    /// Something other than an event.
    Op(u64, Value),
    Event {
        name: Option<String>,
        sequence: Option<u64>,
        d: Value,
    },
    /// No frame at all.
    Garbage(String),
    /// How a message begins that is too large.
    Oversized(Option<u64>),
    Close(Option<u16>),
}

/// What an event must lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Ignored,
    HandedOver,
    /// READY: another session.
    Begins,
    Resumed,
    Closes,
}

impl World {
    /// The server says something; it is read as soon as the machine reads.
    pub(super) fn says(&mut self, frame: Frame) {
        let reads = self.script.machine.wants_frames();
        match &mut self.link {
            Link::Open(conn) if !reads || !conn.unread.is_empty() => conn.unread.push_back(frame),
            _ => {
                self.read(frame);
                self.drain();
            }
        }
    }

    pub(super) fn read(&mut self, frame: Frame) {
        match frame {
            Frame::Close(code) => return self.peer_closes(code),
            Frame::Event { name, sequence, d } => self.event(name, sequence, &d),
            Frame::Op(op, d) => self.op(op, &d),
            Frame::Garbage(text) => {
                self.feed(&text, false);
                assert_eq!(self.phase(), None, "it goes on after {text}");
            }
            Frame::Oversized(sequence) => self.oversized(sequence),
        }
        self.settle();
    }

    /// Feeds a text; whether an event came out of it.
    fn feed(&mut self, text: &str, expected: bool) {
        let dispatch = self.script.machine.frame(self.script.now, text);
        assert_eq!(dispatch.is_some(), expected, "{text} in {:?}", self.phase());
        while let Some(action) = self.script.machine.next_action() {
            self.act(action);
        }
    }

    fn op(&mut self, op: u64, d: &Value) {
        let phase = self.phase();
        let before = self.sent();
        let text = json!({"t": null, "s": null, "op": op, "d": d}).to_string();
        let mut closes = false;
        let mut sends = 0;
        match (phase, op) {
            (Some(_), 1) => sends = 1,
            (Some(_), 7) => closes = true,
            (Some(_), 9) => {
                closes = true;
                if *d != true {
                    self.known = None;
                }
            }
            (Some(Phase::Opened), 10) => {
                let interval = d["heartbeat_interval"].as_u64();
                if interval.is_some_and(|ms| (1..=3_600_000).contains(&ms)) {
                    self.conn().unwrap().phase = Phase::Greeted;
                    // Identify or Resume, unless it has to wait with it.
                    sends = usize::MAX;
                } else {
                    closes = true;
                }
            }
            (Some(_), 11) => self.conn().unwrap().answer(),
            _ => {}
        }
        self.feed(&text, false);
        let sent = self.sent().saturating_sub(before);
        let broken = matches!(self.link, Link::None);
        if closes {
            assert_eq!(self.phase(), None, "{text} was not obeyed");
        } else if sends == usize::MAX {
            assert!(sent <= 1 || broken);
        } else if !broken {
            assert_eq!(sent, sends, "{text} in {phase:?}");
            assert_eq!(self.phase(), phase, "{text} in {phase:?}");
        }
    }

    fn sent(&self) -> usize {
        match &self.link {
            Link::Open(conn) => conn.payloads,
            _ => 0,
        }
    }

    fn event(&mut self, name: Option<String>, sequence: Option<u64>, d: &Value) {
        let outcome = self.outcome(name.as_deref(), sequence, d);
        let text = json!({"t": name, "s": sequence, "op": 0, "d": d}).to_string();
        let session = self.conn().and_then(|conn| conn.session.clone());
        match outcome {
            Outcome::Ignored | Outcome::Closes => {}
            Outcome::HandedOver => self.highest = self.highest.max(sequence),
            Outcome::Resumed => {
                self.highest = self.highest.max(sequence);
                self.vain = 0;
                self.conn().unwrap().phase = Phase::Live;
            }
            Outcome::Begins => {
                self.highest = sequence;
                self.vain = 0;
                self.known = d["session_id"].as_str().map(str::to_owned);
                self.conn().unwrap().phase = Phase::Live;
            }
        }
        let handed = !matches!(outcome, Outcome::Ignored | Outcome::Closes);
        if handed && let (Some(session), Some(sequence)) = (session, sequence) {
            self.server.log(&session).handed(sequence);
        }
        self.feed(&text, handed);
        if outcome == Outcome::Closes {
            assert_eq!(self.phase(), None, "{text} was swallowed");
        }
    }

    fn outcome(&self, name: Option<&str>, sequence: Option<u64>, d: &Value) -> Outcome {
        let (Some(phase), Some(name)) = (self.phase(), name) else {
            return Outcome::Ignored;
        };
        let repeated = sequence.is_some() && sequence <= self.highest;
        match (phase, name) {
            (Phase::Identified | Phase::Resuming, "READY") => {
                if d["session_id"].is_string() {
                    Outcome::Begins
                } else {
                    Outcome::Closes
                }
            }
            (Phase::Opened | Phase::Greeted | Phase::Identified, _) => Outcome::Ignored,
            (Phase::Resuming, "RESUMED") => Outcome::Resumed,
            _ if repeated => Outcome::Ignored,
            (Phase::Live, "READY") => Outcome::Closes,
            _ => Outcome::HandedOver,
        }
    }

    fn oversized(&mut self, sequence: Option<u64>) {
        let phase = self.phase();
        let numbered = match sequence {
            Some(sequence) => format!(r#""s":{sequence},"#),
            None => String::new(),
        };
        let beginning = format!(r#"{{"t":"GUILD_CREATE",{numbered}"op":0,"d":{{"x"#);
        let costs_itself = matches!(phase, Some(Phase::Live | Phase::Resuming));
        if costs_itself && sequence.is_some() {
            self.highest = self.highest.max(sequence);
        }
        let now = self.script.now;
        self.script.machine.oversized(now, &beginning, 1 << 30);
        while let Some(action) = self.script.machine.next_action() {
            self.act(action);
        }
        if costs_itself && sequence.is_some() {
            assert_eq!(self.phase(), phase);
        } else {
            assert_eq!(self.phase(), None, "it goes on without what it missed");
        }
    }

    pub(super) fn peer_closes(&mut self, code: Option<u16>) {
        let phase = self.phase();
        self.leave();
        if phase.is_some() {
            match code {
                Some(4003 | 4007 | 4009) => self.known = None,
                Some(4004 | 4010..=4014) => self.excuse = Some("fatal code"),
                _ => {}
            }
        }
        self.script.machine.closed(self.script.now, code);
        self.drain();
        if self.excuse == Some("fatal code") {
            assert!(self.end.is_some(), "{code:?} is fatal");
        }
    }
}
