use asyncord::prelude::*;

#[middleware]
struct Thing;

fn main() {}
