use asyncord::prelude::*;

#[middleware]
async fn timed(_message: MessageCreate) {}

fn main() {}
