use asyncord::prelude::*;

async fn on_ready(_event: Ready) {}

struct Other;

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher.add_handler::<Other>();
}

fn main() {}
