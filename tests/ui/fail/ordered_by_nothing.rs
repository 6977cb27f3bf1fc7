use asyncord::prelude::*;

#[handler(ordered = )]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
