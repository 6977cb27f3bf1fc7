use asyncord::prelude::*;

#[handler(ordered = user)]
async fn on_deleted(_message: &MessageDelete) {}

fn main() {}
