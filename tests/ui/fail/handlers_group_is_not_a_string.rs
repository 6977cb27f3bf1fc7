use asyncord::prelude::*;

#[handlers(group = MyBot1)]
mod commands {
    #[asyncord::handler]
    async fn on_ready(_event: asyncord::event::Ready) {}
}

fn main() {}
