//! Entries as the page and Rust programs see them.

use serde::Serialize;
use serde_json::Value;

use crate::id::{
    Id,
    marker::{ApplicationMarker, UserMarker},
};

/// One thing that happened on the wire; see [`Sandbox::log`](crate::sandbox::Sandbox::log).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LogEntry {
    /// Its number: each entry's is greater than those of all before.
    pub id: u64,
    /// When it was over by the sandbox's clock, in milliseconds of Unix time.
    pub at: u64,
    /// What happened.
    #[serde(flatten)]
    pub kind: LogKind,
}

/// What happened on the wire.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum LogKind {
    /// A request of the REST API and its response.
    Call(CallEntry),
    /// A payload of the gateway, or the end of a connection.
    Gateway(GatewayEntry),
    /// A request of the sandbox to an application's endpoint, and the answer.
    Delivery(DeliveryEntry),
}

/// A request of the REST API and its response.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CallEntry {
    /// The bot that called, if its token was right.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The user in whose name it was done: the bot's, or the person's who did it at the page.
    pub user_id: Option<Id<UserMarker>>,
    /// The HTTP method.
    pub method: String,
    /// The path with its query, tokens in it masked.
    pub path: String,
    /// Method and template as in Discord's documentation, if Discord has such an operation:
    /// `POST /channels/{channel_id}/messages`.
    pub operation: Option<String>,
    /// The status of the response; 0 if the connection was dropped before there was one.
    pub status: u16,
    /// How long it took.
    pub duration_ms: f64,
    /// The body of the request as JSON, or as text if it is none; with files, their JSON.
    pub request: Value,
    /// The files that came with it.
    pub files: Vec<FileEntry>,
    /// The body of the response.
    pub response: Value,
    /// Why it was refused, where the sandbox can tell more than Discord's error does.
    pub why: Option<String>,
    /// How its rate limit stood after it.
    pub rate_limit: Option<RateLimitEntry>,
}

/// A file of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FileEntry {
    /// The name of its part, as `files[0]`.
    pub name: String,
    /// Its own name.
    pub filename: String,
    /// Its size in bytes.
    pub size: u64,
}

/// How a rate limit stood, as the response's headers tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RateLimitEntry {
    /// The name of the bucket; empty for the global limit.
    pub bucket: String,
    /// How many requests fit in its window.
    pub limit: u32,
    /// How many of them were left.
    pub remaining: u32,
    /// In how many seconds the window would be over.
    pub reset_after: f64,
    /// Whose limit refused it, if one did: `user`, `shared` or `global`.
    pub scope: Option<String>,
}

/// A payload of the gateway, or the end of a connection.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GatewayEntry {
    /// The bot, once it has identified.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// Its session.
    pub session_id: Option<String>,
    /// The shard's number, and of how many.
    pub shard: Option<(u64, u64)>,
    /// Which way it went.
    pub direction: Direction,
    /// The opcode, or the close code; nothing if the connection broke or the payload was none.
    pub op: Option<u64>,
    /// The name of the event.
    pub t: Option<String>,
    /// The number of the dispatch within the session.
    pub s: Option<u64>,
    /// The data; of a connection that ended, the reason.
    pub d: Value,
    /// Why it was not sent, or not all of it, or why the connection ended.
    pub why: Option<String>,
}

/// Which way a payload went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Direction {
    /// From the sandbox to the bot.
    Sent,
    /// From the bot to the sandbox.
    Received,
    /// An event that the bot could have got, and why it did not.
    Withheld,
    /// The connection ended.
    Closed,
}

/// A request of the sandbox to an application's endpoint for interactions or events, and the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DeliveryEntry {
    /// The application.
    pub application_id: Id<ApplicationMarker>,
    /// The address of its endpoint.
    pub url: String,
    /// What it was sent for.
    pub purpose: DeliveryPurpose,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// How long it took.
    pub duration_ms: f64,
    /// The body of the request.
    pub request: Value,
    /// The body of the answer as JSON, or as text if it is none.
    pub response: Value,
    /// Why it failed: there was no answer in time, or not the right one.
    pub why: Option<String>,
}

/// What something was sent to an application for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeliveryPurpose {
    /// A PING, which tries an address.
    Ping,
    /// A request with a wrong signature, which must be refused.
    WrongSignature,
    /// An interaction.
    Interaction,
    /// A webhook event.
    Event,
}
