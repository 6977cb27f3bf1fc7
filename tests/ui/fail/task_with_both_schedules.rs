use asyncord::prelude::*;

#[task(every = "5m", cron = "0 9 * * MON")]
async fn count(_client: RestClient) {}

fn main() {}
