//! What applications answer. Discord docs: Receiving and Responding/Responding to an Interaction.

use serde_json::{Value, json};

use super::{
    super::{
        Changed, Event, Refusal, Store,
        bits::{message_flag, permission},
        command::kind as command_kind,
        ids::{InteractionId, MessageId},
        message::{Message, Reference, kind as message_kind},
        posting::{Draft, MessageEdit},
    },
    Interaction, Status, callback, kind,
};

/// The first word of an application.
#[derive(Debug)]
pub(crate) enum Answer {
    Message(Draft),
    /// A message will come; these are its flags.
    DeferredMessage(u64),
    DeferredUpdate,
    Update(MessageEdit),
    /// Proposals for the option that is being typed.
    Choices(Value),
    /// What the person is to fill in.
    Modal {
        title: String,
        custom_id: String,
        components: Vec<Value>,
    },
    PremiumRequired,
    LaunchActivity,
}

impl Answer {
    fn callback(&self) -> u8 {
        match self {
            Self::Message(_) => callback::MESSAGE,
            Self::DeferredMessage(_) => callback::DEFERRED_MESSAGE,
            Self::DeferredUpdate => callback::DEFERRED_UPDATE,
            Self::Update(_) => callback::UPDATE,
            Self::Choices(_) => callback::CHOICES,
            Self::Modal { .. } => callback::MODAL,
            Self::PremiumRequired => callback::PREMIUM_REQUIRED,
            Self::LaunchActivity => callback::LAUNCH_ACTIVITY,
        }
    }
}

/// Which answers a kind of interactions takes.
fn allowed(interaction: &Interaction) -> &'static [u8] {
    const COMMAND: &[u8] = &[4, 5, 9, 10, 12];
    const COMPONENT: &[u8] = &[4, 5, 6, 7, 9, 10, 12];
    const MODAL: &[u8] = &[4, 5, 10, 12];
    const MODAL_OF_COMPONENT: &[u8] = &[4, 5, 6, 7, 10, 12];

    match interaction.kind {
        kind::APPLICATION_COMMAND => COMMAND,
        kind::MESSAGE_COMPONENT => COMPONENT,
        kind::AUTOCOMPLETE => &[callback::CHOICES],
        _ if interaction.message_id.is_some() => MODAL_OF_COMPONENT,
        _ => MODAL,
    }
}

impl Store {
    /// The interaction that is to be answered this way, if it still can be.
    pub(crate) fn to_answer(
        &self,
        id: InteractionId,
        token: &str,
        callback: u8,
    ) -> Result<&Interaction, Refusal> {
        let interaction = self.interaction(id)?;
        if interaction.token != token {
            return Err(Refusal::UNKNOWN_INTERACTION.because("the token is of another interaction"));
        }
        match interaction.status {
            Status::Waiting => {}
            Status::Failed => {
                let why = "the answer came after more than 3 seconds";
                return Err(Refusal::UNKNOWN_INTERACTION.because(why));
            }
            Status::Answered(_) => return Err(Refusal::ALREADY_ACKNOWLEDGED),
        }
        let allowed = allowed(interaction);
        if allowed.contains(&callback) {
            return Ok(interaction);
        }
        let list: Vec<String> = allowed.iter().map(u8::to_string).collect();
        let message = format!("Value must be one of {{{}}}.", list.join(", "));
        Err(Refusal::field("type", "BASE_TYPE_CHOICES", message))
    }

    /// Answers an interaction.
    pub(crate) fn answer(
        &mut self,
        id: InteractionId,
        token: &str,
        answer: Answer,
    ) -> Result<Changed<()>, Refusal> {
        let callback = answer.callback();
        let interaction = self.to_answer(id, token, callback)?.clone();
        let mut events = Vec::new();
        let mut original = None;
        let mut shown = Value::Null;
        match answer {
            Answer::Message(draft) => {
                let (message, event) = self.respond(&interaction, draft, false)?;
                original = Some(message);
                events.push(event);
            }
            Answer::DeferredMessage(flags) => {
                let draft = Draft {
                    flags: flags & message_flag::EPHEMERAL | message_flag::LOADING,
                    ..Draft::default()
                };
                let (message, event) = self.respond(&interaction, draft, false)?;
                original = Some(message);
                events.push(event);
            }
            Answer::DeferredUpdate => original = interaction.message_id,
            Answer::Update(edit) => {
                original = interaction.message_id;
                if let Some(message) = original {
                    events = self.edit_as(&interaction, message, edit)?.events;
                }
            }
            Answer::Choices(choices) => shown = choices,
            Answer::Modal {
                title,
                custom_id,
                components,
            } => {
                shown = json!({
                    "id": id,
                    "application_id": interaction.application_id,
                    "title": title,
                    "custom_id": custom_id,
                    "components": components,
                });
            }
            Answer::PremiumRequired | Answer::LaunchActivity => {}
        }
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.status = Status::Answered(callback);
            interaction.original = original;
            interaction.shown = shown;
        }
        self.interactions_moved = true;
        Ok(Changed::new((), events))
    }

    /// Posts an answer or a later message.
    pub(super) fn respond(
        &mut self,
        interaction: &Interaction,
        draft: Draft,
        is_followup: bool,
    ) -> Result<(MessageId, Event), Refusal> {
        let channel_id = interaction.channel_id;
        let guild = interaction.guild_id;
        let mut flags = draft.flags;
        if self.only_for_user(interaction) {
            flags |= message_flag::EPHEMERAL;
        }
        let replied = if is_followup {
            interaction.original
        } else {
            interaction.message_id
        };
        let mut metadata = interaction.metadata.clone();
        if let Some(original) = interaction.original.filter(|_| is_followup) {
            metadata["original_response_message_id"] = json!(original);
        }
        let id = self.clock.next_id();
        let message = Message {
            kind: match (replied, interaction.command_kind) {
                (None, Some(command_kind::USER | command_kind::MESSAGE)) => {
                    message_kind::CONTEXT_MENU_COMMAND
                }
                (None, Some(_)) => message_kind::CHAT_INPUT_COMMAND,
                (None, None) => message_kind::DEFAULT,
                (Some(_), _) => message_kind::REPLY,
            },
            flags,
            reference: replied.map(|message_id| Reference {
                kind: 0,
                guild_id: guild,
                channel_id,
                message_id,
            }),
            application_id: Some(interaction.application_id),
            webhook: None,
            interaction: Some(metadata),
            visible_to: (flags & message_flag::EPHEMERAL != 0).then_some(interaction.user_id),
            ..Message::new(id, channel_id, interaction.application_id.cast())
        };
        let is_loading = flags & message_flag::LOADING != 0;
        if draft.is_empty() && !is_loading {
            return Err(Refusal::EMPTY_MESSAGE);
        }
        let draft = Draft {
            flags,
            reference: None,
            allowed_mentions: draft.allowed_mentions.or_users(),
            ..draft
        };
        let message = self.compose(message, draft)?;
        let event = self.insert_message(message)?;
        Ok((id, event))
    }

    /// Whether answers are shown to the user alone, since applications of users are not wanted there.
    fn only_for_user(&self, interaction: &Interaction) -> bool {
        interaction.external
            && interaction.guild_id.is_some()
            && self.channel(interaction.channel_id).is_ok_and(|channel| {
                let bits = self.permissions_in(channel, interaction.user_id);
                bits & permission::USE_EXTERNAL_APPS == 0
            })
    }

    /// Changes a message that belongs to an interaction; one that was promised is there then.
    pub(super) fn edit_as(
        &mut self,
        interaction: &Interaction,
        id: MessageId,
        mut edit: MessageEdit,
    ) -> Result<Changed<()>, Refusal> {
        let mut message = self.message(interaction.channel_id, id)?.clone();
        let was_loading = message.flags & message_flag::LOADING != 0;
        message.flags &= !message_flag::LOADING;
        edit.allowed_mentions = edit.allowed_mentions.or_users();
        self.rewrite(message, edit, !was_loading)
    }
}
