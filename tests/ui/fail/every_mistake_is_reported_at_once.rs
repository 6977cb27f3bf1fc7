use asyncord::prelude::*;

#[handler(ordred, group = 5)]
fn on_ready<T>(_event: Ready, (a, b): (u8, u8), _: u8, _counter: &mut u8, _name: impl Clone, cache: u8) {}

fn main() {}
