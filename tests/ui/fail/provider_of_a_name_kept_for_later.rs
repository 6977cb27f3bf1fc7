use asyncord::prelude::*;

#[provider]
async fn cache(_message: &MessageCreate) -> u32 {
    1
}

fn main() {}
