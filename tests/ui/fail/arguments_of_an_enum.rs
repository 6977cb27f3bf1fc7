use asyncord::prelude::*;

#[derive(Arguments)]
enum App {
    Db(String),
}

fn main() {}
