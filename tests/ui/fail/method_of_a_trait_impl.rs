use asyncord::prelude::*;

trait Bot {
    async fn on_ready(&self, event: Ready);
}

struct MyBot;

impl Bot for MyBot {
    #[handler]
    async fn on_ready(&self, _event: Ready) {}
}

fn main() {}
