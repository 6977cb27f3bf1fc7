//! Interactions: what people do with applications, and what those answer.

mod answer;
mod command;
mod component;
mod create;
mod followup;
mod modal;
mod option;
mod resolved;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::{
    answer::Answer,
    command::take_command_name,
    create::{Act, Use},
};

use super::{
    Event, Refusal, Store,
    ids::{ApplicationId, ChannelId, GuildId, InteractionId, MessageId, UserId},
};

/// How long an application has for its first word.
pub(crate) const ANSWER_MS: u64 = 3_000;
/// How long the token is good.
const TOKEN_MS: u64 = 15 * 60 * 1000;
/// How many more messages an application may write that only the user has installed.
const MOST_FOLLOWUPS: usize = 5;

/// Types of interactions. Discord docs: Receiving and Responding/Interaction Type.
pub(crate) mod kind {
    pub(crate) const APPLICATION_COMMAND: u8 = 2;
    pub(crate) const MESSAGE_COMPONENT: u8 = 3;
    pub(crate) const AUTOCOMPLETE: u8 = 4;
    pub(crate) const MODAL_SUBMIT: u8 = 5;
}

/// Types of answers. Discord docs: Receiving and Responding/Interaction Callback Type.
pub(crate) mod callback {
    pub(crate) const MESSAGE: u8 = 4;
    pub(crate) const DEFERRED_MESSAGE: u8 = 5;
    pub(crate) const DEFERRED_UPDATE: u8 = 6;
    pub(crate) const UPDATE: u8 = 7;
    pub(crate) const CHOICES: u8 = 8;
    pub(crate) const MODAL: u8 = 9;
    pub(crate) const PREMIUM_REQUIRED: u8 = 10;
    pub(crate) const LAUNCH_ACTIVITY: u8 = 12;
}

/// How far an interaction has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    Waiting,
    /// The application said nothing in time, or nothing that could be used.
    Failed,
    /// By an answer of this type.
    Answered(u8),
}

/// One interaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) application_id: ApplicationId,
    pub(crate) token: String,
    pub(crate) kind: u8,
    pub(crate) user_id: UserId,
    pub(crate) guild_id: Option<GuildId>,
    pub(crate) channel_id: ChannelId,
    /// The message of the component, also of the one that a modal came from.
    pub(crate) message_id: Option<MessageId>,
    /// The type of the command that it began with, if it began with one.
    command_kind: Option<u8>,
    /// The type of the option for which values are to be proposed.
    pub(crate) focused_kind: u8,
    /// As `interaction_metadata` of the messages that answer it.
    metadata: Value,
    /// The application is here for the user alone.
    external: bool,
    pub(crate) status: Status,
    /// The message that `@original` means.
    pub(crate) original: Option<MessageId>,
    /// What was written later.
    followups: Vec<MessageId>,
    /// The modal that it opened, or the values that it proposed.
    pub(crate) shown: Value,
}

impl Interaction {
    /// The type of its answer; 0 without one.
    pub(crate) fn callback(&self) -> u8 {
        match self.status {
            Status::Answered(callback) => callback,
            Status::Waiting | Status::Failed => 0,
        }
    }

    fn is_over(&self, now: u64) -> bool {
        now > self.id.timestamp_ms().saturating_add(TOKEN_MS)
    }
}

/// A token that bears the id, as Discord's do.
fn token(id: InteractionId) -> String {
    let random: String = std::iter::repeat_with(fastrand::alphanumeric)
        .take(96)
        .collect();
    URL_SAFE_NO_PAD.encode(format!("interaction:{id}:{random}"))
}

/// The interaction whose token it is, if it is one.
fn id_in(token: &str) -> Option<InteractionId> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    text.strip_prefix("interaction:")?
        .split(':')
        .next()?
        .parse()
        .ok()
}

/// Whether a webhook's token is that of an interaction.
pub(crate) fn is_token(token: &str) -> bool {
    id_in(token).is_some()
}

impl Store {
    pub(crate) fn interaction(&self, id: InteractionId) -> Result<&Interaction, Refusal> {
        self.interactions
            .get(&id)
            .ok_or(Refusal::UNKNOWN_INTERACTION)
    }

    /// The interaction of an application that a token is good for.
    pub(crate) fn interaction_by_token(
        &self,
        application: ApplicationId,
        token: &str,
    ) -> Result<&Interaction, Refusal> {
        let found = id_in(token)
            .and_then(|id| self.interactions.get(&id))
            .filter(|found| found.application_id == application && found.token == token)
            .ok_or(Refusal::UNKNOWN_WEBHOOK)?;
        if found.is_over(self.clock.now()) {
            let why = "the token was good for 15 minutes";
            return Err(Refusal::INVALID_WEBHOOK_TOKEN.because(why));
        }
        match found.status {
            Status::Answered(_) => Ok(found),
            Status::Waiting | Status::Failed => {
                let why = "the interaction must be answered first";
                Err(Refusal::UNKNOWN_WEBHOOK.because(why))
            }
        }
    }

    /// The application that an interaction's token was given to.
    pub(crate) fn application_of_token(&self, token: &str) -> Option<ApplicationId> {
        let interaction = self.interactions.get(&id_in(token)?)?;
        (interaction.token == token).then_some(interaction.application_id)
    }

    /// Whether an interaction has not been answered yet and may be.
    pub(crate) fn is_waiting(&self, id: InteractionId) -> bool {
        self.interactions
            .get(&id)
            .is_some_and(|interaction| interaction.status == Status::Waiting)
    }

    /// Whether an interaction has come further; once after each time.
    pub(crate) fn take_interactions_moved(&mut self) -> bool {
        std::mem::take(&mut self.interactions_moved)
    }

    /// Gives up waiting for an answer.
    pub(crate) fn fail_interaction(&mut self, id: InteractionId) -> Vec<Event> {
        if let Some(interaction) = self.interactions.get_mut(&id)
            && interaction.status == Status::Waiting
        {
            interaction.status = Status::Failed;
            self.interactions_moved = true;
        }
        Vec::new()
    }

    /// What the person is told of what came of an interaction.
    pub(crate) fn outcome(&self, id: InteractionId) -> Result<Value, Refusal> {
        let interaction = self.interaction(id)?;
        let Status::Answered(callback) = interaction.status else {
            let error = "The application did not respond";
            return Ok(json!({
                "id": id, "status": "failed", "callback_type": null, "error": error,
            }));
        };
        let is_deferred = matches!(
            callback,
            callback::DEFERRED_MESSAGE | callback::DEFERRED_UPDATE
        );
        let status = if is_deferred { "deferred" } else { "answered" };
        let mut json = json!({ "id": id, "status": status, "callback_type": callback });
        match callback {
            callback::CHOICES => json["choices"] = interaction.shown.clone(),
            callback::MODAL => json["modal"] = interaction.shown.clone(),
            _ => {}
        }
        if let Some(message) = interaction.original
            && let Ok(message) = self.message(interaction.channel_id, message)
        {
            json["message"] = self.message_json(message, Some(interaction.user_id));
            if let Some(user) = message.visible_to {
                json["message"]["visible_to"] = json!(user);
            }
        }
        Ok(json)
    }
}
