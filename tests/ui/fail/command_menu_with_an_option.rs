use asyncord::prelude::*;

#[command(user)]
async fn greet(
    user: User,
    /// How.
    word: String,
) {
}

fn main() {}
