use asyncord::prelude::*;

#[on_error]
async fn report(_failure: &HandlerFailure, _message: &MessageCreate) {}

fn main() {}
