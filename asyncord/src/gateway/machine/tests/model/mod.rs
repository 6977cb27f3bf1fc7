//! The machine against a model of Discord that keeps the rules, and a world that does not.
//!
//! [`World`] plays the runner, the socket, the identify queue and the program; [`Server`](server::Server) knows the
//! sessions. Both keep their own account of what the machine may know and do, and compare after every action.

use std::{collections::VecDeque, time::Duration};

use serde_json::json;
use tokio::time::Instant;

use self::{
    link::{Conn, Link, Phase},
    program::Program,
    server::Server,
};
use super::{BASE, RESUME, Resumable, Script, Tally, config};

mod act;
mod frames;
mod link;
mod matrix;
mod polite;
mod program;
mod random;
mod server;

/// The turn at the identify queue.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Turn {
    None,
    Asked,
    Given(Instant),
    /// The Identify that it was for must be the next thing that is sent.
    Used,
}

/// How a shard ended.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Told,
    Failed,
}

/// Everything around one machine.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what was told and what happened are independent of each other"
)]
struct World {
    script: Script,
    server: Server,
    program: Program,
    link: Link,
    turn: Turn,
    /// The session that the machine may resume.
    known: Option<String>,
    /// The highest number of the session, or what was of it.
    highest: Option<u64>,
    /// Resumes in a row that ended without RESUMED.
    vain: u32,
    /// Whether a session is told of that was not told to be over.
    live: bool,
    /// Connections that ended or did not come about.
    ended: u32,
    ever_ready: bool,
    /// The last thing told of the next connection: whether it resumes.
    promised: Option<bool>,
    /// Whether the session may be ended by the close code.
    final_close: bool,
    shutdown: bool,
    /// The cause of an error, if there was one.
    excuse: Option<&'static str>,
    end: Option<End>,
    /// Sends that the socket takes before it breaks.
    sends_left: Option<u32>,
    /// Whether the socket broke while the runner had more to do.
    broken: bool,
    /// The last presences sent, by time.
    presences: VecDeque<Instant>,
    identifies: u32,
    connections: u32,
}

impl World {
    fn new() -> Self {
        Self::with(Script::new())
    }

    /// A world in which another process left a session behind.
    fn resuming() -> Self {
        let session = Resumable {
            id: "stored".to_owned(),
            url: Some("wss://resume.test".parse().unwrap()),
            sequence: 5,
        };
        let mut world = Self::with(Script::resuming(
            config(),
            Some((session, Tally::default())),
        ));
        world.server.store("stored", 5, 8);
        world.known = Some("stored".to_owned());
        world.highest = Some(5);
        world
    }

    fn with(script: Script) -> Self {
        Self {
            script,
            server: Server::default(),
            program: Program::default(),
            link: Link::None,
            turn: Turn::None,
            known: None,
            highest: None,
            vain: 0,
            live: false,
            ended: 0,
            ever_ready: false,
            promised: None,
            final_close: false,
            shutdown: false,
            excuse: None,
            end: None,
            sends_left: None,
            broken: false,
            presences: VecDeque::new(),
            identifies: 0,
            connections: 0,
        }
    }

    /// A world whose first session is ready.
    fn ready() -> Self {
        let mut world = Self::new();
        world.until_phase(Phase::Live);
        world
    }

    fn now(&self) -> Instant {
        self.script.now
    }

    fn conn(&mut self) -> Option<&mut Conn> {
        match &mut self.link {
            Link::Open(conn) => Some(conn),
            _ => None,
        }
    }

    /// The phase of the connection, unless the machine is leaving it.
    fn phase(&self) -> Option<Phase> {
        match &self.link {
            Link::Open(conn) if !conn.closing => Some(conn.phase),
            _ => None,
        }
    }

    /// Lets time pass as a runner does: the timer is called at each deadline.
    fn pass(&mut self, time: Duration, acknowledge: bool) {
        let target = self.now() + time;
        let mut at_once = 0;
        while let Some(deadline) = self.script.machine.deadline(self.now())
            && deadline <= target
        {
            if deadline > self.now() {
                self.script.now = deadline;
                at_once = 0;
            }
            at_once += 1;
            assert!(at_once < 20, "it is due again and again at one moment");
            self.timer();
            if acknowledge {
                self.acknowledge_all();
            }
        }
        self.script.now = target;
    }

    fn timer(&mut self) {
        self.script.machine.timer(self.script.now);
        self.drain();
    }

    /// Carries out what the machine asks for and looks at where it stands, then reads what has piled up.
    fn drain(&mut self) {
        self.settle();
        while self.script.machine.wants_frames()
            && let Some(conn) = self.conn()
            && let Some(frame) = conn.unread.pop_front()
        {
            self.read(frame);
        }
    }

    fn settle(&mut self) {
        while let Some(action) = self.script.machine.next_action() {
            self.act(action);
        }
        let deadline = self.script.machine.deadline(self.now());
        if self.end.is_some() {
            assert_eq!(deadline, None, "an ended shard waits for something");
            assert!(matches!(self.link, Link::None));
        } else {
            assert!(
                deadline.is_some() || self.turn == Turn::Asked,
                "nothing leads on from here"
            );
        }
        assert_ne!(self.turn, Turn::Used, "a turn was used without an Identify");
    }

    fn open(&mut self) {
        if let Link::Opening(url) = &self.link {
            self.connections += 1;
            self.link = Link::Open(Box::new(Conn::new(url.clone())));
            self.script.machine.opened(self.script.now);
            self.drain();
        }
    }

    fn unreachable(&mut self) {
        if let Link::Opening(_) = self.link {
            self.link = Link::None;
            self.may_give_up();
            let reason = "refused".to_owned();
            self.script.machine.unreachable(self.script.now, reason);
            self.drain();
        }
    }

    fn lost(&mut self) {
        if let Link::Open(_) = self.link {
            self.leave();
            let reason = "reset by peer".to_owned();
            self.script.machine.lost(self.script.now, reason);
            self.drain();
        }
    }

    /// The connection is gone, from the socket's side.
    fn leave(&mut self) {
        if let Link::Open(conn) = std::mem::replace(&mut self.link, Link::None) {
            if !conn.closing {
                self.conversation_over(conn.phase);
            }
            self.program.connection_over(&conn);
        }
    }

    /// The machine and the peer are done with each other.
    fn conversation_over(&mut self, phase: Phase) {
        self.may_give_up();
        if phase == Phase::Resuming {
            self.vain += 1;
        }
        if self.highest.is_none() {
            self.known = None;
        }
    }

    /// An attempt fails: if there never was a session, it may be the last one.
    fn may_give_up(&mut self) {
        if !self.ever_ready && self.ended >= 4 {
            self.excuse = Some("attempts");
        }
    }

    fn pause(&mut self) {
        self.script.machine.pause();
        self.drain();
    }

    fn unpause(&mut self) {
        self.script.machine.unpause(self.script.now);
        self.drain();
    }

    fn restart(&mut self, keep: bool) {
        if !keep && self.end.is_none() && !self.shutdown {
            self.known = None;
            self.promised = None;
        }
        self.final_close = !keep;
        if let Some(phase) = self.phase() {
            self.conversation_over(phase);
        }
        self.script.machine.restart(self.script.now, keep);
        self.drain();
        self.final_close = false;
    }

    fn shut_down(&mut self, keep: bool) {
        self.shutdown = true;
        self.final_close = !keep;
        self.script.machine.shutdown(self.script.now, keep);
        self.drain();
        self.final_close = false;
    }

    fn grant(&mut self, delay: Duration) {
        if self.turn == Turn::Asked {
            let not_before = self.now() + delay;
            self.turn = Turn::Given(not_before);
            self.script.machine.permitted(self.script.now, not_before);
            self.drain();
        }
    }

    fn refuse(&mut self) {
        if self.turn == Turn::Asked {
            self.turn = Turn::None;
            if !self.ever_ready {
                self.excuse = Some("refused");
            }
            let refused = server::refusal();
            self.script.machine.refused(self.script.now, refused);
            self.drain();
        }
    }

    fn postpone(&mut self, delay: Duration) {
        if let Turn::Given(not_before) = &mut self.turn {
            *not_before = self.script.now + delay;
            self.script.machine.postponed(*not_before);
            self.drain();
        }
    }

    fn presence(&mut self, number: u32) {
        let shown = json!({"status": "idle", "since": number}).to_string();
        *crate::lock(&self.script.presence) = Some(shown);
        self.script.machine.presence_changed(self.script.now);
        self.drain();
    }
}

/// Where an identifying or resuming connection goes.
fn is_known_address(url: &str) -> bool {
    url == BASE || url == RESUME
}
