//! A server, a queue and a network that do what they should.

use std::time::Duration;

use serde_json::json;

use super::{
    End, Turn, World,
    frames::Frame,
    link::{Link, Phase},
};

/// How long it takes at most until a shard is ready whose world has come to order: the cap after a refusal, after
/// a turn that was given for much later, and some attempts.
const RECOVERY: Duration = Duration::from_mins(40);

impl World {
    /// Answers what waits for an answer, once; whether anything did.
    pub(super) fn answer(&mut self) -> bool {
        if self.turn == Turn::Asked {
            self.grant(Duration::ZERO);
            return true;
        }
        match &self.link {
            Link::None => return false,
            Link::Opening(_) => self.open(),
            Link::Open(conn) if conn.closing => self.peer_closes(Some(4000)),
            Link::Open(conn) => match conn.phase {
                Phase::Opened => self.hello(41_250),
                // READY may be on its way, unread.
                Phase::Identified if conn.session.is_none() => {
                    let session = self.server.make();
                    self.begins(session);
                }
                Phase::Resuming if conn.session.is_none() => self.resumes(),
                _ => return self.acknowledge_all(),
            },
        }
        true
    }

    pub(super) fn hello(&mut self, interval: u64) {
        self.says(Frame::Op(10, json!({"heartbeat_interval": interval})));
    }

    pub(super) fn acknowledge_all(&mut self) -> bool {
        let Link::Open(conn) = &self.link else {
            return false;
        };
        let unread = conn.unread.iter();
        let coming = unread.filter(|frame| matches!(frame, Frame::Op(11, _)));
        let unanswered = conn.unanswered().saturating_sub(coming.count());
        for _ in 0..unanswered {
            self.says(Frame::Op(11, json!(null)));
        }
        unanswered > 0
    }

    pub(super) fn begins(&mut self, session: String) {
        let Some(conn) = self.conn() else {
            return;
        };
        conn.session = Some(session.clone());
        let sequence = self.server.log(&session).add("READY");
        self.says(Frame::Event {
            name: Some("READY".to_owned()),
            sequence: Some(sequence),
            d: json!({"session_id": session, "resume_gateway_url": "wss://resume.test"}),
        });
    }

    /// Replays what was missed, or says why not.
    fn resumes(&mut self) {
        let conn = self.conn().unwrap();
        let (session, sequence) = conn.resume.clone().expect("a Resume");
        let log = self.server.sessions.get_mut(&session);
        let Some(log) = log.filter(|log| log.alive) else {
            return self.says(Frame::Op(9, json!(false)));
        };
        if sequence > log.last() {
            return self.says(Frame::Close(Some(4007)));
        }
        self.conn().unwrap().session = Some(session.clone());
        let log = self.server.log(&session);
        log.add("RESUMED");
        let missed: Vec<_> = log
            .entries
            .iter()
            .filter(|entry| entry.sequence > sequence)
            .map(|entry| Frame::Event {
                name: Some(entry.name.clone()),
                sequence: Some(entry.sequence),
                d: json!({}),
            })
            .collect();
        for frame in missed {
            self.says(frame);
        }
    }

    /// An event happens in the newest session; it is sent if somebody listens.
    pub(super) fn happens(&mut self, name: &str) {
        let session = match &self.link {
            Link::Open(conn) => conn.session.clone(),
            _ => None,
        };
        let listens = session.is_some();
        let Some(session) = session.or_else(|| self.known.clone()) else {
            return;
        };
        let Some(log) = self.server.sessions.get_mut(&session) else {
            return;
        };
        let sequence = log.add(name);
        if listens {
            self.says(Frame::Event {
                name: Some(name.to_owned()),
                sequence: Some(sequence),
                d: json!({"id": "1"}),
            });
        }
    }

    /// Answers until there is nothing to answer.
    pub(super) fn answer_all(&mut self) {
        for _ in 0..10_000 {
            if self.end.is_some() || !self.answer() {
                return;
            }
            if matches!(&self.link, Link::Open(conn) if !conn.unread.is_empty()) {
                return;
            }
        }
        panic!("it never comes to rest");
    }

    /// Answers and lets time pass until the conversation stands there.
    pub(super) fn until_phase(&mut self, phase: Phase) {
        for _ in 0..100 {
            if self.phase() == Some(phase) {
                return;
            }
            if !self.answer() {
                self.next_deadline();
            }
        }
        panic!("{phase:?} is not reached");
    }

    pub(super) fn next_deadline(&mut self) {
        let now = self.now();
        if let Some(deadline) = self.script.machine.deadline(now) {
            self.script.now = now.max(deadline);
            self.timer();
        }
    }

    /// Lets time pass in which all is answered, or as much of it as there is use for.
    fn behaves(&mut self, time: Duration, enough: impl Fn(&Self) -> bool) {
        let until = self.now() + time;
        self.answer_all();
        while self.now() < until && !enough(self) {
            self.pass(Duration::from_secs(20), true);
            self.answer_all();
        }
    }

    /// The world comes to order: the shard must come to a session and keep it, or have ended for a reason.
    pub(super) fn ends_well(&mut self) {
        self.sends_left = None;
        self.unpause();
        self.behaves(RECOVERY, |world| {
            world.end.is_some() || world.phase() == Some(Phase::Live)
        });
        if self.shutdown {
            assert!(self.end.is_some(), "it does not end");
        }
        if let Some(end) = self.end {
            assert!(end == End::Failed || self.shutdown);
            return;
        }
        assert_eq!(self.phase(), Some(Phase::Live), "it does not recover");
        assert!(self.live, "nobody is told that it is ready");
        let (ended, identifies) = (self.ended, self.identifies);
        self.happens("A");
        self.behaves(Duration::from_mins(10), |_| false);
        self.happens("B");
        self.answer_all();
        assert_eq!((self.ended, self.identifies), (ended, identifies));
        let Link::Open(conn) = &self.link else {
            panic!("no connection");
        };
        if let Some(session) = &conn.session {
            assert_eq!(self.known.as_ref(), Some(session));
            self.server.sessions[session].check();
        }
        self.commands_arrived();
    }
}
