use asyncord::prelude::*;

#[derive(Arguments)]
struct App(#[allow(dead_code)] String);

fn main() {}
