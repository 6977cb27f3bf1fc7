//! What a connection does when a fault befalls it.

use std::time::Duration;

use tokio::time::Instant;

use super::{Flow, Garbage, HALF_OPEN, Order, Peer, Spoil, Voice};
use crate::gateway_server::wire::{self, BINARY, PING, TEXT};

/// How long a client may take to answer opcode 1 or a ping.
const DEMAND: Duration = Duration::from_secs(5);

impl Peer {
    pub(super) fn obey(&mut self, order: Order) -> Flow {
        let now = Instant::now();
        match order {
            Order::Wake => return Flow::On,
            // Nothing more can happen to it.
            Order::Superseded => return Flow::Over,
            Order::Demand if self.end_at.is_none() => {
                self.say(r#"{"t":null,"s":null,"op":1,"d":null}"#);
                self.demanded = Some(now + DEMAND);
                return Flow::On;
            }
            Order::Noise => {
                self.noise();
                return Flow::On;
            }
            Order::Duplicate(count) => {
                self.duplicate(count);
                return Flow::On;
            }
            _ => {}
        }
        self.impair();
        // Whatever happens now, a slow answer is no fault of the client's.
        self.demanded = None;
        self.pinged = None;
        match order {
            Order::Cut => return Flow::Over,
            Order::Reset => {
                self.writer.reset();
                return Flow::Over;
            }
            Order::Close(code) => {
                if let (Some((session, _)), Some(4003 | 4007 | 4009)) = (self.session, code) {
                    self.shared.world().sessions[session].end("a close code ended it");
                }
                return self.close(code);
            }
            Order::HalfOpen => {
                self.voice = Voice::HalfOpen;
                self.must_leave = false;
                self.end_at = Some(now + HALF_OPEN);
            }
            Order::Delay(duration) => self.writer.hold(duration),
            Order::Throttle(rate, duration) => self.writer.throttle(rate, duration),
            Order::Garbage(garbage) => self.spoil = Some(Spoil::Garbage(garbage)),
            Order::Truncate => self.spoil = Some(Spoil::Truncate),
            Order::Invalid(resumable) => {
                if let Some((session, _)) = self.session
                    && !resumable
                {
                    self.shared.world().sessions[session].end("it was invalidated");
                }
                self.voice = Voice::Quiet;
                self.say(&format!(r#"{{"t":null,"s":null,"op":9,"d":{resumable}}}"#));
                self.leave();
            }
            Order::Reconnect => {
                self.say(r#"{"t":null,"s":null,"op":7,"d":null}"#);
                self.leave();
            }
            Order::LoseAcks(duration) => self.acks_from = now + duration,
            Order::Wake
            | Order::Superseded
            | Order::Demand
            | Order::Noise
            | Order::Duplicate(_) => {}
        }
        Flow::On
    }

    /// The last events once more.
    fn duplicate(&mut self, count: usize) {
        let Some((session, cursor)) = self.session else {
            return;
        };
        if self.voice != Voice::Speaks {
            return;
        }
        let first = cursor.saturating_sub(count as u64) + 1;
        let world = self.shared.world();
        // READY once more would be another fault.
        let frames: Vec<_> = (first.max(2)..=cursor)
            .filter(|sequence| {
                let entry = world.sessions[session].entry(*sequence);
                entry.is_some_and(|entry| entry.number.is_some())
            })
            .filter_map(|sequence| world.sessions[session].frame(sequence))
            .collect();
        drop(world);
        for frame in frames {
            let bytes = self.encoding.frame(&frame);
            self.writer.queue(bytes, None);
        }
    }

    /// What a client of today does not know, and must not mind.
    fn noise(&mut self) {
        if self.session.is_none() || self.voice != Voice::Speaks {
            return;
        }
        for payload in [
            r#"{"t":null,"s":null,"op":77,"d":{"a":[1,null]}}"#,
            r#"{"op":11}"#,
            r#"{"op":99,"d":null,"s":null,"t":null,"extra":{"t":"MESSAGE_CREATE","s":1}}"#,
            r#"{"t":"TOMORROWS_EVENT","s":null,"op":0,"d":[{"op":7}]}"#,
        ] {
            self.say(payload);
        }
        self.writer.queue(wire::frame(PING, b"ping"), None);
        self.pinged = Some(Instant::now() + DEMAND);
    }

    /// Something unreadable in place of an event.
    pub(super) fn garbage(&mut self, garbage: Garbage, event: &str) {
        let bytes = match garbage {
            Garbage::NoJson => self.encoding.frame("<html>502 Bad Gateway</html>"),
            Garbage::NoObject => self.encoding.frame("[0,1,2]"),
            Garbage::HalfJson => self.encoding.frame(&event[..event.len() / 2]),
            Garbage::NoUtf8 => wire::frame(TEXT, b"{\"op\":0,\"t\":\"\xff\xfe\"}"),
            // Reserved bits and a reserved opcode.
            Garbage::NoFrame => vec![0xff, 0x02, b'h', b'i'],
            Garbage::Binary => wire::frame(BINARY, &[0xde, 0xad, 0xbe, 0xef, 0, 1, 2, 3]),
        };
        self.writer.queue(bytes, None);
    }
}
