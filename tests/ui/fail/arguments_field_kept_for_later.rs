use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    cache: String,
}

fn main() {}
