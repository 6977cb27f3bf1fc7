use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    limit: u32,
}

#[handlers(args = App)]
mod commands {
    use asyncord::prelude::*;

    #[handler]
    async fn on_ready(_event: Ready, limit: u64) {
        let _ = limit;
    }
}

fn main() {}
