use asyncord::prelude::*;

#[handlers(group = "MyBot1")]
struct Commands;

fn main() {}
