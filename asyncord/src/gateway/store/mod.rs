//! What a bot's connections leave for its next run: sessions to resume, and how many were started today.
//!
//! A [`GatewayStore`] keeps it: [`FileStore`] in a file, [`MemoryStore`] within the process. A store that several
//! machines share is another implementation of the trait.
//!
//! Discord docs: Gateway/Resuming.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod file;
mod path;

pub use self::file::FileStore;
use super::{IdentifyCount, ShardId};
use crate::{
    BoxError,
    id::{Id, marker::GuildMarker},
    model::{Intents, Timestamp},
    secret::Secret,
};

/// A state on its way out of a store.
pub type LoadFuture<'a> = Pin<Box<dyn Future<Output = Result<GatewayState, BoxError>> + Send + 'a>>;

/// A state on its way into a store.
pub type SaveFuture<'a> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

/// Keeps what a bot's connections leave for its next run.
///
/// The state has session ids in it. Whoever has one and the bot's token can take the session over: keep it where only
/// the bot can read it.
///
/// ```
/// use asyncord::gateway::{GatewayState, GatewayStore, LoadFuture, SaveFuture};
///
/// /// Every run begins anew.
/// #[derive(Debug)]
/// struct Forgetful;
///
/// impl GatewayStore for Forgetful {
///     fn load(&self) -> LoadFuture<'_> {
///         Box::pin(async { Ok(GatewayState::default()) })
///     }
///
///     fn save(&self, _: GatewayState) -> SaveFuture<'_> {
///         Box::pin(async { Ok(()) })
///     }
/// }
/// ```
pub trait GatewayStore: fmt::Debug + Send + Sync + 'static {
    /// Reads what was saved last; nothing saved yet is the default.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is not what this library wrote.
    fn load(&self) -> LoadFuture<'_>;

    /// Replaces what was saved before. Of two calls, the later one wins, in whatever order they end.
    ///
    /// A state that was saved is whole: after a crash there is the new one or the one before.
    ///
    /// # Errors
    ///
    /// If it cannot be written; what was saved before is still there.
    fn save(&self, state: GatewayState) -> SaveFuture<'_>;
}

/// What a bot's connections leave for its next run.
///
/// `Debug` shows no session ids; serialized, they are there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct GatewayState {
    /// How many sessions were started today, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifies: Option<IdentifyCount>,
    /// The sessions that may be resumed.
    pub sessions: Vec<StoredSession>,
}

impl GatewayState {
    /// The count of the day, and the sessions to resume.
    pub fn new(identifies: Option<IdentifyCount>, sessions: Vec<StoredSession>) -> Self {
        Self {
            identifies,
            sessions,
        }
    }
}

/// A session that a later run of the bot may resume.
///
/// Discord keeps a session for a few minutes after its connection was lost.
///
/// Discord docs: Gateway/Resuming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredSession {
    /// Whose session it is.
    pub shard: ShardId,
    /// Its id, as READY told it. A secret.
    #[serde(serialize_with = "expose", deserialize_with = "hide")]
    pub session_id: Secret,
    /// The number of the last event that was dealt with.
    pub sequence: u64,
    /// Where to resume, as READY told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume_gateway_url: Option<String>,
    /// What the session was started with; it cannot be resumed for others.
    pub intents: Intents,
    /// When it was stored, in seconds since the Unix epoch.
    pub stored_at: i64,
    /// How many guilds it serves.
    #[serde(default)]
    pub guilds: u32,
    /// Which of them were not there yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unavailable: Vec<Id<GuildMarker>>,
}

impl StoredSession {
    /// A session as it is now, without guilds; the other fields can be set.
    pub fn new(
        shard: ShardId,
        session_id: impl Into<Secret>,
        sequence: u64,
        intents: Intents,
    ) -> Self {
        Self {
            shard,
            session_id: session_id.into(),
            sequence,
            resume_gateway_url: None,
            intents,
            stored_at: Timestamp::now().unix_seconds(),
            guilds: 0,
            unavailable: Vec::new(),
        }
    }
}

fn expose<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

fn hide<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    String::deserialize(deserializer).map(Secret::from)
}

/// Keeps the state within the process: for tests, and for bots that are started several times in one run. Clones are
/// the same store.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(Arc<Mutex<GatewayState>>);

impl MemoryStore {
    /// A store with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was saved last.
    pub fn state(&self) -> GatewayState {
        crate::lock(&self.0).clone()
    }
}

impl From<GatewayState> for MemoryStore {
    /// A store with a state in it already.
    fn from(state: GatewayState) -> Self {
        Self(Arc::new(Mutex::new(state)))
    }
}

impl GatewayStore for MemoryStore {
    fn load(&self) -> LoadFuture<'_> {
        Box::pin(async { Ok(self.state()) })
    }

    fn save(&self, state: GatewayState) -> SaveFuture<'_> {
        // At once, and not when the future is polled: of two calls, the later one wins.
        *crate::lock(&self.0) = state;
        Box::pin(async { Ok(()) })
    }
}

#[cfg(test)]
mod tests;
