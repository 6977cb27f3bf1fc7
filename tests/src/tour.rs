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

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use asyncord::{event::AnyEvent, sandbox::Sandbox};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_tungstenite::{connect_async, tungstenite::Message};

use crate::{contract::Contract, driver::tls_that_trusts_nobody, schema::compare};

/// How long an event may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Every intent there is.
const ALL_INTENTS: u64 = 53_608_447;

/// A walk through a sandbox of its own.
pub struct Tour {
    sandbox: Sandbox,
    http: reqwest::Client,
    contract: Contract,
    events: Arc<Mutex<Vec<(String, Value)>>>,
    /// How many events have been asked for.
    cursor: usize,
    visited: BTreeSet<String>,
    faults: Vec<String>,
    /// What the watching bot says to the gateway.
    commands: mpsc::UnboundedSender<Value>,
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
            visited: BTreeSet::new(),
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

    /// Does an operation as the bot; a body of null is none.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn bot(&mut self, method: &str, path: &str, body: Value) -> Value {
        let header = format!("Bot {}", self.sandbox.token().expose());
        self.succeed(method, path, Some(&header), body).await
    }

    /// Does an operation without a token, or with another one: `Bearer …`.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn with(
        &mut self,
        token: Option<&str>,
        method: &str,
        path: &str,
        body: Value,
    ) -> Value {
        self.succeed(method, path, token, body).await
    }

    /// Does an operation as a person, by the page's API.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn person(&mut self, user: &str, method: &str, path: &str, body: Value) -> Value {
        let path = format!("/as/{user}{path}");
        self.control(method, &path, body).await
    }

    /// A token of ada, who owns the application, for these scopes.
    ///
    /// # Panics
    ///
    /// If the application is given none.
    pub async fn bearer(&mut self, scopes: &str) -> String {
        let path = format!("/applications/{}", self.application());
        let changed = self.control("PATCH", &path, json!({})).await;
        let secret = changed["client_secret"].as_str().unwrap_or_default();
        let id = self.application();
        let pairs = [
            ("grant_type", "client_credentials"),
            ("client_id", &id),
            ("client_secret", secret),
            ("scope", scopes),
        ];
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let url = format!("{}/oauth2/token", self.sandbox.api_url());
        let request = self.http.post(url).body(form);
        let kind = "application/x-www-form-urlencoded";
        let (status, answer) = read(request.header("content-type", kind)).await;
        let answer = answer.unwrap_or_default();
        let token = answer["access_token"].as_str();
        let token = token.unwrap_or_else(|| panic!("no token: {status} {answer}"));
        format!("Bearer {token}")
    }

    /// Does an operation as a person, by the page's API, that is refused with a code of Discord's.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub async fn person_refused(
        &mut self,
        user: &str,
        method: &str,
        path: &str,
        body: Value,
        code: u64,
    ) {
        let url = format!("{}api/as/{user}{path}", self.sandbox.page_url());
        let (status, answer) = self.send(method, &url, None, body).await;
        let answer = answer.unwrap_or_default();
        assert!(
            status >= 400 && answer["code"] == code,
            "{method} {path}: {status} {answer}, not refused with {code}"
        );
    }

    /// Begins an interaction as a person, whose client waits for the application's answer.
    ///
    /// The task ends in what the person's client is told.
    ///
    /// # Panics
    ///
    /// The task does, if the person cannot do it.
    pub fn interact(&self, user: &str, body: &Value) -> tokio::task::JoinHandle<Value> {
        let url = format!("{}api/as/{user}/interactions", self.sandbox.page_url());
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json");
        let request = request.body(body.to_string());
        tokio::spawn(async move {
            let (status, answer) = read(request).await;
            let answer = answer.unwrap_or_default();
            assert!(status < 300, "interaction: {status} {answer}");
            answer
        })
    }

    /// Has the watching bot say something to the gateway: an opcode with its data.
    ///
    /// # Panics
    ///
    /// If its connection is gone.
    pub fn command(&self, op: u8, data: &Value) {
        let sent = self.commands.send(json!({ "op": op, "d": data }));
        sent.expect("the watching bot is connected");
    }

    /// Uses the page's API.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn control(&mut self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}api{path}", self.sandbox.page_url());
        let (status, answer) = self.send(method, &url, None, body).await;
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {}",
            answer.unwrap_or_default()
        );
        answer.unwrap_or_default()
    }

    /// Does an operation as the bot that is refused with a code of Discord's.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub async fn refused(&mut self, method: &str, path: &str, body: Value, code: u64) -> Value {
        let header = format!("Bot {}", self.sandbox.token().expose());
        let (status, answer) = self.operation(method, path, Some(&header), body).await;
        let answer = answer.unwrap_or_default();
        assert!(
            status >= 400 && answer["code"] == code,
            "{method} {path}: {status} {answer}, not refused with {code}"
        );
        answer
    }

    async fn succeed(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> Value {
        let (status, answer) = self.operation(method, path, token, body).await;
        let answer = answer.unwrap_or_default();
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {answer}"
        );
        answer
    }

    /// Does an operation, and checks its answer.
    async fn operation(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> (u16, Option<Value>) {
        let url = format!("{}/v10{path}", self.sandbox.api_url());
        let (status, answer) = self.send(method, &url, token, body).await;
        self.judge(method, path, status, answer.as_ref());
        (status, answer)
    }

    /// Checks an answer, and notes which operation gave it.
    fn judge(&mut self, method: &str, path: &str, status: u16, answer: Option<&Value>) {
        match self.contract.operation_of(method, path) {
            None => self.faults.push(format!("{method} {path} is no operation")),
            Some(operation) => {
                if status < 300 {
                    self.visited.insert(operation.id.clone());
                }
                if let Err(fault) = self.contract.judge(operation, status, answer) {
                    self.faults.push(format!("{method} {path}: {fault}"));
                }
            }
        }
    }

    async fn send(
        &self,
        method: &str,
        url: &str,
        token: Option<&str>,
        body: Value,
    ) -> (u16, Option<Value>) {
        let method = method.parse().expect("a method");
        let mut request = self.http.request(method, url);
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        if !body.is_null() {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        read(request).await
    }

    /// Sends a form of several parts as the bot: `payload_json`, if it is not null, and files.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn upload(
        &mut self,
        method: &str,
        path: &str,
        payload: Value,
        parts: Vec<(&'static str, reqwest::multipart::Part)>,
    ) -> Value {
        let url = format!("{}/v10{path}", self.sandbox.api_url());
        let mut form = reqwest::multipart::Form::new();
        if !payload.is_null() {
            form = form.text("payload_json", payload.to_string());
        }
        for (name, part) in parts {
            form = form.part(name, part);
        }
        let request = self
            .http
            .request(method.parse().expect("a method"), url)
            .header(
                "authorization",
                format!("Bot {}", self.sandbox.token().expose()),
            )
            .multipart(form);
        let (status, answer) = read(request).await;
        let operation = self.contract.operation_of(method, path);
        let operation = operation.unwrap_or_else(|| panic!("{method} {path} is no operation"));
        if let Err(fault) = self.contract.judge(operation, status, answer.as_ref()) {
            self.faults.push(format!("{method} {path}: {fault}"));
        }
        self.visited.insert(operation.id.clone());
        let answer = answer.unwrap_or_default();
        assert!(status < 300, "{method} {path}: {status} {answer}");
        answer
    }

    /// Sends a form of pairs without a token, as the operations of OAuth2 take them.
    ///
    /// # Panics
    ///
    /// If it does not succeed.
    pub async fn form(&mut self, path: &str, pairs: &[(&'static str, String)]) -> Value {
        let url = format!("{}/v10{path}", self.sandbox.api_url());
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let request = self
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let (status, answer) = read(request).await;
        self.judge("POST", path, status, answer.as_ref());
        let answer = answer.unwrap_or_default();
        assert!(status < 300, "POST {path}: {status} {answer}");
        answer
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

    /// Ends the walk, and gives the ids of the operations that succeeded.
    ///
    /// # Panics
    ///
    /// If an answer or an event was not as Discord says.
    pub fn finish(mut self) -> BTreeSet<String> {
        let events = std::mem::take(&mut *self.lock_events());
        for (name, data) in events {
            if let Some(fault) = fault_of(&name, &data) {
                self.faults.push(format!("{name}: {fault} in {data}"));
            }
        }
        self.faults.dedup();
        assert!(
            self.faults.is_empty(),
            "{} faults:\n{}",
            self.faults.len(),
            self.faults.join("\n")
        );
        self.visited
    }
}

/// What Discord sends in READY and does not document: clients of long standing read it, as it was meant for people's.
const UNDOCUMENTED_IN_READY: &[&str] = &[
    "_trace",
    "presences",
    "private_channels",
    "relationships",
    "session_type",
    "user_settings",
];

/// What is wrong with an event, by our type of it, which keeps all that is documented.
fn fault_of(name: &str, data: &Value) -> Option<String> {
    let event = match AnyEvent::decode_reporting(name, &data.to_string()) {
        Ok((AnyEvent::Unknown(_), _)) => return Some("no event of Discord's".to_owned()),
        Ok((event, strange)) => match strange.first() {
            Some(strange) => return Some(strange.to_string()),
            None => event,
        },
        Err(error) => return Some(error.to_string()),
    };
    let again = serde_json::to_value(&event).unwrap_or_default();
    let counts = |path: &str| name != "READY" || !UNDOCUMENTED_IN_READY.contains(&path);
    let lost: Vec<String> = compare::lost(data, &again, counts)
        .iter()
        .filter(|difference| !difference.is_null_for_nothing())
        .map(|difference| format!("{}: {:?}", difference.path, difference.kind))
        .collect();
    (!lost.is_empty()).then(|| format!("not as documented: {}", lost.join(", ")))
}

async fn read(request: reqwest::RequestBuilder) -> (u16, Option<Value>) {
    let response = request.send().await.expect("the sandbox answers");
    let status = response.status().as_u16();
    let text = response.bytes().await.expect("the sandbox answers");
    let body = (!text.is_empty()).then(|| {
        serde_json::from_slice(&text)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&text).into_owned()))
    });
    (status, body)
}

/// Has the bot identify, and its events collected from then on.
///
/// What is sent to the channel it says to the gateway.
async fn watch(
    sandbox: &Sandbox,
    events: Arc<Mutex<Vec<(String, Value)>>>,
) -> mpsc::UnboundedSender<Value> {
    let url = format!("{}?v=10&encoding=json", sandbox.gateway_url());
    let (mut socket, _) = connect_async(url).await.expect("the gateway listens");
    let identify = json!({ "op": 2, "d": {
        "token": sandbox.token().expose(),
        "intents": ALL_INTENTS,
        "properties": { "os": "linux", "browser": "tour", "device": "tour" },
    } });
    socket
        .send(Message::text(identify.to_string()))
        .await
        .expect("the gateway takes an Identify");
    let (commands, mut said) = mpsc::unbounded_channel::<Value>();
    let (ready, is_ready) = tokio::sync::oneshot::channel();
    let mut ready = Some(ready);
    tokio::spawn(async move {
        let mut heartbeat = tokio::time::interval(Duration::from_secs(30));
        loop {
            let message = tokio::select! {
                message = socket.next() => message,
                Some(command) = said.recv() => {
                    if socket.send(Message::text(command.to_string())).await.is_err() {
                        return;
                    }
                    continue;
                }
                _ = heartbeat.tick() => {
                    let beat = json!({ "op": 1, "d": null }).to_string();
                    if socket.send(Message::text(beat)).await.is_err() {
                        return;
                    }
                    continue;
                }
            };
            let Some(Ok(message)) = message else { return };
            let Ok(text) = message.to_text() else {
                continue;
            };
            let Ok(mut payload) = serde_json::from_str::<Value>(text) else {
                continue;
            };
            if payload["op"] != 0 {
                continue;
            }
            let name = payload["t"].as_str().unwrap_or_default().to_owned();
            let is_guild = name == "GUILD_CREATE";
            events
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((name, payload["d"].take()));
            if is_guild && let Some(ready) = ready.take() {
                // Whoever started the tour may be gone.
                let _ = ready.send(());
            }
        }
    });
    is_ready.await.expect("the bot gets its guild");
    commands
}
