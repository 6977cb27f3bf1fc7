use asyncord::prelude::*;

#[derive(Event)]
enum Door {}

fn main() {}
