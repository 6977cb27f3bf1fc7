use asyncord::prelude::*;

/// Answers with pong, and explains at great length why it does so, whence it came, and what it thinks about it all.
#[command]
async fn ping() {}

fn main() {}
