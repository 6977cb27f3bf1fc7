//! What the start finds wrong, as it is read.

use super::{Log, dispatcher};
use crate::{
    Dispatcher, Result,
    dispatch::prepare::prepare,
    event::{MessageCreate, RawEvent, TypingStart},
    handler, provider, task,
};

/// The error of a start, without the lines and columns of this file.
fn error(dispatcher: &Dispatcher) -> String {
    let error = dispatcher.prepare("test").map(drop).unwrap_err();
    let text = error.to_string();
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.replace("asyncord::dispatch::tests::start::", "");
        while let Some(begin) = line.find(" (asyncord/") {
            let end = begin + line[begin..].find(')').expect("a place is closed");
            line.replace_range(begin..=end, "");
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[provider(manual)]
async fn a(_message: &MessageCreate, b: u8) -> u8 {
    b
}

#[provider(manual)]
async fn b(_message: &MessageCreate, c: &u8) -> u8 {
    *c
}

#[provider(manual)]
async fn c(_message: &MessageCreate, a: u8) -> Result<u8> {
    Ok(a)
}

#[test]
fn providers_in_a_circle_are_drawn() {
    let dispatcher = dispatcher(&Log::default());
    dispatcher
        .add_handler::<a>()
        .add_handler::<b>()
        .add_handler::<c>();
    assert_eq!(
        error(&dispatcher),
        "providers need one another in a circle, so none can begin:\n  \
         ┌─▶ a\n  │     needs `b`\n  \
         │   b\n  │     needs `c`\n  \
         │   c\n  └───  needs `a`"
    );
}

mod other {
    use super::{MessageCreate, provider};

    #[provider(manual, type = OtherA)]
    pub(super) async fn a(_message: MessageCreate) -> u16 {
        1
    }
}

#[handler(manual)]
async fn of_another_event(_event: TypingStart, a: u8, limit: u8) {
    let _ = (a, limit);
}

#[handler(manual)]
async fn of_another_type(_event: MessageCreate, c: &str, lag: &str) {
    let _ = (c, lag);
}

#[provider(manual)]
async fn stands_alone(_event: &RawEvent) -> u8 {
    1
}

#[test]
fn everything_is_listed_at_once() {
    let dispatcher = dispatcher(&Log::default());
    dispatcher
        .add_handler::<a>()
        .add_handler::<other::OtherA>()
        .add_handler::<b>()
        .add_handler::<of_another_event>()
        .add_handler::<of_another_type>()
        .add_handler::<stands_alone>()
        .add_argument("c", 1_u8)
        .add_argument("stands_alone", 1_u8)
        .add_argument("limits", 7_u8)
        .add_argument("twice", 1_u8)
        .add_argument("twice", "one");
    assert_eq!(
        error(&dispatcher),
        "5 arguments do not match what the client group `test` was given:
  `twice` was given twice with different types, `u8` and `&str`; give it one name each
  of_another_event
    `a: u8`: no such argument for this event; it is computed for `MessageCreate` by a and `MessageCreate` by other::a
    `limit: u8`: no such argument; did you mean `limits`?
  of_another_type
    `c`: the parameter takes `&str`, it was given as `u8`; `&str` takes a `String`, a `&'static str` or an `Arc<str>`
    `lag: &str`: no such argument; give it with `.argument(\"lag\", …)`
  arguments given: c, limits, log, stands_alone, twice
  of these, nothing asks for: limits, log, stands_alone, twice
`stands_alone` was given as an argument, and is computed for `RawEvent` by a provider; rename one of them:
  stands_alone
two providers compute `a` for `MessageCreate`; rename one, and the parameters that mean it:
  a
  other::a"
    );
}

#[handler(manual, group = "nowhere")]
async fn stray(_event: MessageCreate) {}

#[task(manual, every = "1m", group = "elsewhere")]
async fn stray_task(missing: u8) {
    let _ = missing;
}

#[handler(manual, group = "left")]
async fn of_the_left(_event: MessageCreate, missing: u8) {
    let _ = missing;
}

#[test]
fn groups_are_checked_together() {
    let (left, right) = (Dispatcher::default(), Dispatcher::default());
    for dispatcher in [&left, &right] {
        dispatcher
            .without_registered_handlers()
            .add_handler::<stray>()
            .add_handler::<stray_task>()
            .add_handler::<of_the_left>();
    }
    let groups = ["left".to_owned(), "right".to_owned()];
    let error = prepare(&[("left", &left), ("right", &right)], &groups)
        .map(drop)
        .unwrap_err();
    assert_eq!(error.count(), 3);
    let text = error.to_string();
    assert!(
        text.contains("was given:\n  asyncord::dispatch::tests::start::of_the_left"),
        "{text}"
    );
    assert!(
        text.contains("is bound to the client group `nowhere`, which does not exist"),
        "{text}"
    );
    assert!(
        text.contains("is bound to the client group `elsewhere`, which does not exist"),
        "{text}"
    );
    assert!(text.ends_with("\n  groups: left, right"), "{text}");
}

#[test]
fn arguments_that_nothing_asks_for_are_named_unless_someone_may_read_them() {
    let dispatcher = dispatcher(&Log::default());
    dispatcher.add_argument("spare", 1_u8);
    assert_eq!(
        dispatcher.prepare("test").unwrap().unused(),
        ["log", "spare"]
    );
    dispatcher.on(|_: MessageCreate, _| async {});
    assert!(dispatcher.prepare("test").unwrap().unused().is_empty());
}
