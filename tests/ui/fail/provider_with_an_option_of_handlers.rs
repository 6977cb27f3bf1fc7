use asyncord::prelude::*;

#[provider(ordered, timeout = "5s")]
async fn level(_message: &MessageCreate) -> u32 {
    1
}

fn main() {}
