use asyncord::prelude::*;

#[handler(once = true)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
