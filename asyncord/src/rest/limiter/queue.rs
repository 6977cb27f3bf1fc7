//! Who waits, in the order of their tickets.

use std::{collections::VecDeque, sync::Arc};

use tokio::sync::Notify;

use super::{Route, Ticket};

#[derive(Debug)]
pub(super) struct Waiter {
    pub(super) ticket: Ticket,
    pub(super) route: Route,
    pub(super) notify: Arc<Notify>,
}

/// A repeated request stands before those that came after it.
#[derive(Debug, Default)]
pub(super) struct Queue(VecDeque<Waiter>);

impl Queue {
    pub(super) fn enqueue(&mut self, waiter: Waiter) {
        let index = self.index(waiter.ticket);
        self.0.insert(index, waiter);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_head(&self, ticket: Ticket) -> bool {
        self.0.front().is_some_and(|head| head.ticket == ticket)
    }

    pub(super) fn contains(&self, ticket: Ticket) -> bool {
        let found = self.0.get(self.index(ticket));
        found.is_some_and(|it| it.ticket == ticket)
    }

    /// Wakes the first one, to ask again.
    pub(super) fn wake_head(&self) {
        if let Some(head) = self.0.front() {
            head.notify.notify_one();
        }
    }

    /// The first one goes.
    pub(super) fn pop(&mut self) {
        self.0.pop_front();
        self.tidy();
        self.wake_head();
    }

    /// Someone gives up.
    pub(super) fn leave(&mut self, ticket: Ticket) {
        if !self.contains(ticket) {
            return;
        }
        let index = self.index(ticket);
        self.0.remove(index);
        self.tidy();
        if index == 0 {
            self.wake_head();
        }
    }

    /// Takes those out who are meant.
    pub(super) fn take(&mut self, meant: impl Fn(&Waiter) -> bool) -> Vec<Waiter> {
        let (taken, staying): (Vec<_>, Vec<_>) = self.0.drain(..).partition(meant);
        self.0 = staying.into();
        self.wake_head();
        taken
    }

    fn index(&self, ticket: Ticket) -> usize {
        self.0.partition_point(|other| other.ticket < ticket)
    }

    /// Gives memory back after a rush.
    fn tidy(&mut self) {
        if self.0.is_empty() {
            self.0 = VecDeque::new();
        }
    }
}
