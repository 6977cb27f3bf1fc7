use asyncord::prelude::*;

/// Answers with pong.
#[command(name = "config role add all")]
async fn add_all() {}

fn main() {}
