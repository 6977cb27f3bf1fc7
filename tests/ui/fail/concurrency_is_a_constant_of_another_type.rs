use asyncord::prelude::*;

const CALLS: u64 = 4;

#[handler(concurrency = CALLS)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
