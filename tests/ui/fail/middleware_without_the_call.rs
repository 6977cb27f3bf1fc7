use asyncord::prelude::*;

#[middleware]
async fn timed() {}

fn main() {}
