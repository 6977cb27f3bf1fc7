use asyncord::prelude::*;

#[handler(concurrency = -1)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
