//! What clients send.

use serde_json::Value;
use tokio::time::Instant;

use super::{Flow, Heard, Peer, RATE_WINDOW, Voice};
use crate::gateway_server::{
    encoding::Encoding,
    wire,
    world::{Answer, Verdict},
};

const MOST_BYTES: usize = 4096;
const MOST_PAYLOADS: usize = 120;

impl Peer {
    pub(super) fn hear(&mut self, heard: Heard) -> Flow {
        match heard {
            Heard::Text(text) => self.payload(&text),
            Heard::Close(code) => {
                let session = self.session.map(|(session, _)| session);
                // An answer to a close frame of ours repeats its code.
                if self.end_at.is_none() || self.must_leave {
                    self.shared.world().client_closed(session, code);
                }
                self.impair();
                self.writer.queue(wire::close_frame(code), None);
                Flow::Over
            }
            Heard::Ping(payload) => {
                self.writer.queue(wire::pong(&payload), None);
                Flow::On
            }
            Heard::Pong => {
                self.pinged = None;
                Flow::On
            }
            Heard::Nonsense(what) => {
                self.breach(&what, Some(1002));
                Flow::Over
            }
        }
    }

    fn payload(&mut self, text: &str) -> Flow {
        if self.hello_at.is_some() {
            return self.breach("a payload before Hello", Some(4003));
        }
        if text.len() > MOST_BYTES {
            let what = format!("a payload of {} bytes", text.len());
            return self.breach(&what, Some(4002));
        }
        let now = Instant::now();
        self.received.push_back(now);
        self.received.retain(|at| now - *at < RATE_WINDOW);
        if self.received.len() > MOST_PAYLOADS {
            return self.breach("more than 120 payloads in 60 s", Some(4008));
        }
        let Ok(frame) = serde_json::from_str::<Value>(text) else {
            return self.breach("a payload that is no JSON", Some(4002));
        };
        let d = &frame["d"];
        match frame["op"].as_u64() {
            Some(1) => self.heartbeat(now, d),
            Some(2) => self.identify(d),
            Some(6) => self.resume(d),
            Some(3 | 4 | 8 | 31 | 43) if self.session.is_some() => Flow::On,
            Some(op @ (3 | 4 | 8 | 31 | 43)) => {
                self.breach(&format!("opcode {op} before the session"), Some(4003))
            }
            _ => self.breach(&format!("opcode {}", frame["op"]), Some(4001)),
        }
    }

    fn heartbeat(&mut self, now: Instant, d: &Value) -> Flow {
        self.last_beat = Some(now);
        self.demanded = None;
        if let Some((session, _)) = self.session {
            let mut world = self.shared.world();
            match d.as_u64() {
                Some(sequence) => world.claim(session, sequence, "a heartbeat"),
                None if world.sessions[session].claimed > 0 => {
                    world.violation("a heartbeat without the sequence number".to_owned());
                }
                None => {}
            }
        }
        if now >= self.acks_from && self.voice == Voice::Speaks {
            self.say(r#"{"t":null,"s":null,"op":11,"d":null}"#);
        }
        Flow::On
    }

    fn is_second(&mut self) -> bool {
        std::mem::replace(&mut self.authenticated, true)
    }

    fn identify(&mut self, d: &Value) -> Flow {
        if self.is_second() {
            return self.breach("a second Identify or Resume", Some(4005));
        }
        if d["compress"] == true {
            if !matches!(self.encoding, Encoding::Plain) {
                return self.breach("compression of payloads and of the transport", Some(4002));
            }
            self.encoding = Encoding::Payload { next: false };
        }
        let handle = self.handle.clone();
        let verdict = self.shared.world().identify(d, self.address, handle);
        self.judged(verdict)
    }

    fn resume(&mut self, d: &Value) -> Flow {
        if self.is_second() {
            return self.breach("a second Identify or Resume", Some(4005));
        }
        let handle = self.handle.clone();
        let verdict = self.shared.world().resume(d, self.address, handle);
        self.judged(verdict)
    }

    fn judged(&mut self, verdict: Verdict) -> Flow {
        match verdict {
            Verdict::Accepted(session, after, fault) => {
                self.session = Some((session, after));
                match fault {
                    Some(Answer::Late(wait)) => {
                        self.impair();
                        self.events_from = Instant::now() + wait;
                    }
                    Some(Answer::CutReplay(count)) => self.cut_after = Some(count),
                    _ => {}
                }
                Flow::On
            }
            Verdict::Invalid => {
                self.impair();
                self.say(r#"{"t":null,"s":null,"op":9,"d":false}"#);
                self.leave();
                Flow::On
            }
            Verdict::Close(code) => self.close(Some(code)),
            Verdict::Silence => {
                self.impair();
                Flow::On
            }
        }
    }
}
