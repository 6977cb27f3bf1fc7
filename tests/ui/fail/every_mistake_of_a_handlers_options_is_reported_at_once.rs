use asyncord::prelude::*;

#[handler(orderd, ordered = server, concurrency = 0, timeout = 5, priority, waits(), group = 3, computed(author), once = 1)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
