use asyncord::prelude::*;

#[handler(ordered = "user")]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
