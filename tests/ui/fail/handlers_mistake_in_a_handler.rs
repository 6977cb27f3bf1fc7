use asyncord::prelude::*;

#[handlers(group = "MyBot1")]
mod commands {
    #[asyncord::handler(ordered)]
    fn on_ready(_event: asyncord::event::Ready) {}
}

fn main() {}
