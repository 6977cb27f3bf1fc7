use asyncord::prelude::*;

#[middleware]
async fn stopped(_next: Next) {}

#[handler(wrap = stopped)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
