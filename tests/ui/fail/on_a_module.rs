use asyncord::prelude::*;

#[handler]
mod commands {
    pub async fn on_ready(_event: asyncord::event::Ready) {}
}

fn main() {}
