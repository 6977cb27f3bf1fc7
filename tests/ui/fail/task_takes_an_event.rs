use asyncord::prelude::*;

#[task(every = "5m")]
async fn count(_message: &MessageCreate, _client: RestClient) {}

fn main() {}
