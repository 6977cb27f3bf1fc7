use asyncord::prelude::*;

/// Says something.
#[command]
async fn say(
    /// To whom.
    _user: Option<User>,
    /// What.
    _text: String,
) {
}

fn main() {}
