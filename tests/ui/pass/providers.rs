//! Every form of a provider, and every form in which its value can be taken.

#![allow(dead_code)]

use asyncord::prelude::*;

use std::{collections::HashMap, sync::Arc};

#[derive(Clone)]
struct Level(u32);

#[derive(Debug)]
struct MyError;

impl std::fmt::Display for MyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("mine")
    }
}

impl std::error::Error for MyError {}

type Checked<T> = std::result::Result<T, MyError>;
type Maybe<T> = Option<T>;
type Shared<T> = Arc<T>;

// What is returned.

#[provider]
async fn level(message: &MessageCreate, levels: &HashMap<u64, u32>) -> Level {
    Level(levels.get(&message.author.id.get()).copied().unwrap_or(0))
}

#[provider]
async fn name(message: MessageCreate) -> Result<String> {
    Ok(message.content.to_string())
}

#[provider]
async fn checked(_message: Arc<MessageCreate>) -> Checked<u8> {
    Err(MyError)
}

#[provider]
async fn text_as_error(_message: &MessageCreate) -> Result<i8, String> {
    Err("no".to_owned())
}

#[provider]
async fn words(message: &MessageCreate) -> Vec<String> {
    message.content.split(' ').map(str::to_owned).collect()
}

#[provider]
async fn maybe(_message: &MessageCreate) -> Maybe<u16> {
    None
}

#[provider]
async fn maybe_checked(_message: &MessageCreate) -> Result<Option<u16>> {
    Ok(None)
}

#[provider]
async fn counted(_message: &MessageCreate) -> Shared<Level> {
    Arc::new(Level(1))
}

#[provider]
async fn fixed(_message: &MessageCreate) -> &'static str {
    "fixed"
}

#[provider]
async fn function(_message: &MessageCreate) -> fn(&str) -> usize {
    str::len
}

// What is taken: arguments, values of other providers, what every bot has.

#[provider]
async fn rank(
    _message: &MessageCreate,
    level: &Level,
    maybe: Option<u16>,
    client: &RestClient,
    cx: Context,
) -> u64 {
    let _ = (maybe, client, cx);
    u64::from(level.0)
}

#[provider]
async fn origin(event: RawEvent) -> usize {
    event.name().len()
}

#[provider(group = "MyBot1", manual, type = Begin)]
async fn begin(event: &RawEvent) -> Result<Arc<str>> {
    Ok(event.name().into())
}

#[handler]
async fn all(
    _message: &MessageCreate,
    level: Level,
    name: &str,
    words: &[String],
    maybe: Option<u16>,
    maybe_checked: Maybe<u16>,
    counted: &Level,
    checked: Arc<u8>,
    fixed: &str,
    rank: Option<u64>,
    origin: usize,
    function: fn(&str) -> usize,
) {
    let _ = (level, name, words, maybe, maybe_checked, counted);
    let _ = (checked, fixed, rank, origin, function);
}

#[handler]
async fn of_another_event(_event: Ready, origin: &usize, begin: &str) {
    let _ = (origin, begin);
}

// Beside a struct of arguments.

#[derive(Arguments)]
struct App {
    text: String,
}

#[provider(args = App)]
async fn length(_message: &MessageCreate, text: &str) -> usize {
    text.len()
}

#[provider(args = App, computed(length))]
async fn doubled(_message: &MessageCreate, text: &str, length: usize) -> usize {
    let _ = text;
    length * 2
}

#[handler(args = App, computed(length, doubled))]
async fn with_struct(_message: &MessageCreate, text: String, length: usize, doubled: &usize) {
    let _ = (text, length, doubled);
}

macro_rules! provided {
    ($name:ident, $event:ty, $value:ty, $made:expr) => {
        #[provider]
        async fn $name(_event: $event) -> $value {
            $made
        }
    };
}

provided!(made, &MessageCreate, u32, 5);
provided!(made_of_result, MessageDelete, Result<u32>, Ok(5));

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher.add_handler::<Begin>().add_handler::<level>();
}
