use asyncord::prelude::*;

struct Cooldown;

impl Cooldown {
    fn new(_times: u8) -> Self {
        Self
    }
}

#[handler(wrap = Cooldown::new(5))]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
