//! Every option of a handler, alone in its forms and all at once.

#![allow(dead_code)]

use asyncord::{Middleware, prelude::*};

use std::{collections::HashSet, sync::Arc};

#[handler(manual, ordered, group = "MyBot1", type = OnReady)]
async fn on_ready(_event: Ready) {}

struct Through;

impl Middleware for Through {
    async fn call(&self, next: Next) -> Result {
        next.run().await
    }
}

#[derive(Arguments)]
struct App {
    text: String,
}

#[provider]
async fn author(message: &MessageCreate) -> User {
    message.author.clone()
}

const CALLS: usize = 2 * 2;
const FIRST: i32 = 100;

#[handler(
    filter = (filters::not_bot, filters::channels([1, 2]), |message: &MessageCreate| message.content.is_empty()),
    ordered = guild,
    concurrency = CALLS,
    timeout = "10s",
    once,
    priority = FIRST - 1,
    waits(MessageCreate, MessageReactionAdd,),
    wrap = (Through, Through),
    group = "MyBot1",
    args = App,
    computed(author),
    manual,
    type = All,
)]
async fn all(
    _message: &MessageCreate,
    cx: Context,
    text: &str,
    author: &User,
) -> Result<Option<Embed>> {
    let _ = (cx, text, author);
    Ok(None)
}

// Orders.

#[handler(ordered = channel)]
async fn by_channel(_message: &MessageDelete) {}

#[handler(ordered = user)]
async fn by_user(_event: TypingStart) {}

#[handler(ordered)]
async fn of_an_event_without_a_place(_event: Ready) {}

// Numbers.

#[handler(concurrency = 1, priority = -5)]
async fn numbers(_event: &Ready) {}

#[handler(concurrency = 0x10, priority = 1_000)]
async fn spelt_otherwise(_event: &Ready) {}

// Filters.

fn long(message: &MessageCreate) -> bool {
    message.content.len() > 100
}

fn longer_than(length: usize) -> impl Fn(&MessageCreate) -> bool {
    move |message| message.content.len() > length
}

#[handler(filter = long)]
async fn of_a_function(_message: MessageCreate) {}

#[handler(filter = longer_than(5))]
async fn of_a_made_function(_message: &MessageCreate) {}

#[handler(filter = |message| message.content.len() > 100)]
async fn of_a_closure(_message: &MessageCreate) {}

#[handler(filter = |_| true)]
async fn of_a_closure_that_does_not_look(_event: Arc<Ready>) {}

#[handler(filter = {
    let words: HashSet<&str> = HashSet::from(["a", "b"]);
    move |message| words.contains(&*message.content)
})]
async fn of_a_block(_message: &MessageCreate) {}

#[handler(filter = (long))]
async fn in_parentheses(_message: &MessageCreate) {}

#[handler(filter = (long,))]
async fn of_one_in_a_tuple(_message: &MessageCreate) {}

#[handler(filter = filters::both(filters::not_bot, filters::not(filters::in_dm)))]
async fn put_together(_message: &MessageCreate) {}

macro_rules! filtered {
    ($name:ident, $filter:expr, $order:ident, $calls:expr) => {
        #[handler(filter = $filter, ordered = $order, concurrency = $calls, priority = $calls)]
        async fn $name(_message: &MessageCreate) {}
    };
}

filtered!(of_a_macro, filters::not_bot, user, 4);
filtered!(
    closure_of_a_macro,
    |message| !message.content.is_empty(),
    channel,
    2 + 2
);

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher.add_handler::<OnReady>().add_handler::<All>();
}
