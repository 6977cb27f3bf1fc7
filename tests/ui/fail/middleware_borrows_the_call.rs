use asyncord::prelude::*;

#[middleware]
async fn timed(_next: &Next) {}

fn main() {}
