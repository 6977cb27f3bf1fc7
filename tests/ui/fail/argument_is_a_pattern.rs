use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, (a, b): (u8, u8)) {}

fn main() {}
