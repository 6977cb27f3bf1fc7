use asyncord::prelude::*;

#[provider]
async fn _level(_message: &MessageCreate) -> u32 {
    1
}

fn main() {}
