use asyncord::prelude::*;

#[task(every = "5m", timezone = "Europe/Paris")]
async fn count(_client: RestClient) {}

fn main() {}
