use asyncord::prelude::*;

#[handler]
async fn nothing() {}

fn main() {}
