//! Scripted conversations with the machine: no socket, no waiting.

#![expect(
    clippy::needless_pass_by_value,
    reason = "conversations read better without borrows"
)]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Action, Machine, News, Outgoing, Resumable, Tally};
use crate::{
    gateway::{Compression, GatewayError, ShardConfig, ShardId, ShardStatus},
    model::Intents,
    net::PlainHosts,
    secret::Token,
};

mod closing;
mod commands;
mod heartbeat;
mod model;
mod pressure;
mod queue;
mod retry;
mod sessions;

const BASE: &str = "wss://gateway.test/?v=10&encoding=json";
const RESUME: &str = "wss://resume.test/?v=10&encoding=json";
const TOKEN: &str = "hunter2";
const INTERVAL: Duration = Duration::from_secs(40);

/// What the machine asked for, in a form that can be compared.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Connect(String),
    Send(Value),
    Close(u16),
    Abandon,
    End,
    Fail(String),
}

fn connect(url: &str) -> Step {
    Step::Connect(url.to_owned())
}

fn heartbeat(sequence: impl Into<Value>) -> Step {
    Step::Send(json!({"op": 1, "d": sequence.into()}))
}

fn resume(session: &str, sequence: u64) -> Step {
    let d = json!({"token": TOKEN, "session_id": session, "seq": sequence});
    Step::Send(json!({"op": 6, "d": d}))
}

pub(super) fn config() -> ShardConfig {
    ShardConfig {
        token: Token::new(TOKEN),
        url: "wss://gateway.test".parse().unwrap(),
        intents: Intents::GUILDS | Intents::MESSAGE_CONTENT,
        shard: ShardId::SINGLE,
        plain_hosts: PlainHosts::default(),
        compression: Compression::None,
        large_threshold: None,
        ever_ready: Arc::default(),
    }
}

struct Script {
    machine: Machine,
    start: Instant,
    now: Instant,
    /// What the machine draws next, as bits of an `f64`.
    random: Arc<AtomicU64>,
    /// What is shown of the bot.
    presence: Arc<Mutex<Option<String>>>,
    /// What was told since it was last looked at.
    news: Vec<News>,
}

impl Script {
    fn new() -> Self {
        Self::with(config())
    }

    fn with(config: ShardConfig) -> Self {
        Self::resuming(config, None)
    }

    fn resuming(config: ShardConfig, session: Option<(Resumable, Tally)>) -> Self {
        let random = Arc::new(AtomicU64::new(0.5f64.to_bits()));
        let source = Arc::clone(&random);
        let random_source = Box::new(move || f64::from_bits(source.load(Ordering::Relaxed)));
        let presence = Arc::<Mutex<Option<String>>>::default();
        let shown = Arc::clone(&presence);
        let shown = Box::new(move || crate::lock(&shown).clone());
        let now = Instant::now();
        Self {
            machine: Machine::new(now, config, session, shown, random_source).unwrap(),
            start: now,
            now,
            random,
            presence,
            news: Vec::new(),
        }
    }

    /// A script whose first session, `first` at sequence 1, is ready.
    fn ready() -> Self {
        let mut script = Self::new();
        script.connects(BASE);
        script.identifies();
        script.receives_ready("first", Some("wss://resume.test"));
        script
    }

    fn draws(&self, random: f64) {
        self.random.store(random.to_bits(), Ordering::Relaxed);
    }

    fn passes(&mut self, time: Duration) {
        self.now += time;
    }

    fn elapsed(&self) -> Duration {
        self.now - self.start
    }

    fn until_deadline(&self) -> Duration {
        self.machine.deadline(self.now).unwrap() - self.now
    }

    /// Lets time pass up to the next deadline.
    fn waits(&mut self) -> Vec<Step> {
        self.now = self.machine.deadline(self.now).expect("it waits for ever");
        self.machine.timer(self.now);
        self.steps()
    }

    /// What the machine asks for. The identify queue gives a turn at once unless a test holds it back.
    fn steps(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some(action) = self.machine.next_action() {
            match action {
                Action::Queue => self.machine.permitted(self.now, self.now),
                Action::Identified => {}
                Action::Tell(news) => self.news.push(news),
                action => steps.push(Self::step(action)),
            }
        }
        steps
    }

    fn step(action: Action) -> Step {
        match action {
            Action::Connect(url) => Step::Connect(url.to_string()),
            Action::Send(text) => Step::Send(serde_json::from_str(&text).unwrap()),
            Action::Close(code) => Step::Close(code),
            Action::Abandon => Step::Abandon,
            Action::End => Step::End,
            Action::Fail(error) => Step::Fail(error.to_string()),
            action => panic!("{action:?} is no step"),
        }
    }

    #[track_caller]
    fn connects(&mut self, url: &str) {
        assert_eq!(self.waits(), [connect(url)]);
        self.machine.opened(self.now);
        assert_eq!(self.status(), ShardStatus::Connecting);
    }

    /// Says Hello.
    fn greets(&mut self) -> Vec<Step> {
        let interval = u64::try_from(INTERVAL.as_millis()).unwrap();
        self.frame(json!({"t": null, "s": null, "op": 10, "d": {"heartbeat_interval": interval}}))
    }

    #[track_caller]
    fn identifies(&mut self) {
        let steps = self.greets();
        assert!(
            matches!(&steps[..], [Step::Send(sent)] if sent["op"] == 2),
            "{steps:?}"
        );
        assert_eq!(self.status(), ShardStatus::Identifying);
    }

    #[track_caller]
    fn resumes(&mut self, session: &str, sequence: u64) {
        assert_eq!(self.greets(), [resume(session, sequence)]);
        assert_eq!(self.status(), ShardStatus::Resuming);
    }

    #[track_caller]
    fn receives_ready(&mut self, session: &str, resume_url: Option<&str>) {
        let d = json!({"v": 10, "session_id": session, "resume_gateway_url": resume_url});
        assert!(self.dispatch("READY", 1, d));
        assert_eq!(self.steps(), []);
        assert_eq!(self.status(), ShardStatus::Ready);
    }

    /// Whether an event comes out of a dispatch that goes in.
    fn dispatch(&mut self, name: &str, sequence: u64, d: Value) -> bool {
        let text = json!({"t": name, "s": sequence, "op": 0, "d": d}).to_string();
        match self.machine.frame(self.now, &text) {
            Some(dispatch) => {
                assert_eq!((&*dispatch.name, dispatch.sequence), (name, sequence));
                assert_eq!(text[dispatch.data], d.to_string());
                true
            }
            None => false,
        }
    }

    /// Feeds a frame that is no dispatch.
    fn frame(&mut self, frame: Value) -> Vec<Step> {
        self.text(&frame.to_string())
    }

    fn text(&mut self, text: &str) -> Vec<Step> {
        let dispatch = self.machine.frame(self.now, text);
        assert_eq!(dispatch, None);
        self.steps()
    }

    fn acknowledges(&mut self) {
        assert_eq!(self.frame(json!({"op": 11})), []);
    }

    fn presence(&mut self, presence: &str) -> Vec<Step> {
        *crate::lock(&self.presence) = Some(presence.to_owned());
        self.machine.presence_changed(self.now);
        self.steps()
    }

    fn peer_closes(&mut self, code: impl Into<Option<u16>>) -> Vec<Step> {
        self.machine.closed(self.now, code.into());
        self.steps()
    }

    fn breaks(&mut self) -> Vec<Step> {
        self.machine.lost(self.now, "reset by peer".to_owned());
        self.steps()
    }

    fn is_unreachable(&mut self) -> Vec<Step> {
        self.machine.unreachable(self.now, "refused".to_owned());
        self.steps()
    }

    fn status(&self) -> ShardStatus {
        self.machine.health().status
    }

    fn latency(&self) -> Option<Duration> {
        self.machine.health().latency
    }
}

#[test]
fn nothing_that_is_printed_shows_the_token() {
    let mut script = Script::new();
    script.connects(BASE);
    let interval = json!({"op": 10, "d": {"heartbeat_interval": 1000}}).to_string();
    script.machine.frame(script.now, &interval);
    let printed = format!("{:?} {:#?}", script.machine.actions, config());
    assert!(printed.contains("Send"), "{printed}");
    assert!(!printed.contains(TOKEN), "{printed}");
}

#[test]
fn an_address_that_may_not_have_the_token_is_refused_before_anything_else() {
    let mut config = config();
    config.url = "ws://gateway.test".parse().unwrap();
    let refused = Machine::new(
        Instant::now(),
        config.clone(),
        None,
        Box::new(|| None),
        Box::new(|| 0.0),
    );
    assert!(matches!(refused, Err(GatewayError::PlainHost(_))));
    config.plain_hosts.allow("gateway.test");
    assert!(
        Machine::new(
            Instant::now(),
            config,
            None,
            Box::new(|| None),
            Box::new(|| 0.0)
        )
        .is_ok()
    );
}
