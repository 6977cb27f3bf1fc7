use asyncord::prelude::*;

#[on_shutdown]
fn end() {}

fn main() {}
