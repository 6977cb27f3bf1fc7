use asyncord::prelude::*;

use std::cell::Cell;

#[handler]
async fn on_ready(_event: Ready, _counter: &Cell<u8>) {}

fn main() {}
