use asyncord::prelude::*;

#[provider]
async fn level(_message: &MessageCreate, level: u32) -> u32 {
    level
}

fn main() {}
