use asyncord::prelude::*;

#[provider]
async fn level(client: RestClient, _message: &MessageCreate) -> u32 {
    drop(client);
    1
}

fn main() {}
