//! What is to be written, decided without I/O.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{CommandRecord, CommandSync, DeclaredCommand, Scope, compare::differences};
use crate::{
    id::{Id, marker::CommandMarker},
    model::{ApplicationCommand, ApplicationCommandType},
};

/// What differs between the commands that are declared and those that are registered.
///
/// `Display` shows it, a line for each command:
///
/// ```text
/// global commands: 1 new, 1 changed, 1 to delete, 4 as they are
///   + /ping
///   ~ /roll: options[0].max_value
///   - /old
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    /// The places, the global one first.
    pub scopes: Vec<ScopePlan>,
}

/// What differs in one place.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScopePlan {
    /// The place.
    pub scope: Scope,
    /// Commands that are made.
    pub creates: Vec<DeclaredCommand>,
    /// Commands that are changed.
    pub updates: Vec<Update>,
    /// Commands that are deleted.
    pub deletes: Vec<Removed>,
    /// Commands that are registered as they are declared.
    pub unchanged: Vec<Known>,
    /// Commands that are left out of it.
    pub kept: Vec<Kept>,
}

/// A command that is registered otherwise than it is declared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Update {
    /// Its id, which it keeps.
    pub id: Id<CommandMarker>,
    /// As it is declared.
    pub declared: DeclaredCommand,
    /// The paths of the fields that differ, such as `options[1].description`.
    pub differs: Vec<String>,
}

/// A command that is registered as it is declared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Known {
    /// Its id.
    pub id: Id<CommandMarker>,
    /// As it is declared.
    pub declared: DeclaredCommand,
}

/// A command that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removed {
    /// Its id.
    pub id: Id<CommandMarker>,
    /// What sort of command it is.
    pub kind: ApplicationCommandType,
    /// Its name.
    pub name: String,
}

/// A command that is neither written nor deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kept {
    /// What sort of command it is.
    pub kind: ApplicationCommandType,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: KeptReason,
}

/// Why a command is neither written nor deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeptReason {
    /// It is registered and not declared, and not known to be registered by asyncord.
    NotOurs,
    /// It is a registered entry to an Activity, which Discord itself makes.
    EntryPoint,
    /// It is a declared entry to an Activity, which cannot be in a development guild.
    NotInGuilds,
    /// It is a declared global command, and the development guild has one of its own of the same name.
    Shadowed,
}

impl Plan {
    /// Whether nothing is to be written.
    pub fn is_empty(&self) -> bool {
        self.scopes.iter().all(|scope| scope.writes() == 0)
    }

    /// Whether commands that nobody declares stay because they are not known to be asyncord's.
    pub(super) fn keeps_unknown(&self) -> bool {
        let mut kept = self.scopes.iter().flat_map(|scope| &scope.kept);
        kept.any(|kept| kept.reason == KeptReason::NotOurs)
    }
}

impl ScopePlan {
    fn new(scope: Scope) -> Self {
        Self {
            scope,
            creates: Vec::new(),
            updates: Vec::new(),
            deletes: Vec::new(),
            unchanged: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// How many commands are made, changed or deleted.
    pub fn writes(&self) -> usize {
        self.creates.len() + self.updates.len() + self.deletes.len()
    }

    /// Whether all commands are written by one request: most of more than five differ, and what it would take away
    /// with it is to be deleted anyway.
    pub fn is_bulk(&self) -> bool {
        let declared = self.creates.len() + self.updates.len() + self.unchanged.len();
        let registered = self.deletes.len() + self.updates.len() + self.unchanged.len();
        let total = declared.max(registered);
        // Discord refuses to delete an entry point that way.
        let is_entry =
            |removed: &Removed| removed.kind == ApplicationCommandType::PrimaryEntryPoint;
        total > 5
            && self.writes() * 2 > total
            && self.registered_kept().next().is_none()
            && !self.deletes.iter().any(is_entry)
    }

    /// Whether a registered command is one of the declared ones.
    pub(super) fn declares(&self, id: Id<CommandMarker>) -> bool {
        self.updates.iter().any(|one| one.id == id) || self.unchanged.iter().any(|one| one.id == id)
    }

    /// Commands that are registered and stay as they are, though nobody declares them.
    pub(super) fn registered_kept(&self) -> impl Iterator<Item = &Kept> {
        let is_there =
            |kept: &&Kept| matches!(kept.reason, KeptReason::NotOurs | KeptReason::EntryPoint);
        self.kept.iter().filter(is_there)
    }

    fn keep(&mut self, kind: ApplicationCommandType, name: &str, reason: KeptReason) {
        let name = name.to_owned();
        self.kept.push(Kept { kind, name, reason });
    }
}

/// Compares what is declared with what is registered; asks nobody and writes nothing.
///
/// `registered` are the commands of the places that commands are declared for, with all translations; those of a guild
/// have its `guild_id`. `owned` is what asyncord is known to have registered. Where `settings` name a development
/// guild, global commands that are registered are left out.
///
/// A command is found by its sort and name: one that was renamed is made anew, and the old one deleted.
///
/// ```
/// use asyncord::{
///     interactions::sync::{CommandRecord, CommandSync, DeclaredCommand, plan},
///     model::NewCommand,
/// };
///
/// let ping = DeclaredCommand::new(NewCommand::chat_input("ping", "Says pong"), "main.rs:7");
/// let plan = plan(&[ping], &[], &CommandRecord::default(), &CommandSync::new());
/// assert_eq!(plan.to_string(), "global commands: 1 new\n  + /ping");
/// ```
pub fn plan(
    declared: &[DeclaredCommand],
    registered: &[ApplicationCommand],
    owned: &CommandRecord,
    settings: &CommandSync,
) -> Plan {
    let mut scopes: BTreeMap<Scope, (Vec<&DeclaredCommand>, Vec<&ApplicationCommand>)> =
        BTreeMap::new();
    for one in declared {
        scopes
            .entry(settings.scope_of(one))
            .or_default()
            .0
            .push(one);
    }
    for one in registered {
        let scope = Scope::from(one.guild_id);
        if scope != Scope::Global || settings.dev_guild.is_none() {
            scopes.entry(scope).or_default().1.push(one);
        }
    }
    let scopes = scopes.iter().map(|(scope, (declared, registered))| {
        plan_scope(*scope, declared, registered, owned, settings)
    });
    Plan {
        scopes: scopes.collect(),
    }
}

fn plan_scope(
    scope: Scope,
    declared: &[&DeclaredCommand],
    registered: &[&ApplicationCommand],
    owned: &CommandRecord,
    settings: &CommandSync,
) -> ScopePlan {
    let mut plan = ScopePlan::new(scope);
    let mut there: HashMap<_, _> = registered
        .iter()
        .map(|command| ((command.kind, command.name.as_str()), *command))
        .collect();
    let own: HashSet<_> = declared
        .iter()
        .filter(|one| one.guild_id.is_some())
        .map(|one| (one.command.kind, one.command.name.as_str()))
        .collect();
    for one in declared {
        let key = (one.command.kind, one.command.name.as_str());
        // Meant for all places, and put in a guild for development.
        if scope != Scope::Global && one.guild_id.is_none() {
            let reason = if own.contains(&key) {
                Some(KeptReason::Shadowed)
            } else if key.0 == ApplicationCommandType::PrimaryEntryPoint {
                Some(KeptReason::NotInGuilds)
            } else {
                None
            };
            if let Some(reason) = reason {
                plan.keep(key.0, key.1, reason);
                continue;
            }
        }
        let declared = (*one).clone();
        let Some(command) = there.remove(&key) else {
            plan.creates.push(declared);
            continue;
        };
        let id = command.id;
        let differs = differences(&one.command, command, scope);
        if differs.is_empty() {
            plan.unchanged.push(Known { id, declared });
        } else {
            plan.updates.push(Update {
                id,
                declared,
                differs,
            });
        }
    }
    let is_owned = |id| {
        let mut known = owned.commands(scope).iter();
        known.any(|known| known.id == id)
    };
    // In the order Discord told them, for the same text each time.
    for command in registered {
        let key = (command.kind, command.name.as_str());
        if there.remove(&key).is_none() {
            continue;
        }
        if is_owned(command.id) {
            plan.deletes.push(removed(command));
        } else if key.0 == ApplicationCommandType::PrimaryEntryPoint {
            plan.keep(key.0, key.1, KeptReason::EntryPoint);
        } else if settings.delete_unknown {
            plan.deletes.push(removed(command));
        } else {
            plan.keep(key.0, key.1, KeptReason::NotOurs);
        }
    }
    plan
}

fn removed(command: &ApplicationCommand) -> Removed {
    Removed {
        id: command.id,
        kind: command.kind,
        name: command.name.as_str().to_owned(),
    }
}
