use asyncord::prelude::*;

#[task(every = "5m")]
struct Thing;

fn main() {}
