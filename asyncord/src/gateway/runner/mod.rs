//! Drives the machine: time, socket, commands and the sink meet here, and none of them waits for another.

use std::{pin::pin, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use tokio_util::sync::CancellationToken;

use super::{
    EventSink, GatewayClient, GatewayError, ShardConfig,
    client::{Command, Health, Running},
    machine::{Action, Machine},
    socket::{Connect, Incoming, Socket, SocketError},
};
use crate::event::RawEvent;

#[cfg(test)]
mod tests;

/// One shard that runs.
pub(super) struct Runner<C: Connect> {
    machine: Machine,
    connector: C,
    link: Link<C::Socket>,
    commands: mpsc::Receiver<Command>,
    sink: Arc<dyn EventSink>,
    shard: u32,
    /// An event that the sink did not take yet. It outlives its connection.
    held: Option<RawEvent>,
    running: Running,
    published: Health,
}

enum Link<S> {
    None,
    Opening(BoxFuture<'static, Result<S, SocketError>>),
    Open(S),
}

enum Happening<S> {
    Opened(Result<S, SocketError>),
    Received(Result<Incoming, SocketError>),
}

impl<S: Socket> Link<S> {
    async fn next(&mut self, read: bool) -> Happening<S> {
        match self {
            Self::None => std::future::pending().await,
            Self::Opening(opening) => Happening::Opened(opening.await),
            Self::Open(socket) => Happening::Received(socket.next(read).await),
        }
    }
}

impl<C: Connect> Runner<C> {
    pub(super) fn new(
        config: ShardConfig,
        client: &GatewayClient,
        sink: Arc<dyn EventSink>,
        connector: C,
    ) -> Result<Self, GatewayError> {
        let shard = config.shard[0];
        let machine = Machine::new(Instant::now(), config, Box::new(fastrand::f64))?;
        let (running, commands) = client.start()?;
        Ok(Self {
            machine,
            connector,
            link: Link::None,
            commands,
            sink,
            shard,
            held: None,
            running,
            published: Health::default(),
        })
    }

    /// Runs until the shard ends.
    pub(super) async fn run(mut self, shutdown: CancellationToken) -> Result<(), GatewayError> {
        let mut timer = pin!(sleep_until(Instant::now()));
        let mut cancelled = pin!(shutdown.cancelled_owned());
        let mut stopping = false;
        loop {
            if let Some(end) = self.act() {
                return end;
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
            let holds = self.held.is_some();
            // In this order a flood of frames holds up neither heartbeats nor commands.
            tokio::select! {
                biased;
                () = &mut cancelled, if !stopping => {
                    stopping = true;
                    self.machine.shutdown(Instant::now());
                }
                () = &mut timer => self.machine.timer(Instant::now()),
                Some(command) = self.commands.recv() => {
                    self.machine.command(Instant::now(), command);
                }
                () = self.sink.ready(), if holds => self.hand_over_held(),
                happening = self.link.next(read) => self.happened(happening),
            }
        }
    }

    fn happened(&mut self, happening: Happening<C::Socket>) {
        let now = Instant::now();
        match happening {
            Happening::Opened(Ok(socket)) => {
                self.link = Link::Open(socket);
                self.machine.opened(now);
            }
            Happening::Opened(Err(error)) => {
                self.link = Link::None;
                self.machine.unreachable(now, error.to_string());
            }
            Happening::Received(Ok(Incoming::Text(text))) => self.receive(now, &text),
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

    fn receive(&mut self, now: Instant, text: &Utf8Bytes) {
        let Some(dispatch) = self.machine.frame(now, text) else {
            return;
        };
        if !self.sink.wants(&dispatch.name) {
            return;
        }
        tracing::trace!(event = &*dispatch.name, sequence = dispatch.sequence);
        let event = RawEvent::new(
            &dispatch.name,
            dispatch.sequence,
            self.shard,
            text.clone(),
            dispatch.data,
        );
        if let Err(event) = self.sink.try_send(event) {
            self.held = Some(event);
            self.machine.pause();
        }
    }

    fn hand_over_held(&mut self) {
        if let Some(event) = self.held.take() {
            match self.sink.try_send(event) {
                Ok(()) => self.machine.unpause(Instant::now()),
                Err(event) => self.held = Some(event),
            }
        }
    }

    /// Carries out what the machine asks for; the result, if it has ended.
    fn act(&mut self) -> Option<Result<(), GatewayError>> {
        while let Some(action) = self.machine.next_action() {
            let sent = match (action, &mut self.link) {
                (Action::Connect(url), link) => {
                    *link = Link::Opening(Box::pin(self.connector.connect(url)));
                    Ok(())
                }
                (Action::Abandon, link) => {
                    *link = Link::None;
                    Ok(())
                }
                (Action::Send(text), Link::Open(socket)) => socket.send(text),
                (Action::Close(code), Link::Open(socket)) => socket.close(code),
                (Action::Send(_) | Action::Close(_), _) => Ok(()),
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

    fn publish(&mut self) {
        let health = self.machine.health();
        if health != self.published {
            self.published = health;
            self.running.publish(health);
        }
    }
}
