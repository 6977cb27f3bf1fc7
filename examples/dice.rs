//! Slash commands: options with bounds and choices, a subcommand, an entry of a context menu.
//!
//! `cargo run --example dice` starts it in a sandbox and prints the address of its page: write `/roll` there.

use std::sync::atomic::{AtomicU64, Ordering};

use asyncord::{interactions::UserError, prelude::*};

/// How often dice were rolled.
#[derive(Default)]
struct Rolls(AtomicU64);

#[derive(Choice)]
enum Show {
    Sum,
    EachOne,
}

/// Rolls dice.
#[command]
async fn roll(
    /// How many.
    #[option(min = 1, max = 20)]
    dice: u32,
    /// How many sides they have; six unless you say otherwise.
    #[option(min = 2, max = 1000)]
    sides: Option<u32>,
    /// What you see; the sum unless you say otherwise.
    show: Option<Show>,
    rolls: &Rolls,
) -> String {
    rolls.0.fetch_add(1, Ordering::Relaxed);
    let thrown: Vec<u32> = (0..dice)
        .map(|_| fastrand::u32(1..=sides.unwrap_or(6)))
        .collect();
    match show {
        Some(Show::EachOne) => format!("{thrown:?}"),
        Some(Show::Sum) | None => thrown.iter().sum::<u32>().to_string(),
    }
}

/// Says how often dice were rolled.
#[command(name = "rolls show", ephemeral)]
async fn show_rolls(rolls: &Rolls) -> String {
    format!("{} times", rolls.0.load(Ordering::Relaxed))
}

/// Forgets how often dice were rolled.
#[command(name = "rolls forget", ephemeral)]
async fn forget_rolls(rolls: &Rolls) -> Result<&'static str> {
    if rolls.0.swap(0, Ordering::Relaxed) == 0 {
        return Err(UserError::new("There is nothing to forget.").into());
    }
    Ok("forgotten")
}

#[command(user, name = "Roll for")]
async fn roll_for(user: User) -> String {
    format!("<@{}> gets a {}", user.id, fastrand::u32(1..=6))
}

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env_or_sandbox()?)
        .argument("rolls", Rolls::default())
        .await?;
    Ok(())
}
