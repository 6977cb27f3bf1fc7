use asyncord::prelude::*;

#[handler]
async fn on_both(_message: &MessageCreate, _event: &Ready) {}

fn main() {}
