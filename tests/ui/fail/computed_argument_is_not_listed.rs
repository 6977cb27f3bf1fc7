use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    text: String,
}

#[provider]
async fn author(message: &MessageCreate) -> User {
    message.author.clone()
}

#[handler(args = App)]
async fn on_message(_message: &MessageCreate, text: &str, author: &User) {
    let _ = (text, author);
}

fn main() {}
