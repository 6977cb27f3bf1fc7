use asyncord::prelude::*;

#[on_start]
mod begin {}

fn main() {}
