use asyncord::prelude::*;

#[provider]
async fn level(_message: &MessageCreate) -> Result<u32, u8> {
    Err(1)
}

fn main() {}
