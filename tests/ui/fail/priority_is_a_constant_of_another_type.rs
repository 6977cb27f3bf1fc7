use asyncord::prelude::*;

const FIRST: u8 = 4;

#[handler(priority = FIRST)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
