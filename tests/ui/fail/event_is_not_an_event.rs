use asyncord::prelude::*;

#[handler]
async fn on_text(_text: String) {}

fn main() {}
