use asyncord::prelude::*;

#[provider]
async fn level() -> u32 {
    1
}

fn main() {}
