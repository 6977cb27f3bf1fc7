//! What a command's function can ask and do.

use std::{fmt, sync::Arc, time::Duration};

use tokio::{sync::Mutex, time::Instant};

use super::{
    error::{AnswerError, AnswerErrorKind},
    option::{CommandOption, OptionValue},
    spec::CommandSpec,
};
use crate::{
    dispatch::Context,
    event::InteractionCreate,
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::{
        ApplicationCommandData, ApplicationCommandOptionChoice, Interaction, InteractionData,
        Locale, Member, Message, MessageFlags, Modal, User,
    },
    rest::{
        self, ErrorCode, ErrorKind, RestClient,
        body::{EditMessage, InteractionResponse, NewMessage},
        resource::webhook::WebhookWithToken,
    },
};

/// How long Discord takes answers.
const LIFETIME: Duration = Duration::from_mins(15);

/// A command's call: who called it and from where, and the answers to it. Taken as the parameter `cx`.
///
/// Which of Discord's ways an answer takes follows from what happened before: the first answer, the answer that was
/// promised, or a further message. A cheap handle.
///
/// ```
/// use asyncord::{interactions::CommandContext, prelude::*};
///
/// /// Counts to three.
/// #[command]
/// async fn count(cx: CommandContext) -> Result {
///     for number in 1..=3 {
///         cx.reply(number.to_string()).await?;
///     }
///     Ok(())
/// }
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct CommandContext(Arc<Call>);

struct Call {
    interaction: Arc<InteractionCreate>,
    context: Context,
    spec: &'static CommandSpec,
    received: Instant,
    state: Mutex<Answered>,
}

/// How far the answering is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answered {
    No,
    /// The user sees that the bot thinks.
    Promised,
    Yes,
}

impl CommandContext {
    pub(super) fn new(
        interaction: Arc<InteractionCreate>,
        context: Context,
        spec: &'static CommandSpec,
    ) -> Self {
        Self(Arc::new(Call {
            interaction,
            context,
            spec,
            received: Instant::now(),
            state: Mutex::new(Answered::No),
        }))
    }

    /// The interaction.
    pub fn interaction(&self) -> &Interaction {
        &self.0.interaction
    }

    /// What the user called and gave; `None` of what is no command.
    pub fn data(&self) -> Option<&ApplicationCommandData> {
        match &self.0.interaction.data {
            InteractionData::ApplicationCommand(data)
            | InteractionData::ApplicationCommandAutocomplete(data) => Some(data),
            _ => None,
        }
    }

    /// Who called; `None` only where Discord leaves that out.
    pub fn user(&self) -> Option<&User> {
        self.0.interaction.invoking_user()
    }

    /// Who called, in a guild, with their permissions in the channel.
    pub fn member(&self) -> Option<&Member> {
        self.0.interaction.member.as_deref()
    }

    /// The guild it was called in.
    pub fn guild_id(&self) -> Option<Id<GuildMarker>> {
        self.0.interaction.guild_id
    }

    /// The channel it was called in.
    pub fn channel_id(&self) -> Option<Id<ChannelMarker>> {
        self.0.interaction.channel_id
    }

    /// The language of the user's client.
    pub fn locale(&self) -> Option<&Locale> {
        self.0.interaction.locale.as_ref()
    }

    /// As it was called: `/config role add`, or the name in a context menu.
    pub fn command_name(&self) -> String {
        self.0.spec.full_name()
    }

    /// An option by its name, `None` if it was not given: for functions that suggest, the options that the user has filled
    /// in so far.
    pub fn option<T: CommandOption>(&self, name: &str) -> Option<T> {
        let data = self.data()?;
        let value = &data.option(name)?.value;
        let resolved = data.resolved.as_deref();
        T::read(OptionValue { value, resolved }).ok()
    }

    /// The client of the HTTP API.
    pub fn client(&self) -> &RestClient {
        self.0.context.client()
    }

    /// What every handler can reach: the bot's clients, its arguments, and waiting for events.
    pub fn context(&self) -> &Context {
        &self.0.context
    }

    /// Sends a message: as the answer if there is none yet, in place of the promise if it was deferred, else as a further
    /// one.
    ///
    /// # Errors
    ///
    /// If more than 15 minutes have passed, or Discord refuses it.
    pub async fn reply(&self, message: impl Into<NewMessage> + Send) -> Result<(), AnswerError> {
        self.send(self.visible(message.into())).await
    }

    /// As [`reply`](Self::reply), and only the user sees it; after a deferral that others see it is seen by them too.
    ///
    /// # Errors
    ///
    /// As [`reply`](Self::reply).
    pub async fn reply_ephemeral(
        &self,
        message: impl Into<NewMessage> + Send,
    ) -> Result<(), AnswerError> {
        self.send(hidden(message.into())).await
    }

    /// Puts a message in place of the answer; sends it if there is none yet.
    ///
    /// # Errors
    ///
    /// As [`reply`](Self::reply).
    pub async fn edit(&self, message: impl Into<NewMessage> + Send) -> Result<(), AnswerError> {
        let message = self.visible(message.into());
        let mut state = self.0.state.lock().await;
        if *state == Answered::No {
            self.answer(
                &mut state,
                Answered::Yes,
                InteractionResponse::message(message),
            )
            .await
        } else {
            self.replace(&mut state, message).await
        }
    }

    /// Tells the user that the answer will come; it has 15 minutes then. Does nothing if there was an answer.
    ///
    /// A command that has not answered after two seconds does this by itself; `#[command(defer = "…")]` sets the time,
    /// `#[command(defer = "never")]` leaves it out.
    ///
    /// # Errors
    ///
    /// If Discord refuses it.
    pub async fn defer(&self) -> Result<(), AnswerError> {
        self.promise(self.0.spec.ephemeral).await
    }

    /// As [`defer`](Self::defer), and only the user will see the answer.
    ///
    /// # Errors
    ///
    /// As [`defer`](Self::defer).
    pub async fn defer_ephemeral(&self) -> Result<(), AnswerError> {
        self.promise(true).await
    }

    /// Opens a modal, as the first answer.
    ///
    /// # Errors
    ///
    /// If there was an answer or a deferral, or Discord refuses it.
    pub async fn modal(&self, modal: Modal) -> Result<(), AnswerError> {
        let mut state = self.0.state.lock().await;
        if *state != Answered::No {
            return Err(self.error(AnswerErrorKind::AlreadyAnswered));
        }
        self.answer(&mut state, Answered::Yes, InteractionResponse::modal(modal))
            .await
    }

    /// Answers with suggestions.
    pub(super) async fn suggest(
        &self,
        choices: Vec<ApplicationCommandOptionChoice>,
    ) -> Result<(), AnswerError> {
        let response = InteractionResponse::autocomplete(choices);
        let mut state = self.0.state.lock().await;
        self.answer(&mut state, Answered::Yes, response).await
    }

    /// The message that is the answer.
    ///
    /// # Errors
    ///
    /// If there is none, or Discord cannot be reached.
    pub async fn message(&self) -> Result<Message, AnswerError> {
        self.check()?;
        let get = self.followups().original();
        get.await.map_err(|error| self.rest(error))
    }

    /// Takes the answer away.
    ///
    /// # Errors
    ///
    /// If there is none, or Discord cannot be reached.
    pub async fn delete(&self) -> Result<(), AnswerError> {
        self.check()?;
        let delete = self.followups().delete_original();
        delete.await.map_err(|error| self.rest(error))
    }

    /// Answers where nothing else did: a call without an answer looks like a failure to the user.
    pub(super) async fn conclude(&self) -> Result<(), AnswerError> {
        self.give_up("Done.").await
    }

    /// Answers in place of a function that will not, unless there was an answer.
    pub(super) async fn give_up(&self, text: &str) -> Result<(), AnswerError> {
        let state = *self.0.state.lock().await;
        match state {
            Answered::Yes => Ok(()),
            Answered::No | Answered::Promised => self.reply_ephemeral(text).await,
        }
    }

    async fn send(&self, message: NewMessage) -> Result<(), AnswerError> {
        let mut state = self.0.state.lock().await;
        match *state {
            Answered::No => {
                let response = InteractionResponse::message(message);
                self.answer(&mut state, Answered::Yes, response).await
            }
            Answered::Promised => self.replace(&mut state, message).await,
            Answered::Yes => {
                self.check()?;
                let send = self.followups().execute(message);
                send.await.map(drop).map_err(|error| self.rest(error))
            }
        }
    }

    async fn promise(&self, ephemeral: bool) -> Result<(), AnswerError> {
        let mut state = self.0.state.lock().await;
        if *state != Answered::No {
            return Ok(());
        }
        let response = InteractionResponse::deferred_message();
        let response = if ephemeral {
            response.ephemeral()
        } else {
            response
        };
        self.answer(&mut state, Answered::Promised, response).await
    }

    /// Gives the first answer. Of one that failed on its way nobody knows whether it has arrived: it counts, for a second
    /// first answer would be refused.
    async fn answer(
        &self,
        state: &mut Answered,
        then: Answered,
        response: InteractionResponse,
    ) -> Result<(), AnswerError> {
        self.check()?;
        let response = self.0.interaction.respond(self.client(), response);
        let result = response.await;
        let counts = match &result {
            Ok(_) => true,
            Err(error) => {
                matches!(
                    error.kind(),
                    ErrorKind::Transport
                        | ErrorKind::Timeout
                        | ErrorKind::Server
                        | ErrorKind::Decode
                ) || error.code() == Some(ErrorCode::INTERACTION_ALREADY_ACKNOWLEDGED)
            }
        };
        if counts {
            *state = then;
        }
        result.map(drop).map_err(|error| self.rest(error))
    }

    /// Puts a message in place of the answer or the promise of one.
    async fn replace(&self, state: &mut Answered, message: NewMessage) -> Result<(), AnswerError> {
        self.check()?;
        let edit = EditMessage::from(message);
        let update = self.followups().update_original().changes(edit);
        update.await.map_err(|error| self.rest(error))?;
        *state = Answered::Yes;
        Ok(())
    }

    fn followups(&self) -> WebhookWithToken {
        let interaction = &self.0.interaction;
        // Discord tells it always; of the others none is asked for with this id.
        let application = interaction.application_id.unwrap_or(Id::new(0));
        self.client()
            .interactions()
            .followups(application, &interaction.token)
    }

    fn visible(&self, message: NewMessage) -> NewMessage {
        if self.0.spec.ephemeral {
            hidden(message)
        } else {
            message
        }
    }

    fn check(&self) -> Result<(), AnswerError> {
        if self.0.received.elapsed() < LIFETIME {
            Ok(())
        } else {
            Err(self.error(AnswerErrorKind::Expired))
        }
    }

    fn rest(&self, error: rest::Error) -> AnswerError {
        self.error(AnswerErrorKind::Rest(error))
    }

    fn error(&self, kind: AnswerErrorKind) -> AnswerError {
        AnswerError::new(self.command_name(), kind)
    }
}

/// A message that only the user sees.
fn hidden(mut message: NewMessage) -> NewMessage {
    message.flags = Some(message.flags.unwrap_or_default() | MessageFlags::EPHEMERAL);
    message
}

impl fmt::Debug for CommandContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CommandContext")
            .field("command", &self.command_name())
            .field("interaction", &self.0.interaction.id)
            .finish_non_exhaustive()
    }
}

/// What a command can take as `cx`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the parameter name `cx` is reserved for `asyncord::interactions::CommandContext`, found `{Self}`",
    label = "expected `CommandContext`, `Context`, or a reference to one",
    note = "rename the parameter to receive an argument of your own"
)]
pub trait CommandContextParam: Sized {
    fn take(context: &CommandContext) -> Self;
    fn borrow(context: &CommandContext) -> &Self;
}

#[diagnostic::do_not_recommend]
impl CommandContextParam for CommandContext {
    fn take(context: &CommandContext) -> Self {
        context.clone()
    }

    fn borrow(context: &CommandContext) -> &Self {
        context
    }
}

#[diagnostic::do_not_recommend]
impl CommandContextParam for Context {
    fn take(context: &CommandContext) -> Self {
        context.context().clone()
    }

    fn borrow(context: &CommandContext) -> &Self {
        context.context()
    }
}
