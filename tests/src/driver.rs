//! The sandbox's API for drivers: what a person does at the page.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::program::{PATIENCE, Program};

/// Drives a sandbox, whatever runs it.
#[derive(Clone, Debug)]
pub struct Driver {
    http: reqwest::Client,
    info: Value,
}

impl Driver {
    /// Drives the sandbox whose first line of output, or `Sandbox::info`, is `info`.
    ///
    /// # Panics
    ///
    /// Never with a TLS configuration that is not used.
    pub fn new(info: Value) -> Self {
        let http = reqwest::Client::builder()
            // The page's API is plain HTTP on loopback; a proxy of the environment must not see it.
            .no_proxy()
            .tls_backend_preconfigured(tls_that_trusts_nobody())
            .build()
            .expect("the TLS configuration is complete");
        Self { http, info }
    }

    /// Starts the sandbox program at `path`.
    pub async fn start(path: &str) -> (Program, Self) {
        let mut program = Program::start(path, ["--port", "0"], []);
        let info = program.json_line().await;
        (program, Self::new(info))
    }

    /// A text of the sandbox's first line.
    ///
    /// # Panics
    ///
    /// If it is not there.
    pub fn info(&self, key: &str) -> &str {
        self.info[key]
            .as_str()
            .unwrap_or_else(|| panic!("no `{key}` in {}", self.info))
    }

    /// The environment of a bot that is to run against this sandbox.
    pub fn bot_env(&self) -> [(&str, &str); 2] {
        [
            ("DISCORD_API_URL", self.info("api_url")),
            ("DISCORD_TOKEN", self.info("token")),
        ]
    }

    /// Calls the page's API.
    ///
    /// # Panics
    ///
    /// If it does not answer with success.
    pub async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let url = format!("{}api/{path}", self.info("page_url"));
        let method = method.parse().expect("a method");
        let mut request = self.http.request(method, &url);
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        let response = request.send().await.expect("the sandbox answers");
        let status = response.status();
        let text = response.text().await.expect("the sandbox answers");
        assert!(status.is_success(), "{url}: {status}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// Does one of Discord's operations as the sandbox's first person.
    ///
    /// # Panics
    ///
    /// If it does not answer with success.
    pub async fn as_ada(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let path = format!("as/{}/{path}", self.info("user_id"));
        self.call(method, &path, body).await
    }

    /// Writes a message as the sandbox's first person; returns its id.
    ///
    /// # Panics
    ///
    /// If the sandbox refuses it.
    pub async fn say(&self, content: &str) -> String {
        let path = format!("channels/{}/messages", self.info("channel_id"));
        let body = json!({ "content": content });
        let message = self.as_ada("POST", &path, Some(body)).await;
        message["id"]
            .as_str()
            .expect("a message has an id")
            .to_owned()
    }

    /// All messages of the sandbox's first channel, oldest first.
    ///
    /// # Panics
    ///
    /// If the sandbox does not answer with a list.
    pub async fn messages(&self) -> Vec<Value> {
        let mut messages = Vec::new();
        let mut before = String::new();
        loop {
            let path = format!(
                "channels/{}/messages?limit=100{before}",
                self.info("channel_id")
            );
            let page = self.as_ada("GET", &path, None).await;
            let page = page.as_array().expect("a list of messages");
            messages.extend(page.iter().cloned());
            match page.last() {
                Some(oldest) if page.len() == 100 => {
                    before = format!("&before={}", oldest["id"].as_str().expect("an id"));
                }
                _ => break,
            }
        }
        messages.reverse();
        messages
    }

    /// The newest message of the sandbox's first channel with this content, once there is one.
    ///
    /// # Panics
    ///
    /// If there is none after a while.
    pub async fn message_with(&self, content: &str) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let messages = self.messages().await;
            if let Some(found) = messages.iter().rev().find(|one| one["content"] == content) {
                return found.clone();
            }
            assert!(
                Instant::now() < deadline,
                "no {content:?} in {:?}",
                contents(&messages)
            );
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// What bots have written, oldest first, once there are at least `count` messages of theirs.
    ///
    /// # Panics
    ///
    /// If there are not after a while.
    pub async fn answers(&self, count: usize) -> Vec<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mut answers = self.messages().await;
            answers.retain(|message| message["author"]["bot"] == true);
            if answers.len() >= count {
                return answers;
            }
            assert!(
                Instant::now() < deadline,
                "{} answers instead of {count}: {:?}",
                answers.len(),
                contents(&answers)
            );
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until as many bots are connected.
    ///
    /// # Panics
    ///
    /// If they are not after a while.
    pub async fn bots_connected(&self, count: usize) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let state = self.call("GET", "state", None).await;
            let applications = state["applications"].as_array().expect("a list");
            let connected = applications
                .iter()
                .filter(|app| app["connected"] == true)
                .count();
            if connected == count {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "{connected} bots instead of {count}"
            );
            sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The texts of messages.
pub fn contents(messages: &[Value]) -> Vec<&str> {
    messages
        .iter()
        .map(|message| message["content"].as_str().unwrap_or_default())
        .collect()
}

/// reqwest builds no client without TLS, also where only plain HTTP is spoken.
pub(crate) fn tls_that_trusts_nobody() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("ring supports TLS 1.2 and 1.3")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}
