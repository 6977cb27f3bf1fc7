use asyncord::prelude::*;

const ALWAYS: bool = true;

#[handler(filter = ALWAYS)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
