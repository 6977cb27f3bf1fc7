use asyncord::prelude::*;

#[on_start]
async fn begin(_event: Ready, _client: RestClient) {}

fn main() {}
