//! Asks a question at `!quiz` and waits for the answer, counts hands at `!hands …`, tells the points at `!score`.
//! Run it with `cargo run --example quiz`: without `DISCORD_TOKEN` it starts a sandbox and prints its page's address.
//! Shows waiting for one event with a time-out, events as a stream, and replies by what a handler returns.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use asyncord::{WaitError, prelude::*};
use tokio::time::{Instant, timeout_at};

/// How long people have to answer, and to raise their hands.
const TIME: Duration = Duration::from_secs(20);

/// What counts as a hand.
const HAND: &str = "✋";

const QUESTIONS: [(&str, &str); 3] = [
    ("Which planet is the largest?", "jupiter"),
    ("Which metal is liquid in a warm room?", "mercury"),
    ("How many strings does a violin have?", "four"),
];

/// The questions in turn, and who has answered how many.
#[derive(Default)]
struct Game {
    asked: AtomicUsize,
    points: Mutex<BTreeMap<String, u32>>,
}

impl Game {
    fn next_question(&self) -> (&'static str, &'static str) {
        QUESTIONS[self.asked.fetch_add(1, Ordering::Relaxed) % QUESTIONS.len()]
    }

    fn win(&self, name: &str) {
        let mut points = self.points.lock().unwrap_or_else(PoisonError::into_inner);
        *points.entry(name.to_owned()).or_default() += 1;
    }

    fn table(&self) -> String {
        let points = self.points.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<_> = points
            .iter()
            .map(|(name, points)| format!("{name}: {points}"))
            .collect();
        if lines.is_empty() {
            return "Nobody has any yet.".to_owned();
        }
        lines.join("\n")
    }
}

/// One question at a time in a channel: the next `!quiz` begins when this one has ended.
#[handler(
    ordered = channel,
    filter = (filters::not_bot, |message| message.content == "!quiz"),
    waits(MessageCreate)
)]
async fn quiz(message: &MessageCreate, cx: Context, game: &Game) -> Result<String> {
    let (question, right) = game.next_question();
    let channel = message.channel_id;
    // From here on messages count: who answers while the question is still being sent is not missed.
    let answer = cx
        .wait_for::<MessageCreate>(move |answer| {
            answer.channel_id == channel && answer.content.eq_ignore_ascii_case(right)
        })
        .timeout(TIME);
    cx.client()
        .channels()
        .messages(channel)
        .create(question)
        .await?;
    match answer.await {
        Ok(answer) => {
            let name = answer.author.display_name();
            game.win(name);
            Ok(format!("{name} has it: {right}."))
        }
        Err(WaitError::TimedOut { .. }) => Ok(format!("Time is over. It was {right}.")),
        // The bot ends, say: no answer is wanted.
        Err(error) => Err(error.into()),
    }
}

/// Counts who raises a hand, as the reactions come in.
#[handler(
    filter = (filters::not_bot, |message| message.content.starts_with("!hands ")),
    waits(MessageReactionAdd)
)]
async fn hands(message: &MessageCreate, cx: Context) -> Result<String> {
    let messages = cx.client().channels().messages(message.channel_id);
    // The stream begins before the message does: no hand is missed.
    let reactions = cx.events::<MessageReactionAdd>().filter(filters::not_bot);
    let question = messages.create(&message.content["!hands ".len()..]).await?;
    messages.reactions(question.id).add(HAND).await?;

    let mut hands = reactions.filter(move |reaction| {
        reaction.message_id == question.id && reaction.emoji.name.as_deref() == Some(HAND)
    });
    let (mut raised, end) = (0, Instant::now() + TIME);
    while let Ok(Some(_)) = timeout_at(end, hands.next()).await {
        raised += 1;
    }
    Ok(format!("{raised} raised a hand."))
}

/// A handler that only looks and answers needs no client.
#[handler(filter = |message| message.content == "!score")]
async fn score(_message: &MessageCreate, game: &Game) -> Embed {
    Embed::new().title("Points").description(game.table())
}

#[tokio::main]
async fn main() -> Result {
    asyncord::run(Token::from_env_or_sandbox()?)
        .argument("game", Game::default())
        .await?;
    Ok(())
}
