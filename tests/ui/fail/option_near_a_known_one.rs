use asyncord::prelude::*;

#[handler(orderd)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
