use asyncord::prelude::*;

#[handler]
async fn on_message(_message: &MessageCreate, next: Next) {
    drop(next);
}

fn main() {}
