use asyncord::prelude::*;

#[handler(waits(String))]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
