use asyncord::prelude::*;

#[command(message)]
async fn quote(_user: User) {}

fn main() {}
