//! Writes a plan, place by place.

use std::collections::HashMap;

use super::{
    CommandRecord, Kept, OwnedCommand, Removed, ScopePlan, SyncError, SyncErrorKind, Update,
    compare::{edit, to_send},
    declared::Called,
    place::Place,
};
use crate::{
    id::{Id, marker::CommandMarker},
    model::{ApplicationCommand, ApplicationCommandType, NewCommand, Timestamp},
    rest::{self, ErrorCode, ErrorKind},
};

/// How many commands can be made in a place in a day.
const MOST_CREATES: usize = 200;

/// How many commands of each sort can be in a place. Of others Discord knows.
const MOST: [(ApplicationCommandType, usize, &str); 4] = [
    (ApplicationCommandType::ChatInput, 100, "slash commands"),
    (ApplicationCommandType::User, 15, "user commands"),
    (ApplicationCommandType::Message, 15, "message commands"),
    (ApplicationCommandType::PrimaryEntryPoint, 1, "entry points"),
];

/// Checks that Discord will take a plan, as far as that is known before writing.
pub(super) fn check_limits(plan: &ScopePlan, record: &CommandRecord) -> Result<(), SyncError> {
    let scope = plan.scope;
    for (kind, most, sort) in MOST {
        let declared = declared_of(plan, kind);
        let others = plan.registered_kept().filter(|kept| kept.kind == kind);
        let others: Vec<&Kept> = others.collect();
        if declared + others.len() <= most {
            continue;
        }
        let (beside, instead) = match others.first() {
            Some(first) => {
                let called = Called(first.kind, &first.name);
                let count = others.len();
                (
                    format!(" beside {count} that are registered and stay ({called} is one)"),
                    "delete those with `CommandSync::delete_unknown(true)`, or ",
                )
            }
            None => (String::new(), ""),
        };
        let mut message = format!(
            "{scope}: {declared} {sort} are declared{beside}, Discord takes {most}: {instead}declare fewer"
        );
        if kind == ApplicationCommandType::ChatInput {
            message +=
                "; up to 25 commands fit in one as its subcommands (`/tags show`, `/tags edit`)";
        }
        message += "; nothing was written";
        return Err(SyncError::new(SyncErrorKind::TooMany, message));
    }
    let now = Timestamp::now().unix_seconds();
    let made = record
        .scope(scope)
        .map_or(0, |known| known.created_today(now));
    if made + plan.creates.len() > MOST_CREATES {
        let message = format!(
            "{scope}: {} commands are to be made, and {made} were made in the last 24 hours; Discord takes \
             {MOST_CREATES} a day: try again later; nothing was written",
            plan.creates.len()
        );
        return Err(SyncError::new(SyncErrorKind::DailyLimit, message));
    }
    Ok(())
}

/// How many commands of a sort will be registered because they are declared.
fn declared_of(plan: &ScopePlan, kind: ApplicationCommandType) -> usize {
    let creates = plan.creates.iter().map(|one| &one.command);
    let updates = plan.updates.iter().map(|one| &one.declared.command);
    let unchanged = plan.unchanged.iter().map(|one| &one.declared.command);
    let all = creates.chain(updates).chain(unchanged);
    all.filter(|command| command.kind == kind).count()
}

/// All commands of a place; those that are there name their ids.
pub(super) fn all_of(plan: &ScopePlan) -> Vec<NewCommand> {
    let unchanged = plan.unchanged.iter().map(|one| (one.id, &one.declared));
    let updates = plan.updates.iter().map(|one| (one.id, &one.declared));
    let known = unchanged.chain(updates).map(|(id, declared)| {
        let mut sent = to_send(&declared.command, plan.scope);
        sent.id = Some(id);
        sent
    });
    let creates = plan.creates.iter();
    let creates = creates.map(|declared| to_send(&declared.command, plan.scope));
    known.chain(creates).collect()
}

/// Writes the plan of one place.
pub(super) struct Apply<'a> {
    pub(super) place: Place<'a>,
    /// What is known of the place, kept up with each write.
    pub(super) record: &'a mut CommandRecord,
    /// The declared commands as they are registered.
    pub(super) commands: Vec<ApplicationCommand>,
    /// How many commands were written in all places.
    pub(super) done: usize,
    /// How many are to be.
    pub(super) total: usize,
}

impl Apply<'_> {
    /// Writes what differs, and notes what is there then.
    pub(super) async fn apply(
        &mut self,
        plan: &ScopePlan,
        registered: &[ApplicationCommand],
    ) -> Result<(), SyncError> {
        self.adopt(plan, registered);
        if plan.writes() == 0 {
            return Ok(());
        }
        if plan.is_bulk() {
            return self.overwrite(plan).await;
        }
        for update in &plan.updates {
            self.update(update).await?;
        }
        // The new first, so that a failure leaves a renamed command under its old name; unless there is no room.
        let has_room = MOST.iter().all(|(kind, most, _)| {
            let others = plan.registered_kept().map(|kept| kept.kind);
            let deletes = plan.deletes.iter().map(|removed| removed.kind);
            let others = others.chain(deletes).filter(|other| other == kind);
            declared_of(plan, *kind) + others.count() <= *most
        });
        if !has_room {
            self.delete(&plan.deletes).await?;
        }
        for one in &plan.creates {
            let made = self.create(&one.command).await?;
            self.own(made);
        }
        if has_room {
            self.delete(&plan.deletes).await?;
        }
        Ok(())
    }

    /// Commands that are there and declared are ours from now on.
    fn adopt(&mut self, plan: &ScopePlan, registered: &[ApplicationCommand]) {
        let by_id: HashMap<Id<CommandMarker>, &ApplicationCommand> =
            registered.iter().map(|one| (one.id, one)).collect();
        let unchanged = plan.unchanged.iter().map(|known| known.id);
        let unchanged = unchanged.filter_map(|id| by_id.get(&id));
        self.commands.extend(unchanged.map(|one| (*one).clone()));
        let updates = plan.updates.iter();
        let declared = updates
            .map(|one| (one.id, &one.declared))
            .chain(plan.unchanged.iter().map(|one| (one.id, &one.declared)))
            .map(|(id, one)| OwnedCommand::new(id, one.command.kind, one.command.name.as_str()));
        // Others that were known are gone, but for those that are deleted now.
        let deletes = plan.deletes.iter().filter(|one| {
            let known = self.record.commands(plan.scope);
            known.iter().any(|known| known.id == one.id)
        });
        let deletes = deletes.map(|one| OwnedCommand::new(one.id, one.kind, one.name.as_str()));
        let mut owned: Vec<_> = declared.chain(deletes).collect();
        owned.sort_by_key(|one| one.id);
        self.record.scope_mut(plan.scope).commands = owned;
    }

    fn own(&mut self, command: ApplicationCommand) {
        let record = self.record.scope_mut(self.place.scope);
        record.commands.retain(|known| known.id != command.id);
        let name = command.name.as_str();
        let owned = OwnedCommand::new(command.id, command.kind, name);
        record.commands.push(owned);
        record.commands.sort_by_key(|one| one.id);
        self.commands.push(command);
        self.done += 1;
    }

    async fn create(&mut self, command: &NewCommand) -> Result<ApplicationCommand, SyncError> {
        let sent = to_send(command, self.place.scope);
        let what = Called(command.kind, &command.name);
        let made = self.place.create(sent).await;
        let made = made.map_err(|error| self.failed(&what.to_string(), error))?;
        let now = Timestamp::now().unix_seconds();
        self.record.scope_mut(self.place.scope).created(now, 1);
        Ok(made)
    }

    async fn update(&mut self, update: &Update) -> Result<(), SyncError> {
        let command = &update.declared.command;
        let changed = match edit(command, &update.differs) {
            Some(edit) => match self.place.update(update.id, edit).await {
                Ok(changed) => Some(changed),
                // Another process has deleted it since.
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => {
                    let what = Called(command.kind, &command.name).to_string();
                    return Err(self.failed(&what, error));
                }
            },
            None => None,
        };
        let changed = match changed {
            Some(changed) => changed,
            None => self.create(command).await?,
        };
        self.own(changed);
        Ok(())
    }

    async fn delete(&mut self, deletes: &[Removed]) -> Result<(), SyncError> {
        for removed in deletes {
            match self.place.delete(removed.id).await {
                Ok(()) => {}
                // Another process was faster.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    let what = Called(removed.kind, &removed.name).to_string();
                    return Err(self.failed(&what, error));
                }
            }
            let record = self.record.scope_mut(self.place.scope);
            record.commands.retain(|known| known.id != removed.id);
            self.done += 1;
        }
        Ok(())
    }

    /// Writes all commands by one request; those that are there keep their ids.
    async fn overwrite(&mut self, plan: &ScopePlan) -> Result<(), SyncError> {
        let there = self.place.overwrite(all_of(plan)).await;
        let there = there.map_err(|error| self.failed(&plan.scope.to_string(), error))?;
        self.commands.clear();
        let now = Timestamp::now().unix_seconds();
        let record = self.record.scope_mut(plan.scope);
        record.created(now, plan.creates.len());
        record.commands.clear();
        let done = self.done;
        for command in there {
            self.own(command);
        }
        self.done = done + plan.writes();
        Ok(())
    }

    /// Why a write failed, and how far it had come.
    fn failed(&self, what: &str, error: rest::Error) -> SyncError {
        let (scope, done, total) = (self.place.scope, self.done, self.total);
        let so_far = format!("{done} of {total} commands were written before");
        let (kind, message) = if error.code() == Some(ErrorCode::MAXIMUM_DAILY_COMMAND_CREATES) {
            let message = format!(
                "{scope}: {what}: Discord takes {MOST_CREATES} new commands a day in a place, and no more today; \
                 {so_far}, the next start goes on from there"
            );
            (SyncErrorKind::DailyLimit, message)
        } else {
            let message = format!("{scope}: {what}: {error}\n{so_far}");
            (SyncErrorKind::Rest, message)
        };
        SyncError::new(kind, message).because(error)
    }
}
