use asyncord::prelude::*;

#[handler]
async fn on_ready<const N: usize>(_event: Ready, list: [u8; N]) {}

fn main() {}
