use asyncord::prelude::*;

fn on_sundays() -> bool {
    true
}

#[handler(filter = on_sundays)]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
