use asyncord::prelude::*;

#[handler(computed())]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
