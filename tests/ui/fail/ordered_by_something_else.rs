use asyncord::prelude::*;

#[handler(ordered = server)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
