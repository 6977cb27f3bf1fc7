use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    counter: std::cell::Cell<u8>,
}

fn main() {}
