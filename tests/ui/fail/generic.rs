use asyncord::prelude::*;

#[handler]
async fn on_ready<T: Clone>(_event: Ready, value: T) {}

fn main() {}
