use asyncord::prelude::*;

#[handler]
extern "C" fn on_message(message: MessageCreate, ...) {}

fn main() {}
