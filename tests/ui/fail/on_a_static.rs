use asyncord::prelude::*;

#[handler]
static ON_READY: u8 = 5;

fn main() {}
