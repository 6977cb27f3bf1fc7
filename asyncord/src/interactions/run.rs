//! A command's call, from the interaction to the answer.

use std::{
    panic::{AssertUnwindSafe, resume_unwind},
    pin::Pin,
    sync::Arc,
};

use futures_util::FutureExt;
use tokio::time::sleep;

use super::{
    context::CommandContext,
    error::{OptionError, UserError},
    output::Reply,
    spec::{CommandKind, CommandSpec},
};
use crate::{
    BoxError,
    dispatch::private::{CallContext, CallFuture},
    event::InteractionCreate,
    model::{ApplicationCommandData, InteractionData, Message, User},
};

/// What a user reads of an error that is not for them.
const FAILED: &str = "Something went wrong, and the command could not be carried out.";

/// A command's function under way.
type Running = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// Boxes a command's call; asks in one place that it can move between threads.
#[doc(hidden)]
pub fn boxed_command<F>(future: F) -> Running
where
    F: Future<Output = Reply> + Send + 'static,
{
    Box::pin(future)
}

/// Whether an interaction calls this command.
#[doc(hidden)]
pub fn is_for(spec: &'static CommandSpec) -> impl Fn(&InteractionCreate) -> bool {
    move |interaction| match &interaction.data {
        InteractionData::ApplicationCommand(data) => calls(spec, data),
        _ => false,
    }
}

pub(super) fn calls(spec: &CommandSpec, data: &ApplicationCommandData) -> bool {
    if data.kind != spec.kind.command_type() || Some(&data.name.as_str()) != spec.path.first() {
        return false;
    }
    if spec.kind != CommandKind::ChatInput {
        return true;
    }
    let group = data.subcommand_group().map(|group| group.name.as_str());
    let subcommand = data.subcommand().map(|command| command.name.as_str());
    let used = group.into_iter().chain(subcommand);
    used.eq(spec.path.iter().skip(1).copied())
}

/// Calls a command's function, and brings its answer to the user.
#[doc(hidden)]
pub fn command<F>(
    spec: &'static CommandSpec,
    interaction: Arc<InteractionCreate>,
    context: &CallContext,
    call: F,
) -> CallFuture
where
    F: FnOnce(CommandContext) -> Running,
{
    let cx = CommandContext::new(interaction, context.context().clone(), spec);
    let running = call(cx.clone());
    Box::pin(finish(spec, cx, running))
}

/// The part that is compiled once and not for each command.
async fn finish(
    spec: &'static CommandSpec,
    cx: CommandContext,
    mut running: Running,
) -> Result<(), BoxError> {
    let mut unanswered = Unanswered(Some(cx.clone()));
    let mut running = AssertUnwindSafe(&mut running).catch_unwind();
    let ended = match spec.defer {
        None => running.await,
        Some(time) => tokio::select! {
            biased;
            ended = &mut running => ended,
            () = sleep(time) => {
                // The function goes on: the user may still get its answer.
                if let Err(error) = cx.defer().await {
                    tracing::warn!(command = cx.command_name(), %error, "the answer was not deferred");
                }
                running.await
            }
        },
    };
    unanswered.0 = None;
    let error = match ended {
        Ok(Ok(Some(message))) => cx.reply(message).await.err().map(Into::into),
        Ok(Ok(None)) => cx.conclude().await.err().map(Into::into),
        Ok(Err(error)) => Some(error),
        Err(panic) => {
            // The panic is what is reported; that the user was not told follows from it.
            let _ = cx.reply_ephemeral(FAILED).await;
            resume_unwind(panic)
        }
    };
    let Some(error) = error else {
        return Ok(());
    };
    let text = readable(&*error);
    let told = cx.reply_ephemeral(text.as_deref().unwrap_or(FAILED)).await;
    if error.is::<UserError>() {
        // It was meant for the user, and no failure unless they did not get it.
        return Ok(told?);
    }
    Err(error)
}

/// A call that is dropped before it has ended, because its time is over or the bot stops, leaves its user waiting: this
/// tells them.
struct Unanswered(Option<CommandContext>);

impl Drop for Unanswered {
    fn drop(&mut self) {
        let runtime = tokio::runtime::Handle::try_current();
        if let (Some(cx), Ok(runtime)) = (self.0.take(), runtime) {
            // There is nobody left to tell of a failure.
            runtime.spawn(async move { cx.give_up(FAILED).await.ok() });
        }
    }
}

/// What a user may read of an error.
fn readable(error: &(dyn std::error::Error + Send + Sync + 'static)) -> Option<String> {
    if error.is::<UserError>() {
        return Some(error.to_string());
    }
    let error = error.downcast_ref::<OptionError>()?;
    Some(format!(
        "This does not fit: {error}. The command may have changed; try again in a minute."
    ))
}

/// What a command of a context menu was called on.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a context menu opens on",
    label = "expected `User`, `ResolvedMember` or `Message`"
)]
pub trait TargetParam: Sized {
    const KIND: CommandKind;

    fn take(data: &ApplicationCommandData) -> Result<Self, OptionError>;
}

/// Reads what the context menu opened on.
#[doc(hidden)]
pub fn read_target<T: TargetParam>(cx: &CommandContext) -> Result<T, OptionError> {
    match cx.data() {
        Some(data) => T::take(data),
        None => Err(OptionError::missing().at("target")),
    }
}

#[diagnostic::do_not_recommend]
impl TargetParam for User {
    const KIND: CommandKind = CommandKind::User;

    fn take(data: &ApplicationCommandData) -> Result<Self, OptionError> {
        let user = data.target_user().cloned();
        user.ok_or_else(|| OptionError::missing().at("target"))
    }
}

#[diagnostic::do_not_recommend]
impl TargetParam for super::ResolvedMember {
    const KIND: CommandKind = CommandKind::User;

    fn take(data: &ApplicationCommandData) -> Result<Self, OptionError> {
        match (data.target_user(), data.target_member()) {
            (Some(user), Some(member)) => Ok(Self {
                user: user.clone(),
                member: member.clone(),
            }),
            _ => Err(OptionError::new("is not a member of this server").at("target")),
        }
    }
}

#[diagnostic::do_not_recommend]
impl TargetParam for Message {
    const KIND: CommandKind = CommandKind::Message;

    fn take(data: &ApplicationCommandData) -> Result<Self, OptionError> {
        let message = data.target_message().cloned();
        message.ok_or_else(|| OptionError::missing().at("target"))
    }
}
