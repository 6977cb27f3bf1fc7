use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    db: String,
    prefix: String,
}

#[handler(args = App)]
async fn on_ready(_event: Ready, dbs: String, _prefix: &str) {
    drop(dbs);
}

fn main() {}
