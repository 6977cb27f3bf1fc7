use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    client: String,
}

fn main() {}
