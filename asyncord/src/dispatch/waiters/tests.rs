//! Waits and streams on paused time, without sockets.

mod model;
mod races;
mod streams;
mod waits;

use std::{
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use super::Waiters;
use crate::{
    event::{Event, RawEvent},
    model::Intents,
};

/// An event that needs no intents.
#[derive(Debug, Event)]
#[event("NUMBERED", intents = Intents::empty())]
struct Numbered {
    number: u64,
}

#[derive(Debug, Event)]
#[event("OTHER", intents = Intents::empty())]
struct Other {}

#[derive(Debug, Event)]
enum Either {
    Numbered(Numbered),
    Other(Other),
}

fn waiters() -> Waiters {
    Waiters::new(Intents::empty())
}

fn numbered(number: u64) -> RawEvent {
    RawEvent::from_json("NUMBERED", format!(r#"{{"number":{number}}}"#))
}

fn other() -> RawEvent {
    RawEvent::from_json("OTHER", "{}")
}

fn numbers(events: &[Arc<Numbered>]) -> Vec<u64> {
    events.iter().map(|event| event.number).collect()
}

/// Polls a future once.
fn poll_now<F: Future>(future: F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

fn is_forgotten(waiters: &Waiters) -> bool {
    waiters.0.is_forgotten()
}
