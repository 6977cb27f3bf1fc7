use asyncord::prelude::*;

#[handler(filter = filters::channels([1]))]
async fn on_ready(_event: &Ready) {}

fn main() {}
