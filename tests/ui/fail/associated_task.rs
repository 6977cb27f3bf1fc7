use asyncord::prelude::*;

struct Bot;

impl Bot {
    #[task(every = "5m")]
    async fn count(_client: RestClient) {}
}

fn main() {}
