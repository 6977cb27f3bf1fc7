use asyncord::prelude::*;

#[handler]
async fn on_message(_message: &MessageCreate) -> u8 {
    4
}

fn main() {}
