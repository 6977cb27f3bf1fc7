//! What a call costs: counted, so that it does not creep up.

use std::time::Duration;

use tokio::runtime::Builder;

use super::{LONG, run, send};
use crate::{
    Dispatcher, HandlerItem,
    event::{DecodeError, Event, EventNames, RawEvent, Scope},
    handler,
    model::Intents,
};

/// An event that is decoded without allocations.
#[derive(Clone)]
struct Cheap;

impl Event for Cheap {
    const NAMES: EventNames = EventNames::Only(&["CHEAP"]);
    const INTENTS: Intents = Intents::empty();

    fn decode(_: &RawEvent) -> Result<Self, DecodeError> {
        Ok(Self)
    }

    fn scope(&self) -> Scope {
        Scope {
            guild_id: Some(1.into()),
            channel_id: None,
        }
    }
}

#[handler(manual)]
async fn instant(_event: Cheap) {}

#[handler(manual, ordered, concurrency = 2, timeout = "5s")]
async fn limited(_event: Cheap) {}

#[handler(manual)]
async fn waits(_event: Cheap) {
    tokio::task::yield_now().await;
}

#[handler(manual, timeout = "5s")]
async fn waits_for_some_time(_event: Cheap) {
    tokio::task::yield_now().await;
}

/// How many allocations an event costs that `H` handles, in hundredths: from the queue to the call's end.
fn cost<H: HandlerItem>() -> u64 {
    const EVENTS: usize = 1_000;
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let dispatcher = Dispatcher::default();
    dispatcher.without_registered_handlers().add_handler::<H>();
    let running = runtime.block_on(async { run(&dispatcher) });
    let handle = |events: Vec<RawEvent>| {
        runtime.block_on(async {
            for event in events {
                send(&running, event);
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        });
    };
    let events = |count| vec![RawEvent::from_json("CHEAP", "{}"); count];
    // What grows once does not count.
    handle(events(EVENTS));
    let counted = events(EVENTS);
    let counted = allocation_counter::measure(|| handle(counted));
    assert_eq!(runtime.block_on(running.drain(LONG)), 0);
    counted.count_total * 100 / EVENTS as u64
}

/// Checks a cost; a table that grows at its leisure is no fault.
fn assert_costs(cost: u64, expected: u64) {
    let near = expected.saturating_sub(5)..=expected + 5;
    assert!(near.contains(&cost), "{cost} and not {expected} hundredths");
}

#[test]
fn a_call_costs_its_event_and_its_future() {
    // Both boxed, and a block of the queue for every 32nd.
    assert_costs(cost::<instant>(), 203);
}

#[test]
fn limits_cost_nothing_where_nobody_waits() {
    assert_costs(cost::<limited>(), cost::<instant>());
}

#[test]
fn a_call_that_waits_costs_a_task_and_only_with_a_limit_a_timer() {
    let plain = cost::<waits>();
    assert_costs(plain, cost::<instant>() + 100);
    assert_costs(cost::<waits_for_some_time>(), plain + 100);
}
