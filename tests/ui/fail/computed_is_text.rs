use asyncord::prelude::*;

#[handler(computed("author"))]
async fn on_message(_message: &MessageCreate, author: User) {
    drop(author);
}

fn main() {}
