use asyncord::prelude::*;

#[handler(filter = "not_bot")]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
