use asyncord::prelude::*;

#[provider]
struct Thing;

fn main() {}
