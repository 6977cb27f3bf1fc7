use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    db: u8,
    prefix: String,
    limit: Option<u8>,
}

#[handler(args = App)]
async fn first(_event: Ready, _db: &String, _prefx: &str, client: u8) {
    drop(client);
}

#[handler(args = App)]
async fn second(_event: Ready, _limit: Option<u32>) {}

fn main() {}
