use asyncord::prelude::*;

#[derive(Arguments)]
struct App<T> {
    db: T,
}

fn main() {}
