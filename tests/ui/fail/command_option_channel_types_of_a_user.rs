use asyncord::prelude::*;

/// Greets.
#[command]
async fn greet(
    /// Whom.
    #[option(channel_types(GuildText))]
    _user: User,
) {
}

fn main() {}
