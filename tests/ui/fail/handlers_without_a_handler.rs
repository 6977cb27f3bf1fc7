use asyncord::prelude::*;

#[handlers(group = "MyBot1")]
mod commands {
    pub async fn on_ready(_event: asyncord::event::Ready) {}
}

fn main() {
    let _ = commands::on_ready;
}
