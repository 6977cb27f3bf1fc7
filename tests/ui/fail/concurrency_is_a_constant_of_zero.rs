use asyncord::prelude::*;

const CALLS: usize = 0;

#[handler(concurrency = CALLS)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
