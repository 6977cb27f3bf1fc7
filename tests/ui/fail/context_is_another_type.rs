use asyncord::prelude::*;

#[handler]
async fn on_message(_message: &MessageCreate, cx: u8) {
    let _ = cx;
}

fn main() {}
