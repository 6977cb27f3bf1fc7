//! A walk through the sandbox, every step of which is held against Discord's specification.
//!
//! A bot with every intent watches; each answer is checked by the schema of its operation, each event by our type of
//! it, and in both no field may stand that Discord does not document.
//!
//! ```no_run
//! use asyncord_tests::tour::Tour;
//! use serde_json::json;
//!
//! # async fn example() {
//! let Some(mut tour) = Tour::start().await else { return };
//! let channel = tour.channel();
//! let message = tour.bot("POST", &format!("/channels/{channel}/messages"), json!({ "content": "hi" })).await;
//! tour.event("MESSAGE_CREATE").await;
//! tour.refused("GET", &format!("/channels/{channel}/messages/1"), json!(null), 10008).await;
//! tour.finish();
//! # let _ = message;
//! # }
//! ```

mod asking;
mod watcher;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use asyncord::sandbox::Sandbox;
use serde_json::Value;
use tokio::sync::mpsc;

use self::watcher::{fault_of, watch};
use crate::{contract::Contract, driver::tls_that_trusts_nobody};

/// How long an event may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A walk through a sandbox of its own.
pub struct Tour {
    sandbox: Sandbox,
    http: reqwest::Client,
    contract: Contract,
    events: Arc<Mutex<Vec<(String, Value)>>>,
    /// How many events have been asked for.
    cursor: usize,
    seen: Seen,
    faults: Vec<String>,
    /// What the watching bot says to the gateway.
    commands: mpsc::UnboundedSender<Value>,
}

/// What happened on walks.
#[derive(Debug, Default)]
pub struct Seen {
    /// The ids of the operations that succeeded.
    pub operations: BTreeSet<String>,
    /// The names of the events that came.
    pub events: BTreeSet<String>,
}

/// The id of an object.
///
/// # Panics
///
/// If it has none.
pub fn id_of(object: &Value) -> String {
    let id = object["id"].as_str();
    id.unwrap_or_else(|| panic!("no id in {object}")).to_owned()
}

impl Tour {
    /// Starts a sandbox and the watching bot; `None` without the facts about Discord.
    ///
    /// # Panics
    ///
    /// If the sandbox does not start, or does not let the bot in.
    pub async fn start() -> Option<Self> {
        let contract = Contract::load()?;
        let sandbox = Sandbox::builder().start().await.expect("a port is free");
        let events = Arc::new(Mutex::new(Vec::new()));
        let commands = watch(&sandbox, Arc::clone(&events)).await;
        let http = reqwest::Client::builder()
            .no_proxy()
            .tls_backend_preconfigured(tls_that_trusts_nobody())
            .build()
            .expect("the TLS configuration is complete");
        Some(Self {
            sandbox,
            http,
            contract,
            events,
            cursor: 0,
            seen: Seen::default(),
            faults: Vec::new(),
            commands,
        })
    }

    /// The sandbox.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// The id of the channel `general`.
    pub fn channel(&self) -> String {
        self.sandbox.channel_id().to_string()
    }

    /// The id of the guild.
    pub fn guild(&self) -> String {
        self.sandbox.guild_id().to_string()
    }

    /// The id of the application, which is its bot's too.
    pub fn application(&self) -> String {
        self.sandbox.application_id().to_string()
    }

    /// The id of ada, who owns the guild.
    pub fn ada(&self) -> String {
        self.sandbox.user_id().to_string()
    }

    /// The next event of this name that the bot gets, behind the last that was asked for.
    ///
    /// # Panics
    ///
    /// If it gets none.
    pub async fn event(&mut self, name: &str) -> Value {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let found = {
                let events = self.lock_events();
                let position = events[self.cursor..]
                    .iter()
                    .position(|(one, _)| one == name);
                position.map(|at| (self.cursor + at, events[self.cursor + at].1.clone()))
            };
            if let Some((at, data)) = found {
                self.cursor = at + 1;
                return data;
            }
            if tokio::time::Instant::now() > deadline {
                let events = self.lock_events();
                let names: Vec<&str> = events[self.cursor..]
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .collect();
                panic!("no {name} came, but {names:?}");
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    fn lock_events(&self) -> std::sync::MutexGuard<'_, Vec<(String, Value)>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the walk, and gives what happened on it.
    ///
    /// # Panics
    ///
    /// If an answer or an event was not as Discord says.
    pub fn finish(mut self) -> Seen {
        let events = std::mem::take(&mut *self.lock_events());
        for (name, data) in events {
            if let Some(fault) = fault_of(&name, &data) {
                self.faults.push(format!("{name}: {fault} in {data}"));
            }
            self.seen.events.insert(name);
        }
        self.faults.dedup();
        assert!(
            self.faults.is_empty(),
            "{} faults:\n{}",
            self.faults.len(),
            self.faults.join("\n")
        );
        self.seen
    }
}
