//! How commands are registered.

use std::sync::Arc;

use super::{CommandStore, DeclaredCommand, Scope};
use crate::id::{Id, marker::GuildMarker};

/// How the commands that a program declares are registered with Discord.
///
/// By default they are compared at the start, and what differs is written; commands that nobody declares stay.
///
/// ```
/// use asyncord::interactions::sync::{CommandSync, MemoryCommandStore};
///
/// let settings = CommandSync::new().store(MemoryCommandStore::new());
/// let while_developing = settings.clone().dev_guild(41_771_983_423_143_937);
/// # assert!(!while_developing.is_off());
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "settings do nothing by themselves"]
pub struct CommandSync {
    off: bool,
    pub(super) dry_run: bool,
    pub(super) dev_guild: Option<Id<GuildMarker>>,
    pub(super) delete_unknown: bool,
    pub(super) store: Option<Arc<dyn CommandStore>>,
}

impl CommandSync {
    /// The defaults: what differs is written, and commands that nobody declares stay.
    pub fn new() -> Self {
        Self::default()
    }

    /// Compares and writes nothing: the commands are registered by other means.
    pub fn off(mut self) -> Self {
        self.off = true;
        self
    }

    /// Whether nothing is compared.
    pub fn is_off(&self) -> bool {
        self.off
    }

    /// Whether the plan is only logged, and nothing is written.
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }

    /// Registers all global commands in this guild instead, for a time of development; those that are registered
    /// globally stay untouched.
    ///
    /// With a [`store`](Self::store), they are deleted from the guild by the first start without this setting.
    pub fn dev_guild(mut self, guild_id: impl Into<Id<GuildMarker>>) -> Self {
        self.dev_guild = Some(guild_id.into());
        self
    }

    /// Whether all commands that nobody declares are deleted, also those that other programs registered.
    ///
    /// That holds for global commands, and for guilds that commands are declared for or were registered in.
    pub fn delete_unknown(mut self, delete: bool) -> Self {
        self.delete_unknown = delete;
        self
    }

    /// Remembers which commands were registered, so that they can be deleted when they are not declared any more, and
    /// how many were made in the last day.
    pub fn store(mut self, store: impl CommandStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Where a declared command is registered.
    pub(super) fn scope_of(&self, declared: &DeclaredCommand) -> Scope {
        match declared.guild_id.or(self.dev_guild) {
            Some(guild_id) => Scope::Guild(guild_id),
            None => Scope::Global,
        }
    }
}
