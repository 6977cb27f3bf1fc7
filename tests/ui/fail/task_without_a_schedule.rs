use asyncord::prelude::*;

#[task]
async fn count(_client: RestClient) {}

fn main() {}
