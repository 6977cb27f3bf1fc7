use asyncord::prelude::*;

#[handler(waits(MesageCreate))]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
