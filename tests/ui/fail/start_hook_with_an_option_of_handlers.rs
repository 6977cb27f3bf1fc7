use asyncord::prelude::*;

#[on_start(ordered)]
async fn begin() {}

fn main() {}
