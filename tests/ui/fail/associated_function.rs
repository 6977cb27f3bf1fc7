use asyncord::prelude::*;

struct Bot;

impl Bot {
    #[handler]
    async fn on_ready(_event: Ready) {}
}

fn main() {}
