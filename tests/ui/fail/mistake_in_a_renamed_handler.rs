use asyncord::prelude::*;

#[handler(manual, type = OnReady)]
fn on_ready(_event: Ready) {}

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher.add_handler::<OnReady>();
}

fn main() {}
