//! What was registered, remembered for the next start.

use std::{
    collections::BTreeMap,
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};

use serde::{Deserialize, Serialize};

use super::Scope;
use crate::{
    BoxError,
    id::{
        Id,
        marker::{ApplicationMarker, CommandMarker, GuildMarker},
    },
    model::ApplicationCommandType,
};

mod file;

pub use self::file::FileCommandStore;

/// A record on its way out of a store or into it.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'a>>;

/// Remembers which commands asyncord registered, so that it can delete them when they are not declared any more.
///
/// One store serves any number of applications. It has no secrets in it.
///
/// ```
/// use asyncord::{
///     id::{Id, marker::ApplicationMarker},
///     interactions::sync::{CommandRecord, CommandStore, StoreFuture},
/// };
///
/// /// Nothing is ours, so nothing is deleted.
/// #[derive(Debug)]
/// struct Forgetful;
///
/// impl CommandStore for Forgetful {
///     fn load(&self, _: Id<ApplicationMarker>) -> StoreFuture<'_, CommandRecord> {
///         Box::pin(async { Ok(CommandRecord::default()) })
///     }
///
///     fn save(&self, _: Id<ApplicationMarker>, _: CommandRecord) -> StoreFuture<'_, ()> {
///         Box::pin(async { Ok(()) })
///     }
/// }
/// ```
pub trait CommandStore: fmt::Debug + Send + Sync + 'static {
    /// Reads what was saved last for an application; nothing saved yet is the default.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is not what this library wrote.
    fn load(&self, application_id: Id<ApplicationMarker>) -> StoreFuture<'_, CommandRecord>;

    /// Replaces what was saved before for the application; after a crash there is the new record or the one before.
    ///
    /// # Errors
    ///
    /// If it cannot be written; what was saved before is still there.
    fn save(
        &self,
        application_id: Id<ApplicationMarker>,
        record: CommandRecord,
    ) -> StoreFuture<'_, ()>;
}

/// What asyncord registered for an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CommandRecord {
    /// The places.
    pub scopes: Vec<ScopeRecord>,
}

/// What asyncord registered in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ScopeRecord {
    /// The guild; `None` for global commands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guild_id: Option<Id<GuildMarker>>,
    /// The commands that are there.
    pub commands: Vec<OwnedCommand>,
    /// How many were made lately, and when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub creates: Vec<Creates>,
}

/// A command that asyncord registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OwnedCommand {
    /// Its id.
    pub id: Id<CommandMarker>,
    /// What sort of command it is.
    #[serde(rename = "type")]
    pub kind: ApplicationCommandType,
    /// Its name.
    pub name: String,
}

/// Commands that were made at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Creates {
    /// When, in seconds since the Unix epoch.
    pub at: i64,
    /// How many.
    pub count: usize,
}

/// For how long commands that were made count.
const DAY: i64 = 24 * 60 * 60;

impl OwnedCommand {
    /// A command by its id, sort and name.
    pub fn new(
        id: Id<CommandMarker>,
        kind: ApplicationCommandType,
        name: impl Into<String>,
    ) -> Self {
        let name = name.into();
        Self { id, kind, name }
    }
}

impl Creates {
    /// So many commands, made at a time in seconds since the Unix epoch.
    pub fn new(at: i64, count: usize) -> Self {
        Self { at, count }
    }
}

impl CommandRecord {
    /// The commands of a place.
    pub fn commands(&self, scope: Scope) -> &[OwnedCommand] {
        self.scope(scope).map_or(&[], |known| &known.commands)
    }

    /// What is known of a place.
    pub fn scope(&self, scope: Scope) -> Option<&ScopeRecord> {
        let guild_id = scope.guild_id();
        self.scopes.iter().find(|known| known.guild_id == guild_id)
    }

    /// What is known of a place, made where nothing is.
    pub fn scope_mut(&mut self, scope: Scope) -> &mut ScopeRecord {
        let guild_id = scope.guild_id();
        let known = self.scopes.iter();
        let index = known
            .enumerate()
            .find(|(_, known)| known.guild_id == guild_id)
            .map_or(self.scopes.len(), |(index, _)| index);
        if index == self.scopes.len() {
            self.scopes.push(ScopeRecord {
                guild_id,
                ..ScopeRecord::default()
            });
        }
        &mut self.scopes[index]
    }

    /// Forgets the days before, and places of which nothing is known.
    pub(super) fn tidy(&mut self, now: i64) {
        for scope in &mut self.scopes {
            scope.creates.retain(|made| made.at > now - DAY);
        }
        let is_something =
            |scope: &ScopeRecord| !scope.commands.is_empty() || !scope.creates.is_empty();
        self.scopes.retain(is_something);
    }
}

impl ScopeRecord {
    /// How many commands were made in the day before.
    pub(super) fn created_today(&self, now: i64) -> usize {
        let today = self.creates.iter().filter(|made| made.at > now - DAY);
        today.map(|made| made.count).sum()
    }

    /// Notes that commands were made.
    pub(super) fn created(&mut self, now: i64, count: usize) {
        match self.creates.last_mut() {
            Some(last) if last.at == now => last.count += count,
            _ if count > 0 => self.creates.push(Creates::new(now, count)),
            _ => {}
        }
    }
}

/// Remembers within the process: for tests, and for bots that are started several times in one run. Clones are the same
/// store.
#[derive(Clone, Debug, Default)]
pub struct MemoryCommandStore(Arc<Mutex<BTreeMap<Id<ApplicationMarker>, CommandRecord>>>);

impl MemoryCommandStore {
    /// A store with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was saved last for an application.
    pub fn record(&self, application_id: Id<ApplicationMarker>) -> CommandRecord {
        let records = crate::lock(&self.0);
        records.get(&application_id).cloned().unwrap_or_default()
    }
}

impl CommandStore for MemoryCommandStore {
    fn load(&self, application_id: Id<ApplicationMarker>) -> StoreFuture<'_, CommandRecord> {
        Box::pin(async move { Ok(self.record(application_id)) })
    }

    fn save(
        &self,
        application_id: Id<ApplicationMarker>,
        record: CommandRecord,
    ) -> StoreFuture<'_, ()> {
        let mut records = crate::lock(&self.0);
        records.insert(application_id, record);
        Box::pin(async { Ok(()) })
    }
}
