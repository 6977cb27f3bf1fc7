use asyncord::prelude::*;

#[handler]
#[handler(once)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
