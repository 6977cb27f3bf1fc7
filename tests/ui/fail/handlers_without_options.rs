use asyncord::prelude::*;

#[handlers]
mod commands {
    #[asyncord::handler]
    async fn on_ready(_event: asyncord::event::Ready) {}
}

fn main() {}
