use asyncord::prelude::*;

#[on_error]
async fn report() {}

fn main() {}
