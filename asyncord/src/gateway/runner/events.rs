//! What comes out of a shard: Discord's events, and its own.

use std::sync::atomic::Ordering;

use tokio::{sync::watch, time::Instant};

use super::{Link, Runner, Stop};
use crate::{
    event::{RawEvent, ShardDisconnected, ShardReady, ShardResumed, shard::OwnEvent},
    gateway::{
        machine::News,
        socket::{Connect, Socket},
    },
};

impl<C: Connect> Runner<C> {
    pub(super) fn receive(&mut self, now: Instant) {
        let Link::Open(socket) = &self.link else {
            return;
        };
        let text = socket.text();
        let dispatch = self.machine.frame(now, text);
        self.metrics.traffic(socket.traffic());
        let Some(dispatch) = dispatch else {
            return;
        };
        self.metrics.event(&dispatch.name);
        let answers = self.replies.wants(&dispatch.name);
        let wanted = self.sink.wants(&dispatch.name)
            && self.overlap.admits(
                self.set(),
                &dispatch.name,
                &text[dispatch.data.clone()],
                dispatch.returning,
            );
        if !answers && !wanted {
            return;
        }
        tracing::trace!(event = &*dispatch.name, sequence = dispatch.sequence);
        let event = RawEvent::new(
            &dispatch.name,
            dispatch.sequence,
            self.line.id.number(),
            socket.keep(),
            dispatch.data,
        );
        if answers && let Some(again) = self.replies.take(now, &event) {
            self.machine.enqueue(now, again);
        }
        if wanted {
            self.hand_over(event, true);
        }
    }

    /// Gives an event to the sink; if it is full, it waits, and those that come after it do.
    fn hand_over(&mut self, event: RawEvent, pause: bool) {
        let event = if self.held.is_empty() {
            match self.sink.try_send(event) {
                Ok(()) => return,
                Err(event) => event,
            }
        } else {
            event
        };
        self.held.push_back((self.sessions, event));
        self.line.holds.store(true, Ordering::Relaxed);
        if pause && !self.paused {
            self.paused = true;
            self.machine.pause();
            self.metrics.paused();
        }
    }

    pub(super) fn hand_over_held(&mut self) {
        while let Some((session, event)) = self.held.pop_front() {
            if let Err(event) = self.sink.try_send(event) {
                self.held.push_front((session, event));
                return;
            }
        }
        self.line.holds.store(false, Ordering::Relaxed);
        if std::mem::take(&mut self.paused) {
            self.machine.unpause(Instant::now());
        }
    }

    /// Hands over what is held, unless the whole bot ends meanwhile.
    pub(super) async fn drain(&mut self, stop: &mut watch::Receiver<Stop>) {
        while !self.held.is_empty() {
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop != Stop::Replaced) => return,
                () = self.sink.ready() => self.hand_over_held(),
            }
        }
    }

    /// Tells handlers and metrics what became of the connection.
    pub(super) fn tell(&mut self, news: News) {
        let (shard, shard_count) = (self.line.id.number(), self.line.id.total());
        match news {
            News::Ready => {
                self.sessions += 1;
                for outgoing in self.replies.again() {
                    self.machine.enqueue(Instant::now(), outgoing);
                }
                self.tell_own(&ShardReady {
                    shard,
                    shard_count,
                    guilds: self.machine.tally().guilds(),
                });
            }
            News::Resumed { replayed } => {
                self.metrics.resumed();
                self.tell_own(&ShardResumed {
                    shard,
                    shard_count,
                    replayed,
                });
            }
            News::Disconnected {
                cause,
                code,
                reason,
                resumable,
                retry_after,
            } => {
                self.metrics.disconnected(cause);
                self.tell_own(&ShardDisconnected {
                    shard,
                    shard_count,
                    cause,
                    code,
                    reason,
                    resumable,
                    retry_after,
                });
            }
        }
    }

    fn tell_own<E: OwnEvent>(&mut self, event: &E) {
        if self.sink.wants(E::NAME) && self.overlap.tells(self.set()) {
            self.hand_over(RawEvent::own(self.line.id.number(), event), false);
        }
    }
}
