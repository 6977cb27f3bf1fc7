use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _client_groups: Vec<ClientGroup>) {}

fn main() {}
