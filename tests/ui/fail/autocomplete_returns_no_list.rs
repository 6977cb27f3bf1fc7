use asyncord::prelude::*;

#[autocomplete]
async fn cities(typed: &str) -> String {
    typed.to_owned()
}

fn main() {}
