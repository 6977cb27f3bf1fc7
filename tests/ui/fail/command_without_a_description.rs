use asyncord::prelude::*;

#[command]
async fn ping() {}

fn main() {}
