use asyncord::prelude::*;

#[handler(filter = filters::not_a_bot)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
