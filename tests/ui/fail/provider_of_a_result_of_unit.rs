use asyncord::prelude::*;

#[provider]
async fn author(_message: &MessageCreate) -> Result {
    Ok(())
}

fn main() {}
