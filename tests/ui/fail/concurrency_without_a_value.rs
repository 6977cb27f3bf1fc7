use asyncord::prelude::*;

#[handler(concurrency)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
