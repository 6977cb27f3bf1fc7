use asyncord::prelude::*;
use std::cell::Cell;

fn every_second() -> impl Fn(&MessageCreate) -> bool {
    let count = Cell::new(0);
    move |_| {
        count.set(count.get() + 1);
        count.get() % 2 == 0
    }
}

#[handler(filter = every_second())]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
