use asyncord::prelude::*;

#[derive(Choice)]
enum Colour {
    Red,
    #[choice(name = "Red")]
    DarkRed,
}

fn main() {}
