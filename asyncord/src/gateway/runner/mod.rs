//! Drives the machine: time, socket, commands and the sink meet here, and none of them waits for another.

use std::{
    collections::VecDeque,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt;
use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

use self::link::{Happening, Link, Turn};
use super::{
    EventSink, GatewayError, IdentifyPermit, IdentifyQueue, IdentifyRefused, ShardConfig,
    client::{Command, Control, Health, Inbox, Line},
    machine::{Action, Machine, PresenceSource, Resumable, Tally},
    metrics::ShardMetrics,
    overlap::{Overlap, Set},
    request::Replies,
    socket::{Connect, Incoming, Socket},
};
use crate::event::RawEvent;

mod events;
mod link;
#[cfg(test)]
mod tests;

/// Commands that wait in the machine; beyond it, none are taken and callers wait.
const WAITING_COMMANDS: usize = 128;

/// Messages that are taken between two looks at heartbeats and commands.
const MESSAGES_AT_ONCE: usize = 32;

/// Whether and how a shard is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Not.
    No,
    /// With its session: the bot is shown offline at once.
    Final,
    /// Keeping its session, for another process to resume it.
    Keep,
    /// With its session, but not before all of its events are handed over: other shards hear the same ones, and take
    /// these for handled.
    Replaced,
}

/// What a shard is made of.
pub(super) struct Parts<C> {
    pub(super) config: ShardConfig,
    pub(super) connector: C,
    pub(super) line: Arc<Line>,
    pub(super) inbox: Inbox,
    pub(super) sink: Arc<dyn EventSink>,
    pub(super) queue: Arc<dyn IdentifyQueue>,
    pub(super) overlap: Arc<Overlap>,
    /// Whether another set of shards still serves beside this shard's.
    pub(super) is_new: Arc<AtomicBool>,
    pub(super) session: Option<(Resumable, Tally)>,
    pub(super) presence: PresenceSource,
    pub(super) group: Arc<str>,
    /// Told when a session is started.
    pub(super) identified: watch::Sender<u64>,
}

/// One shard that runs.
pub(super) struct Runner<C: Connect> {
    machine: Machine,
    connector: C,
    link: Link<C::Socket>,
    line: Arc<Line>,
    inbox: Inbox,
    sink: Arc<dyn EventSink>,
    queue: Arc<dyn IdentifyQueue>,
    turn: Turn,
    identified: watch::Sender<u64>,
    overlap: Arc<Overlap>,
    is_new: Arc<AtomicBool>,
    replies: Replies,
    /// Events that the sink did not take yet, each with its session's number. They outlive their connection.
    held: VecDeque<(u64, RawEvent)>,
    /// Which of the shard's sessions this is.
    sessions: u64,
    /// Whether reading pauses.
    paused: bool,
    published: Health,
    /// Bytes that had come when the heartbeat was last looked after.
    heard: u64,
    metrics: ShardMetrics,
}

impl<C: Connect> Runner<C> {
    pub(super) fn new(parts: Parts<C>) -> Result<Self, GatewayError> {
        let metrics = ShardMetrics::new(&parts.group, parts.config.shard);
        let machine = Machine::new(
            Instant::now(),
            parts.config,
            parts.session,
            parts.presence,
            Box::new(fastrand::f64),
        )?;
        Ok(Self {
            machine,
            connector: parts.connector,
            link: Link::None,
            line: parts.line,
            inbox: parts.inbox,
            sink: parts.sink,
            queue: parts.queue,
            turn: Turn::None,
            identified: parts.identified,
            overlap: parts.overlap,
            is_new: parts.is_new,
            replies: Replies::default(),
            held: VecDeque::new(),
            sessions: 0,
            paused: false,
            published: Health::default(),
            heard: 0,
            metrics,
        })
    }

    /// Runs until the shard ends; the session, if it was kept.
    pub(super) async fn run(
        mut self,
        mut stop: watch::Receiver<Stop>,
    ) -> Result<Option<(Resumable, Tally)>, GatewayError> {
        let mut timer = pin!(sleep_until(Instant::now()));
        // Made once: to make it and to drop it again takes a lock, which every message would have to pay for.
        let mut told = stop.clone();
        let mut told_to_stop = pin!(stopped(&mut told));
        let mut stopping = false;
        loop {
            if let Turn::Given(permit) = &self.turn {
                self.machine.postponed(permit.not_before());
            }
            if let Some(end) = self.act() {
                let how = *stop.borrow();
                if how == Stop::Replaced {
                    self.drain(&mut stop).await;
                }
                return end.map(|()| self.session());
            }
            self.publish();
            let deadline = self
                .machine
                .deadline(Instant::now())
                .unwrap_or_else(|| Instant::now() + Duration::from_hours(1));
            if timer.deadline() != deadline {
                timer.as_mut().reset(deadline);
            }

            let read = self.machine.wants_frames();
            let holds = !self.held.is_empty();
            let takes = self.machine.waiting() < WAITING_COMMANDS;
            // In this order a flood of frames holds up neither heartbeats nor commands.
            tokio::select! {
                biased;
                how = &mut told_to_stop, if !stopping => {
                    stopping = true;
                    self.machine.shutdown(Instant::now(), how == Stop::Keep);
                }
                () = &mut timer => self.timer(),
                Some(control) = self.inbox.controls.recv() => self.control(control),
                Some(command) = self.inbox.commands.recv(), if takes => self.command(command),
                // Made only if it is polled: it takes an allocation.
                () = async { self.sink.ready().await }, if holds => self.hand_over_held(),
                turn = self.turn.next() => self.turn(turn),
                happening = self.link.next(read) => {
                    let now = Instant::now();
                    self.happened(now, happening);
                    self.take_more(now);
                }
            }
        }
    }

    fn timer(&mut self) {
        self.replies.forget();
        if let Link::Open(socket) = &self.link {
            let heard = socket.traffic().wire;
            if heard != self.heard {
                self.heard = heard;
                self.machine.hear();
            }
        }
        self.machine.timer(Instant::now());
    }

    fn control(&mut self, control: Control) {
        self.replies.forget();
        let now = Instant::now();
        match control {
            Control::PresenceChanged => self.machine.presence_changed(now),
            Control::Restart { keep_session } => self.machine.restart(now, keep_session),
            // What follows from it follows from every turn of the loop.
            Control::TakenOver => {}
        }
    }

    fn command(&mut self, command: Command) {
        self.replies.forget();
        let outgoing = match command {
            Command::Send(outgoing) => outgoing,
            Command::Request(request) => self.replies.add(request),
        };
        self.machine.enqueue(Instant::now(), outgoing);
    }

    fn turn(&mut self, turn: Result<IdentifyPermit, IdentifyRefused>) {
        let now = Instant::now();
        match turn {
            Ok(permit) => {
                let not_before = permit.not_before();
                self.turn = Turn::Given(permit);
                self.machine.permitted(now, not_before);
            }
            Err(refused) => {
                self.turn = Turn::None;
                self.machine.refused(now, refused);
            }
        }
    }

    /// Takes what else has come already, without looking at all the rest in between. Not for ever: a flood must not
    /// hold up heartbeats.
    fn take_more(&mut self, now: Instant) {
        for _ in 0..MESSAGES_AT_ONCE {
            if !matches!(self.link, Link::Open(_))
                || self.machine.has_actions()
                || !self.machine.wants_frames()
            {
                return;
            }
            // What is polled here in vain is polled again, with the waker of this task, before it waits.
            let Some(happening) = self.link.next(true).now_or_never() else {
                return;
            };
            self.happened(now, happening);
        }
    }

    fn happened(&mut self, now: Instant, happening: Happening<C::Socket>) {
        match happening {
            Happening::Opened(Ok(socket)) => {
                self.link = Link::Open(socket);
                self.heard = 0;
                self.metrics.connected();
                self.machine.opened(now);
            }
            Happening::Opened(Err(error)) => {
                self.link = Link::None;
                self.machine.unreachable(now, error.to_string());
            }
            Happening::Received(Ok(Incoming::Message)) => self.receive(now),
            Happening::Received(Ok(Incoming::Oversized { bytes })) => {
                if let Link::Open(socket) = &self.link {
                    self.machine.oversized(now, socket.text(), bytes);
                }
            }
            Happening::Received(Ok(Incoming::Closed(code))) => {
                self.link = Link::None;
                self.machine.closed(now, code);
            }
            Happening::Received(Err(error)) => {
                self.link = Link::None;
                self.machine.lost(now, error.to_string());
            }
        }
    }

    /// Carries out what the machine asks for; the result, if it has ended.
    fn act(&mut self) -> Option<Result<(), GatewayError>> {
        while let Some(action) = self.machine.next_action() {
            let sent = match (action, &mut self.link) {
                (Action::Queue, _) => {
                    let (queue, shard) = (Arc::clone(&self.queue), self.line.id);
                    self.turn = Turn::Awaited(Box::pin(async move { queue.acquire(shard).await }));
                    Ok(())
                }
                (Action::Identified, _) => {
                    if let Turn::Given(permit) = std::mem::replace(&mut self.turn, Turn::None) {
                        permit.identified();
                    }
                    self.metrics.identified();
                    self.identified.send_modify(|count| *count += 1);
                    Ok(())
                }
                (Action::Connect(url), link) => {
                    *link = Link::Opening(Box::pin(self.connector.connect(url)));
                    Ok(())
                }
                (Action::Abandon, link) => {
                    *link = Link::None;
                    self.turn = Turn::None;
                    Ok(())
                }
                (Action::Send(text), Link::Open(socket)) => socket.send(text),
                (Action::Close(code), Link::Open(socket)) => {
                    self.turn = Turn::None;
                    socket.close(code)
                }
                (Action::Send(_) | Action::Close(_), _) => Ok(()),
                (Action::Tell(news), _) => {
                    self.tell(news);
                    Ok(())
                }
                (Action::End, _) => return Some(Ok(())),
                (Action::Fail(error), _) => return Some(Err(error)),
            };
            if let Err(error) = sent {
                self.link = Link::None;
                self.machine.lost(Instant::now(), error.to_string());
            }
        }
        None
    }

    fn set(&self) -> Set {
        if self.is_new.load(Ordering::Acquire) {
            Set::New
        } else {
            Set::Old
        }
    }

    fn publish(&mut self) {
        let health = self.machine.health();
        if health != self.published {
            self.published = health;
            self.line.publish(health);
        }
        // Of two shards of one number, gauges show the one that serves.
        if self.overlap.tells(self.set()) {
            self.metrics.health(health);
        }
    }

    /// The session as another process takes it up: it begins with the first event that was not handed over.
    fn session(&self) -> Option<(Resumable, Tally)> {
        let mut session = self.machine.resumable()?;
        let first = self
            .held
            .iter()
            .find(|(session, event)| *session == self.sessions && !event.is_own());
        if let Some((_, held)) = first {
            session.sequence = session.sequence.min(held.sequence().saturating_sub(1));
        }
        Some((session, self.machine.tally().clone()))
    }
}

impl<C: Connect> Drop for Runner<C> {
    fn drop(&mut self) {
        self.line.publish(Health::default());
        if self.overlap.tells(self.set()) {
            self.metrics.health(Health::default());
        }
    }
}

/// Resolves when the shards are to end, with how.
pub(super) async fn stopped(stop: &mut watch::Receiver<Stop>) -> Stop {
    match stop.wait_for(|stop| *stop != Stop::No).await {
        Ok(stop) => *stop,
        // Whoever could have said how has gone.
        Err(_) => Stop::Final,
    }
}
