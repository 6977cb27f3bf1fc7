use asyncord::prelude::*;

#[handler]
#[provider]
async fn author(message: &MessageCreate) -> User {
    message.author.clone()
}

fn main() {}
