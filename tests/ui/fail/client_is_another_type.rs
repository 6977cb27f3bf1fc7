use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _client: String) {}

fn main() {}
