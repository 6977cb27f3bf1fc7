use asyncord::prelude::*;

#[handler(timeout)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
