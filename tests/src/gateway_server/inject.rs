//! Faults are done.

use std::time::Duration;

use tokio::{sync::watch, time::Instant};

use super::{
    Fault, GatewayServer,
    peer::Order,
    report::Record,
    world::{Answer, Door, World},
};

impl GatewayServer {
    /// Does something to one shard, or to all of them where the fault is the whole server's.
    ///
    /// A clock jump needs paused time, or else blocks the thread.
    pub async fn inject(&self, line: usize, fault: &Fault) {
        self.note(line, fault);
        match *fault {
            Fault::Restart { down, remembers } => self.restart(down, remembers),
            Fault::ClockJump(duration) => self.jump(duration).await,
            Fault::ResumeAddressGone(duration) => {
                close_port(&self.resume_down, duration);
                self.shared.world().order(line, Order::Cut);
            }
            ref fault => self.shared.world().befall(line, fault),
        }
    }

    fn note(&self, line: usize, fault: &Fault) {
        let mut world = self.shared.world();
        let lines = match fault {
            Fault::Restart { .. } | Fault::ClockJump(_) => 0..world.lines.len(),
            _ => line..line + 1,
        };
        for line in lines {
            let session = world.lines[line].session;
            let connection = session
                .and_then(|it| world.sessions[it].handle.as_ref())
                .map(|handle| handle.connection);
            let record = Record::new(fault, line, session, connection);
            world.records.push(record);
        }
    }

    fn restart(&self, down: Duration, remembers: bool) {
        close_port(&self.base_down, down);
        close_port(&self.resume_down, down);
        let mut world = self.shared.world();
        for line in 0..world.lines.len() {
            let order = if line % 2 == 0 {
                Order::Cut
            } else {
                Order::Reset
            };
            world.order(line, order);
        }
        if !remembers {
            for session in &mut world.sessions {
                session.end("the server forgot it");
            }
        }
    }

    async fn jump(&self, duration: Duration) {
        // Heartbeats that come due in the jump come afterwards; the peer has forgotten whoever was silent too long.
        let gone = duration > self.shared.interval * 2;
        {
            let mut world = self.shared.world();
            world.jumps += 1;
            for connection in 0..world.impaired.len() {
                world.impair(connection);
            }
            for line in 0..world.lines.len() {
                if gone {
                    world.order(line, Order::Reset);
                }
            }
        }
        if self.paused {
            tokio::time::advance(duration).await;
        } else {
            std::thread::sleep(duration.min(Duration::from_secs(5)));
        }
    }
}

fn close_port(listener: &watch::Sender<Instant>, duration: Duration) {
    let until = Instant::now() + duration;
    listener.send_modify(|down| *down = until.max(*down));
}

impl World {
    /// Tells a shard's connection to do something.
    pub(super) fn order(&self, line: usize, order: Order) {
        if let Some(session) = self.lines[line].session {
            self.sessions[session].order(order);
        }
    }

    fn cut_and(&mut self, line: usize, answer: Answer) {
        // What was drawn earlier and has not come to pass is over: else faults pile up for the end.
        self.lines[line].answers.clear();
        self.lines[line].answers.push_back(answer);
        self.order(line, Order::Cut);
    }

    fn doors(&mut self, line: usize, door: Door, times: usize) {
        self.door.extend(std::iter::repeat_n(door, times));
        self.order(line, Order::Cut);
    }

    fn befall(&mut self, line: usize, fault: &Fault) {
        match *fault {
            Fault::Cut => self.order(line, Order::Cut),
            Fault::Reset => self.order(line, Order::Reset),
            Fault::Close(code) => self.order(line, Order::Close(code)),
            Fault::HalfOpen => self.order(line, Order::HalfOpen),
            Fault::Delay(duration) => self.order(line, Order::Delay(duration)),
            Fault::Throttle(rate, duration) => self.order(line, Order::Throttle(rate, duration)),
            Fault::Garbage(garbage) => self.order(line, Order::Garbage(garbage)),
            Fault::Truncated => self.order(line, Order::Truncate),
            Fault::Duplicate(count) => self.order(line, Order::Duplicate(count)),
            Fault::InvalidSession { resumable } => self.order(line, Order::Invalid(resumable)),
            Fault::Reconnect => self.order(line, Order::Reconnect),
            Fault::ReconnectStorm(times) => {
                self.door
                    .extend(std::iter::repeat_n(Door::Reconnect, times));
                self.order(line, Order::Reconnect);
            }
            Fault::LostAcks(duration) => self.order(line, Order::LoseAcks(duration)),
            Fault::SlowHello(wait) => self.doors(line, Door::SlowHello(wait), 1),
            Fault::SilentDoor => self.doors(line, Door::Silence, 1),
            Fault::Refused(status, times) => self.doors(line, Door::Refuse(status), times),
            Fault::Dropped(times) => self.doors(line, Door::Drop, times),
            Fault::RefusedResume => self.cut_and(line, Answer::Invalid),
            Fault::ClosedResume(code) => self.cut_and(line, Answer::Close(code)),
            Fault::SilentAnswer => self.cut_and(line, Answer::Silence),
            Fault::CutReplay(count) => self.cut_and(line, Answer::CutReplay(count)),
            Fault::LateAnswer(wait) => self.cut_and(line, Answer::Late(wait)),
            Fault::LateReady(wait) => {
                self.lines[line].answers.clear();
                self.lines[line].answers.push_back(Answer::Late(wait));
                self.order(line, Order::Invalid(false));
            }
            Fault::DemandHeartbeat => self.order(line, Order::Demand),
            Fault::Noise => self.order(line, Order::Noise),
            Fault::Restart { .. } | Fault::ClockJump(_) | Fault::ResumeAddressGone(_) => {}
        }
    }
}
