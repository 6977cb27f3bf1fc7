//! A handler can stand in a function.

#![allow(dead_code)]

use asyncord::prelude::*;

fn add(dispatcher: &asyncord::Dispatcher) {
    #[handler(manual)]
    async fn on_ready(_event: Ready) {}

    dispatcher.add_handler::<on_ready>();
}
