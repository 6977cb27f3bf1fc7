use asyncord::prelude::*;

#[handler(group = 5, once = true, waits("MessageCreate"), orderd)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
