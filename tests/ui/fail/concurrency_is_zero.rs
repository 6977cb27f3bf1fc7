use asyncord::prelude::*;

#[handler(concurrency = 0)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
