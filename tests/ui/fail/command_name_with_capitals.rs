use asyncord::prelude::*;

/// Answers with pong.
#[command(name = "Ping")]
async fn ping() {}

fn main() {}
