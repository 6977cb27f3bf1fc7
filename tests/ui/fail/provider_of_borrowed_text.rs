use asyncord::prelude::*;

#[provider]
async fn content(message: &MessageCreate) -> &str {
    &message.content
}

fn main() {}
