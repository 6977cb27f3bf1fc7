use asyncord::prelude::*;

#[derive(Choice)]
enum Colour {
    Red,
    Mixed(u8),
}

fn main() {}
