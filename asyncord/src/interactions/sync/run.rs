//! The whole of it: ask, compare, tell, write, remember.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    CommandRecord, CommandSync, DeclaredCommand, Plan, Scope, SyncError, SyncErrorKind,
    apply::{Apply, check_limits},
    declared::check,
    place::Place,
    plan,
};
use crate::{
    RestClient,
    id::{Id, marker::ApplicationMarker},
    model::{ApplicationCommand, Timestamp},
    rest::{self, ErrorKind},
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// What differed.
    pub plan: Plan,
    /// Whether it was only told, and not written.
    pub dry_run: bool,
    /// The declared commands as they are registered, with their ids and guilds; without those that a dry run did not make.
    pub commands: Vec<ApplicationCommand>,
}

/// Registers the declared commands of an application: compares, logs what differs, and writes only that.
///
/// The places that are asked for are those that commands are declared for, and those where some are known to be left.
/// Most of a place is written by one request, where nothing else is in it.
///
/// # Errors
///
/// If something is wrong with the declarations, the bot cannot have commands in a guild, there are too many commands, or
/// Discord fails. All that can be checked is checked before anything is written.
///
/// A store that fails is told by a warning, and nothing is deleted then.
pub async fn sync(
    client: &RestClient,
    application_id: Id<ApplicationMarker>,
    declared: Vec<DeclaredCommand>,
    settings: &CommandSync,
) -> Result<Report, SyncError> {
    if settings.is_off() {
        return Ok(Report::default());
    }
    check(&declared)?;
    let at = |scope| Place {
        client,
        application_id,
        scope,
    };
    let before = load(application_id, settings).await;
    let mut record = before.clone().unwrap_or_default();

    let wanted: BTreeSet<Scope> = declared.iter().map(|one| settings.scope_of(one)).collect();
    let mut registered = Vec::new();
    let mut refused = Vec::new();
    for scope in scopes(&wanted, &record, settings) {
        match at(scope).list().await {
            Ok(commands) => {
                if commands.is_empty() {
                    // Whatever was known to be there is gone.
                    record.scope_mut(scope).commands.clear();
                }
                registered.extend(commands);
            }
            Err(error) => match scope {
                Scope::Guild(_) if !is_out_of_reach(&error) => return Err(not_read(scope, error)),
                Scope::Global => return Err(not_read(scope, error)),
                Scope::Guild(_) if wanted.contains(&scope) => refused.push((scope, error)),
                // The bot has left the guild, and its commands have gone with it.
                Scope::Guild(_) => record.scope_mut(scope).commands.clear(),
            },
        }
    }
    if let Some(error) = guilds_out_of_reach(application_id, &declared, settings, refused) {
        return Err(error);
    }

    let plan = plan(&declared, &registered, &record, settings);
    tell(application_id, &plan, settings);
    for scope in &plan.scopes {
        check_limits(scope, &record)?;
    }
    let mut report = Report {
        dry_run: settings.dry_run,
        ..Report::default()
    };
    if settings.dry_run {
        let is_known = |command: &ApplicationCommand| {
            let mut scopes = plan.scopes.iter();
            scopes.any(|scope| scope.declares(command.id))
        };
        report.commands = registered.into_iter().filter(is_known).collect();
        report.plan = plan;
        return Ok(report);
    }
    let total = plan.scopes.iter().map(super::ScopePlan::writes).sum();
    let mut done = 0;
    let mut result = Ok(());
    for scope in &plan.scopes {
        let mut apply = Apply {
            place: at(scope.scope),
            record: &mut record,
            commands: Vec::new(),
            done,
            total,
        };
        result = apply.apply(scope, &registered).await;
        done = apply.done;
        report.commands.append(&mut apply.commands);
        if result.is_err() {
            break;
        }
    }
    // Also what was written before a failure is ours.
    save(application_id, settings, before, record).await;
    result?;
    if done > 0 {
        tracing::info!(%application_id, "{done} commands were written");
    }
    report.plan = plan;
    Ok(report)
}

/// The places to ask for.
fn scopes(
    wanted: &BTreeSet<Scope>,
    record: &CommandRecord,
    settings: &CommandSync,
) -> BTreeSet<Scope> {
    let mut scopes = wanted.clone();
    let known = record.scopes.iter();
    let known = known.filter(|scope| !scope.commands.is_empty());
    scopes.extend(known.map(|scope| Scope::from(scope.guild_id)));
    if settings.delete_unknown {
        scopes.insert(Scope::Global);
        scopes.extend(settings.dev_guild.map(Scope::Guild));
    }
    if settings.dev_guild.is_some() {
        scopes.remove(&Scope::Global);
    }
    scopes
}

fn tell(application_id: Id<ApplicationMarker>, plan: &Plan, settings: &CommandSync) {
    if plan.is_empty() && !plan.keeps_unknown() {
        return;
    }
    let dry = if settings.dry_run {
        " (a dry run: nothing is written)"
    } else {
        ""
    };
    if tracing::dispatcher::has_been_set() {
        tracing::info!(%application_id, "commands{dry}:\n{plan}");
    } else if settings.dry_run {
        // Whoever asks for a dry run wants to see it.
        eprintln!("asyncord: commands{dry}:\n{plan}");
    }
}

/// What is known of the application; `None` if that is not known.
async fn load(
    application_id: Id<ApplicationMarker>,
    settings: &CommandSync,
) -> Option<CommandRecord> {
    let loaded = settings.store.as_ref()?.load(application_id).await;
    match loaded {
        Ok(record) => Some(record),
        Err(error) => {
            crate::warn_user(format_args!(
                "{error}; commands that are not declared any more are not deleted"
            ));
            None
        }
    }
}

async fn save(
    application_id: Id<ApplicationMarker>,
    settings: &CommandSync,
    before: Option<CommandRecord>,
    mut record: CommandRecord,
) {
    // What could not be read is not replaced.
    let (Some(store), Some(before)) = (&settings.store, before) else {
        return;
    };
    record.tidy(Timestamp::now().unix_seconds());
    if before == record {
        return;
    }
    if let Err(error) = store.save(application_id, record).await {
        crate::warn_user(format_args!(
            "{error}; which commands were registered is not known to the next start"
        ));
    }
}

/// Whether the bot is not in a guild, or may not have commands there.
fn is_out_of_reach(error: &rest::Error) -> bool {
    matches!(error.kind(), ErrorKind::Forbidden | ErrorKind::NotFound)
}

fn not_read(scope: Scope, error: rest::Error) -> SyncError {
    let message = format!("{scope}: {error}\nnothing was written");
    SyncError::new(SyncErrorKind::Rest, message).because(error)
}

fn guilds_out_of_reach(
    application_id: Id<ApplicationMarker>,
    declared: &[DeclaredCommand],
    settings: &CommandSync,
    refused: Vec<(Scope, rest::Error)>,
) -> Option<SyncError> {
    let mut message = String::new();
    for (scope, error) in &refused {
        let Some(guild_id) = scope.guild_id() else {
            continue;
        };
        let first = declared.iter().find(|one| settings.scope_of(one) == *scope);
        let whose = match first {
            Some(one) if one.guild_id.is_some() => format!("declared at {}", one.location),
            _ => "of `CommandSync::dev_guild`".to_owned(),
        };
        let _ = writeln!(
            message,
            "the bot cannot have commands in guild {guild_id} ({whose}): {}; add it with the scope \
             `applications.commands`: https://discord.com/oauth2/authorize?client_id={application_id}\
             &scope=bot+applications.commands&guild_id={guild_id}",
            error.message()
        );
    }
    let (_, error) = refused.into_iter().next()?;
    message += "nothing was written";
    Some(SyncError::new(SyncErrorKind::Guild, message).because(error))
}
