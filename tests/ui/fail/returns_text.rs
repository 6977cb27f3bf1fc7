use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready) -> String {
    String::new()
}

fn main() {}
