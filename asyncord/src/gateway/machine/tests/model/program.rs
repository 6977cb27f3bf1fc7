//! The program's commands, and whether Discord has read them.

use std::collections::BTreeMap;

use tokio::{sync::oneshot, time::Instant};

use super::{
    World,
    link::{Conn, Link, Phase, Sent},
};
use crate::gateway::machine::Outgoing;

#[derive(Default)]
pub(super) struct Program {
    commands: BTreeMap<u64, Command>,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "what becomes of a command is in no order"
)]
struct Command {
    /// Whether it belongs to a request that is asked again in every new session.
    request: bool,
    waiter: Option<oneshot::Receiver<()>>,
    abandoned: bool,
    sent: bool,
    /// Whether a heartbeat that was sent after it has been answered.
    read: bool,
}

impl Program {
    /// What the connection's answered heartbeats prove.
    pub(super) fn connection_over(&mut self, conn: &Conn) {
        let proof = Sent::Beat { answered: true };
        let proven = conn.sent.iter().rposition(|sent| *sent == proof);
        for sent in &conn.sent[..proven.unwrap_or(0)] {
            if let Sent::Command(number) = sent {
                self.commands.get_mut(number).unwrap().read = true;
            }
        }
    }

    pub(super) fn sent(&mut self, number: u64, conn: &Conn) {
        let command = self.commands.get_mut(&number).expect("nobody asked for it");
        command.sent = true;
        let allowed = 1 + conn.asked_again.get(&number).copied().unwrap_or(0);
        assert!(
            conn.times_sent(number) <= allowed,
            "command {number} went out more than {allowed} times over one connection"
        );
    }
}

impl World {
    pub(super) fn command(&mut self, request: bool, waits: bool, later: Option<Instant>) {
        let number = self.program.commands.len() as u64;
        // Whoever waits for answers does not wait for the sending.
        let waits = waits && !request;
        let (sent, waiter) = oneshot::channel();
        let command = Command {
            request,
            waiter: waits.then_some(waiter),
            abandoned: false,
            sent: false,
            read: false,
        };
        self.program.commands.insert(number, command);
        let sent = waits.then_some(sent);
        self.enqueue(number, later, sent);
    }

    fn enqueue(&mut self, number: u64, later: Option<Instant>, sent: Option<oneshot::Sender<()>>) {
        let request = self.program.commands[&number].request.then_some(number);
        let op = if request.is_some() { 8 } else { 4 };
        let outgoing = Outgoing {
            payload: format!(r#"{{"op":{op},"d":{number}}}"#),
            request,
            not_before: later,
            sent,
        };
        self.script.machine.enqueue(self.script.now, outgoing);
        // The runner may be in the midst of other actions.
        if !self.program.commands[&number].sent {
            self.looked_after(number);
        }
    }

    fn looked_after(&self, number: u64) {
        let waiting = self.script.machine.waiting() > 0;
        let acting = !self.script.machine.actions.is_empty();
        assert!(waiting || acting, "command {number} vanished");
    }

    /// Discord asks to wait with a request: it is sent again.
    pub(super) fn ask_again(&mut self, number: u64, later: Instant) {
        let requests = self.program.commands.iter();
        let requests: Vec<u64> = requests
            .filter(|(_, command)| command.request && command.sent && !command.abandoned)
            .map(|(&number, _)| number)
            .collect();
        if requests.is_empty() || self.phase() != Some(Phase::Live) {
            return;
        }
        let number = requests[usize::try_from(number).unwrap() % requests.len()];
        if let Link::Open(conn) = &mut self.link {
            *conn.asked_again.entry(number).or_default() += 1;
        }
        self.enqueue(number, Some(later), None);
        self.drain();
    }

    /// A new session has begun: whoever waits asks again.
    pub(super) fn requests_again(&mut self) {
        let requests = self.program.commands.iter();
        let requests: Vec<u64> = requests
            .filter(|(_, command)| command.request && !command.abandoned)
            .map(|(&number, _)| number)
            .collect();
        for number in requests {
            self.enqueue(number, None, None);
        }
    }

    /// Somebody stops waiting for a command that is not sent yet.
    pub(super) fn stop_waiting(&mut self) {
        let waits = |command: &&mut Command| {
            (command.waiter.is_some() || command.request) && !command.sent && !command.abandoned
        };
        if let Some(command) = self.program.commands.values_mut().find(waits) {
            command.waiter = None;
            command.abandoned = true;
        }
    }

    /// All commands have been sent, over a connection that lived on or one that had read them.
    pub(super) fn commands_arrived(&mut self) {
        let Link::Open(conn) = &self.link else {
            panic!("there is no connection");
        };
        for (number, command) in &mut self.program.commands {
            assert!(
                command.abandoned || command.read || conn.times_sent(*number) > 0,
                "command {number} was lost"
            );
            if let Some(waiter) = &mut command.waiter {
                assert_eq!(waiter.try_recv(), Ok(()), "the caller of {number} waits on");
            }
        }
    }
}
