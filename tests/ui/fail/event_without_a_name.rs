use asyncord::prelude::*;

#[derive(Event)]
struct Lite {
    _content: String,
}

#[handler]
async fn on_lite(_lite: &Lite) {}

fn main() {}
