use asyncord::prelude::*;

#[handler(concurrency = "four")]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
