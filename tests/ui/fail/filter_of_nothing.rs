use asyncord::prelude::*;

#[handler(filter = ())]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
