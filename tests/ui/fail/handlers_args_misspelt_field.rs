use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    db: String,
}

#[handlers(args = App)]
mod commands {
    use asyncord::prelude::*;

    #[handler]
    async fn on_ready(_event: Ready, dbs: String) {
        drop(dbs);
    }
}

fn main() {}
