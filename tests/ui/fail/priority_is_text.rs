use asyncord::prelude::*;

#[handler(priority = "high")]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
