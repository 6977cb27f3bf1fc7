use asyncord::prelude::*;

#[handler(waits())]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
