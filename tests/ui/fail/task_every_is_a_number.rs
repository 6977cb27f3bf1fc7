use asyncord::prelude::*;

#[task(every = 5)]
async fn count(_client: RestClient) {}

fn main() {}
