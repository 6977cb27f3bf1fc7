use asyncord::prelude::*;

#[handler]
async fn on_message(_message: &MessageCreate) -> String {
    4
}

fn main() {}
