use asyncord::prelude::*;

#[handler]
async fn on_message(_message: &MessageCreate) -> Result<String, u8> {
    Err(1)
}

fn main() {}
