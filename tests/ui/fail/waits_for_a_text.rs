use asyncord::prelude::*;

#[handler(waits("MessageCreate"))]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
