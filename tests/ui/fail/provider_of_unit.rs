use asyncord::prelude::*;

#[provider]
async fn author(_message: &MessageCreate) -> () {}

fn main() {}
