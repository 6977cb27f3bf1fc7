use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready, _name: &'static str) {}

fn main() {}
