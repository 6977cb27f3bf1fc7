use asyncord::prelude::*;

#[derive(Choice)]
struct Colour;

fn main() {}
