use asyncord::prelude::*;

#[command(user)]
async fn greet() {}

fn main() {}
