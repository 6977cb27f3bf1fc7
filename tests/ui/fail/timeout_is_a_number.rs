use asyncord::prelude::*;

#[handler(timeout = 5)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
