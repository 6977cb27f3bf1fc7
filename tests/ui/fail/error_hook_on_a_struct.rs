use asyncord::prelude::*;

#[on_error]
struct Thing;

fn main() {}
