//! Every option at once.

#![allow(dead_code)]

use asyncord::prelude::*;

#[handler(manual, ordered, group = "MyBot1", type = OnReady)]
async fn on_ready(_event: Ready) {}

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher.add_handler::<OnReady>();
}
