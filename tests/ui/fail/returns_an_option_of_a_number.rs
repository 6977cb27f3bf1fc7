use asyncord::prelude::*;

#[handler]
async fn on_message(_message: &MessageCreate) -> Option<u8> {
    None
}

fn main() {}
