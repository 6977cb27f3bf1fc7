use asyncord::prelude::*;

#[handler(priority = , once)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
