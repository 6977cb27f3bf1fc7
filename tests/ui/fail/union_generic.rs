use asyncord::prelude::*;

#[derive(Event)]
enum Door<T> {
    Join(T),
}

fn main() {}
