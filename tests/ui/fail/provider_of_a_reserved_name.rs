use asyncord::prelude::*;

#[provider]
async fn client(_message: &MessageCreate) -> u32 {
    1
}

fn main() {}
