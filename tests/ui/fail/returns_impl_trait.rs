use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready) -> impl Send {}

fn main() {}
