//! Answers to interactions.

use super::{AllowedMentions, EditMessage, NewMessage};
use crate::{
    model::{
        ApplicationCommandOptionChoice, ApplicationCommandOptionType, ChoiceValue,
        InteractionCallbackType, List, MessageFlags, Modal, SkuIneligibilityReason, Text,
        limits::{self, Limited, check_choices},
        wire::{Keys, object, tagged},
    },
    rest::{check::Faults, request::Body, transport::Payload},
};

/// An answer to an interaction, within three seconds.
///
/// ```
/// use asyncord::{model::component::{Label, Modal, TextInput}, rest::body::InteractionResponse};
///
/// let secret = InteractionResponse::message("only you see this").ephemeral();
/// let later = InteractionResponse::deferred_message();
/// let choices = InteractionResponse::autocomplete([("Red", "red"), ("Blue", "blue")]);
/// let modal = Modal::new("bug", "Report a bug", [Label::new("What happened?", TextInput::short("what"))]);
/// let dialog = InteractionResponse::modal(modal);
/// # for response in [secret, later, choices, dialog] { assert!(response.validate().is_ok()); }
/// ```
///
/// Discord docs: Receiving and Responding/Interaction Response Object.
#[tagged(key = "type")]
pub enum InteractionResponse {
    /// Answers a ping.
    #[tag(1)]
    Pong(EmptyResponse),
    /// Sends a message.
    #[tag(4)]
    ChannelMessageWithSource(Box<MessageResponse>),
    /// Sends a message later; of what it carries only the flag `EPHEMERAL` counts.
    #[tag(5)]
    DeferredChannelMessageWithSource(Box<MessageResponse>),
    /// Edits the component's message later; the user sees nothing.
    #[tag(6)]
    DeferredUpdateMessage(EmptyResponse),
    /// Edits the component's message.
    #[tag(7)]
    UpdateMessage(Box<UpdateResponse>),
    /// Suggests choices.
    #[tag(8)]
    ApplicationCommandAutocompleteResult(Box<AutocompleteResponse>),
    /// Opens a modal.
    #[tag(9)]
    Modal(Box<ModalResponse>),
    /// Offers an upgrade; deprecated for a button of the premium style.
    #[tag(10)]
    PremiumRequired(EmptyResponse),
    /// Launches the application's Activity.
    #[tag(12)]
    LaunchActivity(EmptyResponse),
    /// Tells whether a user may buy a SKU; in Discord's specification, not in its documentation.
    #[tag(13)]
    SocialLayerSkuPurchaseEligibility(Box<PurchaseEligibilityResponse>),
}

/// An answer that carries nothing.
///
/// Discord docs: Receiving and Responding/Interaction Response Structure.
#[object]
#[derive(Copy, Default, Eq)]
pub struct EmptyResponse {}

/// An answer that sends a message.
///
/// Discord docs: Receiving and Responding/Messages.
#[object]
#[derive(Default)]
pub struct MessageResponse {
    /// The message; of the flags `EPHEMERAL` can be set too: only the user sees it.
    pub data: Option<NewMessage>,
}

/// An answer that edits the component's message.
///
/// Discord docs: Receiving and Responding/Messages.
#[object]
#[derive(Default)]
pub struct UpdateResponse {
    /// The changes.
    pub data: Option<EditMessage>,
}

/// An answer that suggests choices.
///
/// Discord docs: Receiving and Responding/Autocomplete.
#[object]
#[derive(Default)]
pub struct AutocompleteResponse {
    /// The choices.
    #[wire(or_default)]
    pub data: AutocompleteChoices,
}

/// Choices for what a user writes.
///
/// Discord docs: Receiving and Responding/Autocomplete.
#[object]
#[derive(Default)]
pub struct AutocompleteChoices {
    /// The choices, up to 25; `None` counts as none.
    pub choices: Option<List<ApplicationCommandOptionChoice>>,
}

/// An answer that opens a modal.
///
/// Discord docs: Receiving and Responding/Modal.
#[object]
pub struct ModalResponse {
    /// The modal.
    pub data: Box<Modal>,
}

/// An answer that tells whether a user may buy a SKU.
#[object]
#[derive(Default)]
pub struct PurchaseEligibilityResponse {
    /// Whether, and why not.
    #[wire(or_default)]
    pub data: PurchaseEligibility,
}

/// Whether a user may buy a SKU; in Discord's specification, not in its documentation.
#[object]
#[derive(Default)]
pub struct PurchaseEligibility {
    /// Whether the user may.
    #[wire(always)]
    pub eligible: bool,
    /// Why not.
    pub ineligible_reason: Option<SkuIneligibilityReason>,
    /// Why not, in words, up to 255 characters.
    pub ineligible_reason_description: Option<Text>,
}

impl InteractionResponse {
    /// Answers a ping.
    pub fn pong() -> Self {
        Self::Pong(EmptyResponse::default())
    }

    /// Sends a message.
    pub fn message(message: impl Into<NewMessage>) -> Self {
        Self::ChannelMessageWithSource(Box::new(MessageResponse {
            data: Some(message.into()),
            ..MessageResponse::default()
        }))
    }

    /// Sends a message later, within 15 minutes; until then the user sees that the bot thinks.
    pub fn deferred_message() -> Self {
        Self::DeferredChannelMessageWithSource(Box::default())
    }

    /// Edits the component's message; of components and modals opened by them only.
    pub fn update(edit: EditMessage) -> Self {
        Self::UpdateMessage(Box::new(UpdateResponse {
            data: Some(edit),
            ..UpdateResponse::default()
        }))
    }

    /// Edits the component's message later, within 15 minutes; the user sees nothing of it.
    pub fn deferred_update() -> Self {
        Self::DeferredUpdateMessage(EmptyResponse::default())
    }

    /// Suggests choices, up to 25; a pair is name and value.
    pub fn autocomplete(
        choices: impl IntoIterator<Item = impl Into<ApplicationCommandOptionChoice>>,
    ) -> Self {
        Self::ApplicationCommandAutocompleteResult(Box::new(AutocompleteResponse {
            data: AutocompleteChoices {
                choices: Some(choices.into_iter().map(Into::into).collect()),
                ..AutocompleteChoices::default()
            },
            ..AutocompleteResponse::default()
        }))
    }

    /// Opens a modal; not in answer to one.
    pub fn modal(modal: Modal) -> Self {
        Self::Modal(Box::new(ModalResponse {
            data: Box::new(modal),
            came: Keys::default(),
        }))
    }

    /// Launches the application's Activity.
    pub fn launch_activity() -> Self {
        Self::LaunchActivity(EmptyResponse::default())
    }

    /// Lets only the user see the message; of answers that send one, now or later, others stay as they are.
    pub fn ephemeral(mut self) -> Self {
        if let Self::ChannelMessageWithSource(response)
        | Self::DeferredChannelMessageWithSource(response) = &mut self
        {
            let message = response.data.get_or_insert_default();
            message.set_flags(message.flags.unwrap_or_default() | MessageFlags::EPHEMERAL);
        }
        self
    }

    /// How it answers, or `None` of a way that this version does not know.
    pub fn kind(&self) -> Option<InteractionCallbackType> {
        use InteractionCallbackType as Type;
        Some(match self {
            Self::Pong(_) => Type::Pong,
            Self::ChannelMessageWithSource(_) => Type::ChannelMessageWithSource,
            Self::DeferredChannelMessageWithSource(_) => Type::DeferredChannelMessageWithSource,
            Self::DeferredUpdateMessage(_) => Type::DeferredUpdateMessage,
            Self::UpdateMessage(_) => Type::UpdateMessage,
            Self::ApplicationCommandAutocompleteResult(_) => {
                Type::ApplicationCommandAutocompleteResult
            }
            Self::Modal(_) => Type::Modal,
            Self::PremiumRequired(_) => Type::PremiumRequired,
            Self::LaunchActivity(_) => Type::LaunchActivity,
            Self::SocialLayerSkuPurchaseEligibility(_) => Type::SocialLayerSkuPurchaseEligibility,
            Self::Unknown(_) => return None,
        })
    }
}

limits::validate!(InteractionResponse);

impl Limited for InteractionResponse {
    fn check(&self, faults: &mut Faults) {
        match self {
            Self::ChannelMessageWithSource(response) => match &response.data {
                Some(message) => faults.within("data", |faults| message.check(faults)),
                None => faults.add("data", "BASE_TYPE_REQUIRED", "a message needs to be given"),
            },
            Self::DeferredChannelMessageWithSource(response) => {
                if let Some(message) = &response.data {
                    faults.within("data", |faults| message.check_parts(faults));
                }
            }
            Self::UpdateMessage(response) => {
                if let Some(edit) = &response.data {
                    faults.within("data", |faults| edit.check(faults));
                }
            }
            Self::ApplicationCommandAutocompleteResult(response) => {
                let choices = response.data.choices.as_deref().unwrap_or_default();
                faults.within("data", |faults| {
                    check_choices(choices, kind_of(choices), faults);
                });
            }
            Self::Modal(response) => faults.within("data", |faults| response.data.check(faults)),
            Self::SocialLayerSkuPurchaseEligibility(response) => faults.optional(
                "data.ineligible_reason_description",
                response.data.ineligible_reason_description.as_deref(),
                0..=255,
            ),
            Self::Pong(_)
            | Self::DeferredUpdateMessage(_)
            | Self::PremiumRequired(_)
            | Self::LaunchActivity(_)
            | Self::Unknown(_) => {}
        }
    }
}

impl Body for InteractionResponse {
    fn set_default_mentions(&mut self, allowed_mentions: Option<&AllowedMentions>) {
        match self {
            Self::ChannelMessageWithSource(response) => {
                if let Some(message) = &mut response.data {
                    message.set_default_mentions(allowed_mentions);
                }
            }
            Self::UpdateMessage(response) => {
                if let Some(message) = &mut response.data {
                    message.set_default_mentions(allowed_mentions);
                }
            }
            _ => {}
        }
    }

    fn into_payload(mut self) -> serde_json::Result<Payload> {
        let files = match &mut self {
            Self::ChannelMessageWithSource(response)
            | Self::DeferredChannelMessageWithSource(response) => {
                response.data.as_mut().map(NewMessage::take_files)
            }
            Self::UpdateMessage(response) => response.data.as_mut().map(EditMessage::take_files),
            _ => None,
        };
        let json = serde_json::to_vec(&self)?;
        Ok(files.unwrap_or_default().into_payload(json))
    }
}

/// The type of the option that choices are suggested for: that of the first.
fn kind_of(choices: &[ApplicationCommandOptionChoice]) -> ApplicationCommandOptionType {
    match choices.first().map(|choice| &choice.value) {
        Some(ChoiceValue::Integer(_) | ChoiceValue::Number(_)) => {
            ApplicationCommandOptionType::Number
        }
        _ => ApplicationCommandOptionType::String,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::InteractionResponse;
    use crate::{
        model::{InteractionCallbackType, MessageFlags, Modal, component::TextInput, decode},
        rest::{
            body::{EditMessage, NewAttachment, NewMessage},
            request::Body,
            transport::Payload,
        },
    };

    fn json(response: &InteractionResponse) -> serde_json::Value {
        serde_json::to_value(response).unwrap()
    }

    fn faults(response: &InteractionResponse) -> String {
        response.validate().unwrap_err().to_string()
    }

    #[test]
    fn an_answer_is_its_type_and_what_that_carries() {
        assert_eq!(json(&InteractionResponse::pong()), json!({"type": 1}));
        assert_eq!(
            json(&InteractionResponse::message("x").ephemeral()),
            json!({"type": 4, "data": {"content": "x", "flags": 64}})
        );
        assert_eq!(
            json(&InteractionResponse::deferred_message()),
            json!({"type": 5})
        );
        assert_eq!(
            json(&InteractionResponse::deferred_message().ephemeral()),
            json!({"type": 5, "data": {"flags": 64}})
        );
        assert_eq!(
            json(&InteractionResponse::deferred_update().ephemeral()),
            json!({"type": 6})
        );
        assert_eq!(
            json(&InteractionResponse::update(
                EditMessage::new().content(None)
            )),
            json!({"type": 7, "data": {"content": null}})
        );
        assert_eq!(
            json(&InteractionResponse::autocomplete([
                ("Red", 1),
                ("Blue", 2)
            ])),
            json!({"type": 8, "data": {"choices": [{"name": "Red", "value": 1}, {"name": "Blue", "value": 2}]}})
        );
        let none: [(&str, i64); 0] = [];
        assert_eq!(
            json(&InteractionResponse::autocomplete(none)),
            json!({"type": 8, "data": {"choices": []}})
        );
        assert_eq!(
            json(&InteractionResponse::launch_activity()),
            json!({"type": 12})
        );
    }

    #[test]
    fn files_stand_beside_an_answer() {
        let message = NewMessage::new("x").attachment(NewAttachment::new("a", "A"));
        let payload = InteractionResponse::message(message)
            .into_payload()
            .unwrap();
        assert!(matches!(&payload, Payload::Multipart { files, .. } if files.len() == 1));
        assert_eq!(
            payload.json().unwrap(),
            json!({"type": 4, "data": {"content": "x", "attachments": [{"id": "0", "filename": "a"}]}})
        );
    }

    #[test]
    fn a_way_of_tomorrow_is_kept() {
        let text = r#"{"type":99,"data":{"x":1}}"#;
        let response: InteractionResponse = decode(text).unwrap();
        assert_eq!(response.kind(), None);
        assert_eq!(serde_json::to_string(&response).unwrap(), text);
        assert!(response.validate().is_ok());
        let known: InteractionResponse = decode(r#"{"type":6}"#).unwrap();
        assert_eq!(
            known.kind(),
            Some(InteractionCallbackType::DeferredUpdateMessage)
        );
    }

    #[test]
    fn what_it_carries_is_checked_with_its_path() {
        let long = NewMessage::new("x".repeat(2_001));
        assert_eq!(
            faults(&InteractionResponse::message(long)),
            "data.content: 2001 characters, at most 2000"
        );
        assert!(
            faults(&InteractionResponse::message("")).starts_with("data: the message is empty")
        );
        let flags = NewMessage::default().flags(MessageFlags::EPHEMERAL);
        assert!(faults(&InteractionResponse::message(flags)).contains("the message is empty"));
        assert_eq!(
            faults(&InteractionResponse::autocomplete(
                (0..26).map(|n| (n.to_string(), n))
            )),
            "data.choices: 26 given, at most 25"
        );
        let modal = Modal::new("m", "", [TextInput::short("t")]);
        let told = faults(&InteractionResponse::modal(modal));
        assert!(told.starts_with(
            "data.title: 0 characters, at least 1\ndata.components[0]: no place for a TEXT_INPUT"
        ));
    }
}
