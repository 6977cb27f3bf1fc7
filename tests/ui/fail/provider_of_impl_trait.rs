use asyncord::prelude::*;

#[provider]
async fn level(_message: &MessageCreate) -> impl Send {
    1
}

fn main() {}
