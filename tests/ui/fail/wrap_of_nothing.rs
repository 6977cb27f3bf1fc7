use asyncord::prelude::*;

#[handler(wrap = ())]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
