//! Decoding and encoding the gateway's payloads: asyncord's types beside twilight-model's and serenity's.
//!
//! `cargo bench -p model-bench` prints a table in Markdown: time to decode and to encode, allocations and
//! bytes to decode, bytes kept while the value lives, and its size in place. The payloads are the mock's.
//! Rounds of the libraries alternate, so that a noisy machine disturbs all of them; medians are shown.

mod heap;

use std::{hint::black_box, time::Instant};

use asyncord::event;
use mock::{corpus::Corpus, options::Options};
use serde::{Serialize, de::DeserializeOwned};
use serenity::model::event as serenity;
use twilight_model::gateway::payload::incoming as twilight;

const ROUNDS: usize = 15;

/// One library's type for a kind of payload.
struct Case {
    library: &'static str,
    size: usize,
    /// Decodes all payloads and says the nanoseconds it took.
    decode: fn(&[String]) -> u128,
    /// Decodes all, then encodes all and says the nanoseconds that took.
    encode: fn(&[String]) -> u128,
    memory: fn(&[String]) -> heap::Use,
}

/// How a library reads a payload, each as its own client does.
trait Read {
    fn read<T: DeserializeOwned>(payload: &str) -> T;
}

/// `asyncord::model::decode`.
struct Ours;

impl Read for Ours {
    fn read<T: DeserializeOwned>(payload: &str) -> T {
        asyncord::model::decode(payload)
            .unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<T>()))
    }
}

/// `serde_json::from_str`.
struct Theirs;

impl Read for Theirs {
    fn read<T: DeserializeOwned>(payload: &str) -> T {
        serde_json::from_str(payload)
            .unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<T>()))
    }
}

impl Case {
    fn new<R: Read, T: DeserializeOwned + Serialize>(library: &'static str, _: fn() -> T) -> Self {
        Self {
            library,
            size: size_of::<T>(),
            decode: |payloads| {
                let begin = Instant::now();
                for payload in payloads {
                    black_box(R::read::<T>(black_box(payload)));
                }
                begin.elapsed().as_nanos()
            },
            encode: |payloads| {
                let values: Vec<T> = payloads.iter().map(|payload| R::read(payload)).collect();
                let begin = Instant::now();
                for value in &values {
                    black_box(serde_json::to_string(black_box(value)).expect("it encodes"));
                }
                begin.elapsed().as_nanos()
            },
            memory: |payloads| {
                heap::measure(|| payloads.iter().map(|payload| Box::new(R::read::<T>(payload))).collect::<Vec<_>>())
            },
        }
    }
}

/// Stands for a type without a value of it.
fn of<T>() -> T {
    unreachable!("never called: it only names a type")
}

fn main() {
    println!("| payload | library | decode ns | encode ns | allocations | bytes allocated | bytes kept | size in place |");
    println!("|---|---|---|---|---|---|---|---|");
    for (name, cases) in kinds() {
        let payloads = payloads(name);
        report(name, &cases, &payloads);
    }
}

fn kinds() -> Vec<(&'static str, [Case; 3])> {
    macro_rules! kind {
        ($name:literal, $ours:ty, $twilight:ty, $serenity:ty) => {
            (
                $name,
                [
                    Case::new::<Ours, _>("asyncord", of::<$ours>),
                    Case::new::<Theirs, _>("twilight-model", of::<$twilight>),
                    Case::new::<Theirs, _>("serenity", of::<$serenity>),
                ],
            )
        };
    }
    vec![
        kind!("MESSAGE_CREATE", event::MessageCreate, twilight::MessageCreate, serenity::MessageCreateEvent),
        kind!("PRESENCE_UPDATE", event::PresenceUpdate, twilight::PresenceUpdate, serenity::PresenceUpdateEvent),
        kind!("TYPING_START", event::TypingStart, twilight::TypingStart, serenity::TypingStartEvent),
        kind!("MESSAGE_REACTION_ADD", event::MessageReactionAdd, twilight::ReactionAdd, serenity::ReactionAddEvent),
        kind!("GUILD_MEMBER_ADD", event::GuildMemberAdd, twilight::MemberAdd, serenity::GuildMemberAddEvent),
        kind!("INTERACTION_CREATE", event::InteractionCreate, twilight::InteractionCreate, serenity::InteractionCreateEvent),
        kind!("VOICE_STATE_UPDATE", event::VoiceStateUpdate, twilight::VoiceStateUpdate, serenity::VoiceStateUpdateEvent),
        kind!("GUILD_CREATE", event::GuildCreate, twilight::GuildCreate, serenity::GuildCreateEvent),
        kind!("GUILD_MEMBERS_CHUNK", event::GuildMembersChunk, twilight::MemberChunk, serenity::GuildMembersChunkEvent),
    ]
}

/// The `d` of the mock's payloads of a name.
fn payloads(name: &str) -> Vec<String> {
    let options = Options {
        guilds: 1,
        ..Options::default()
    };
    let mut corpus = Corpus::new(&options);
    let data = |frame: &str| {
        let frame: serde_json::Value = serde_json::from_str(frame).expect("the mock sends JSON");
        (frame["t"] == name).then(|| frame["d"].to_string())
    };
    let guild = || {
        let frame: serde_json::Value =
            serde_json::from_str(&Corpus::new(&options).guild_create(0)).expect("the mock sends JSON");
        frame["d"].clone()
    };
    match name {
        "GUILD_CREATE" => vec![guild().to_string()],
        "GUILD_MEMBERS_CHUNK" => {
            let guild = guild();
            let chunk = serde_json::json!({
                "presences": guild["presences"], "nonce": "n", "members": guild["members"],
                "guild_id": guild["id"], "chunk_index": 0, "chunk_count": 1,
            });
            vec![chunk.to_string()]
        }
        _ => (0..20_000)
            .filter_map(|_| data(&corpus.event(false)))
            .take(200)
            .collect(),
    }
}

fn report(name: &str, cases: &[Case; 3], payloads: &[String]) {
    let mut times = cases.each_ref().map(|_| (Vec::new(), Vec::new()));
    for _ in 0..ROUNDS {
        for (case, (decode, encode)) in cases.iter().zip(&mut times) {
            decode.push((case.decode)(payloads));
            encode.push((case.encode)(payloads));
        }
    }
    let count = payloads.len();
    let each = |total: usize| total / count;
    let mut first: Option<[f64; 5]> = None;
    for (case, (decode, encode)) in cases.iter().zip(times) {
        let memory = (case.memory)(payloads);
        let row = [
            median(decode) / count as f64,
            median(encode) / count as f64,
            memory.allocations as f64 / count as f64,
            each(memory.bytes) as f64,
            each(memory.kept) as f64,
        ];
        let ours = *first.get_or_insert(row);
        let cells = row
            .iter()
            .zip(ours)
            .map(|(figure, ours)| match case.library {
                "asyncord" => format!("{figure:.1}"),
                _ => format!("{figure:.1} (ours is {:.2} of it)", ours / figure),
            })
            .collect::<Vec<_>>()
            .join(" | ");
        println!("| {name} | {} | {cells} | {} |", case.library, case.size);
    }
}

fn median(mut times: Vec<u128>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2] as f64
}
