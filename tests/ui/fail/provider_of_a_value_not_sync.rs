use std::cell::Cell;

use asyncord::prelude::*;

#[provider]
async fn level(_message: &MessageCreate) -> Cell<u32> {
    Cell::new(1)
}

fn main() {}
