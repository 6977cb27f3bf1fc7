use asyncord::prelude::*;

#[task(every = "5m", once)]
async fn count(_client: RestClient) {}

fn main() {}
