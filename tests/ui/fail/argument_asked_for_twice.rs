use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, name: String, _name: String) {}

fn main() {}
