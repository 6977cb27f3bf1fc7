//! The interaction that a message answers.

use crate::{
    id::{
        Id,
        marker::{GenericMarker, InteractionMarker, MessageMarker},
    },
    model::{
        ApplicationIntegrationType, InteractionType, Map, PartialMember, Text, User,
        wire::{object, tagged},
    },
};

/// The interaction that a message answers, told apart by its kind.
///
/// Discord docs: Message/Message Interaction Metadata Object.
#[tagged(key = "type")]
pub enum InteractionMetadata {
    /// A command was used.
    #[tag(2)]
    ApplicationCommand(ApplicationCommandInteractionMetadata),
    /// A component was used.
    #[tag(3)]
    MessageComponent(MessageComponentInteractionMetadata),
    /// A modal was submitted.
    #[tag(5)]
    ModalSubmit(ModalSubmitInteractionMetadata),
}

/// Reads a field that all known kinds have.
macro_rules! shared {
    ($metadata:expr, $field:ident) => {
        match $metadata {
            InteractionMetadata::ApplicationCommand(metadata) => Some(&metadata.$field),
            InteractionMetadata::MessageComponent(metadata) => Some(&metadata.$field),
            InteractionMetadata::ModalSubmit(metadata) => Some(&metadata.$field),
            InteractionMetadata::Unknown(_) => None,
        }
    };
}

impl InteractionMetadata {
    /// The interaction's id; `None` of a kind that is not known.
    pub fn id(&self) -> Option<Id<InteractionMarker>> {
        shared!(self, id).copied()
    }

    /// Who caused the interaction.
    pub fn user(&self) -> Option<&User> {
        shared!(self, user)?.as_deref()
    }

    /// For which kinds of installation the application was authorized, and by whom: the guild's id, 0 in a
    /// direct message with the bot, and the user's id.
    pub fn authorizing_integration_owners(
        &self,
    ) -> Option<&Map<ApplicationIntegrationType, Id<GenericMarker>>> {
        shared!(self, authorizing_integration_owners)
    }

    /// The message that first answered, where this one follows it up.
    pub fn original_response_message_id(&self) -> Option<Id<MessageMarker>> {
        *shared!(self, original_response_message_id)?
    }

    /// The interaction that began it: of a modal the one that opened it, else this one.
    pub fn origin(&self) -> &Self {
        match self {
            Self::ModalSubmit(metadata) => metadata
                .triggering_interaction_metadata
                .as_deref()
                .map_or(self, Self::origin),
            _ => self,
        }
    }
}

/// The command that a message answers.
///
/// Discord docs: Message/Application Command Interaction Metadata Structure.
#[object]
pub struct ApplicationCommandInteractionMetadata {
    /// The interaction's id.
    pub id: Id<InteractionMarker>,
    /// Who used the command.
    pub user: Option<Box<User>>,
    /// For which kinds of installation the application was authorized, and by whom.
    pub authorizing_integration_owners: Map<ApplicationIntegrationType, Id<GenericMarker>>,
    /// The message that first answered, where this one follows it up.
    pub original_response_message_id: Option<Id<MessageMarker>>,
    /// The user whom a user command was used on.
    pub target_user: Option<Box<User>>,
    /// The message that a message command was used on; the bot may not see it.
    pub target_message_id: Option<Id<MessageMarker>>,
}

/// The component that a message answers.
///
/// Discord docs: Message/Message Component Interaction Metadata Structure.
#[object]
pub struct MessageComponentInteractionMetadata {
    /// The interaction's id.
    pub id: Id<InteractionMarker>,
    /// Who used the component.
    pub user: Option<Box<User>>,
    /// For which kinds of installation the application was authorized, and by whom.
    pub authorizing_integration_owners: Map<ApplicationIntegrationType, Id<GenericMarker>>,
    /// The message that first answered, where this one follows it up.
    pub original_response_message_id: Option<Id<MessageMarker>>,
    /// The message with the component.
    pub interacted_message_id: Option<Id<MessageMarker>>,
}

/// The modal that a message answers.
///
/// Discord docs: Message/Modal Submit Interaction Metadata Structure.
#[object]
pub struct ModalSubmitInteractionMetadata {
    /// The interaction's id.
    pub id: Id<InteractionMarker>,
    /// Who submitted the modal.
    pub user: Option<Box<User>>,
    /// For which kinds of installation the application was authorized, and by whom.
    pub authorizing_integration_owners: Map<ApplicationIntegrationType, Id<GenericMarker>>,
    /// The message that first answered, where this one follows it up.
    pub original_response_message_id: Option<Id<MessageMarker>>,
    /// The interaction that opened the modal.
    pub triggering_interaction_metadata: Option<Box<InteractionMetadata>>,
}

/// The interaction that a message answers, in the form that [`InteractionMetadata`] took the place of.
///
/// Discord docs: Message/Message Interaction Structure.
#[object]
pub struct MessageInteraction {
    /// The interaction's id.
    pub id: Id<InteractionMarker>,
    /// What sort of interaction it is.
    #[wire(name = "type")]
    pub kind: Option<InteractionType>,
    /// The command with its subcommands, or the component's own name.
    pub name: Text,
    /// The name in the user's language.
    pub name_localized: Option<Text>,
    /// Who caused it.
    pub user: Option<Box<User>>,
    /// Who caused it, as a member; only in guilds.
    pub member: Option<Box<PartialMember>>,
}

#[cfg(test)]
mod tests {
    use super::{InteractionMetadata, MessageInteraction};
    use crate::model::{ApplicationIntegrationType, InteractionType, decode, testing::round};

    const COMMAND: &str = r#"{"type":2,"id":"1","user":{"id":"4","username":"ada"},
        "authorizing_integration_owners":{"0":"7","1":"4"},"target_user":{"id":"5","username":"bob"},
        "target_message_id":"6"}"#;

    fn modal(trigger: &str) -> String {
        format!(
            r#"{{"id":"3","user":{{"id":"4","username":"ada"}},"authorizing_integration_owners":{{"0":"0"}},
                "original_response_message_id":"8","triggering_interaction_metadata":{trigger},"type":5}}"#
        )
    }

    #[test]
    fn every_kind_comes_back_as_it_came() {
        round::<InteractionMetadata>(COMMAND);
        round::<InteractionMetadata>(
            r#"{"id":"1","type":3,"user":{"id":"4","username":"ada"},"authorizing_integration_owners":{},
                "interacted_message_id":"6"}"#,
        );
        round::<InteractionMetadata>(&modal(COMMAND));
        round::<InteractionMetadata>(r#"{"id":"1","type":77,"new":[1]}"#);
        round::<MessageInteraction>(
            r#"{"id":"1","type":2,"name":"game play","name_localized":"spiel los",
                "user":{"id":"4","username":"ada"},"member":{"roles":[],"nick":null}}"#,
        );
    }

    #[test]
    fn what_all_kinds_have_is_read_at_once() {
        let metadata: InteractionMetadata = decode(&modal(COMMAND)).unwrap();
        assert_eq!(metadata.id().unwrap(), 3);
        assert_eq!(metadata.user().unwrap().username, "ada");
        assert_eq!(metadata.original_response_message_id().unwrap(), 8);
        let owners = metadata.authorizing_integration_owners().unwrap();
        assert_eq!(
            *owners
                .get(&ApplicationIntegrationType::GuildInstall)
                .unwrap(),
            0
        );
        assert_eq!(owners.get(&ApplicationIntegrationType::UserInstall), None);
    }

    #[test]
    fn the_origin_of_a_modal_is_what_opened_it() {
        let opened: InteractionMetadata = decode(&modal(COMMAND)).unwrap();
        assert_eq!(opened.origin().id().unwrap(), 1);
        let alone: InteractionMetadata = decode(&modal("null")).unwrap();
        assert_eq!(alone.origin().id().unwrap(), 3);
    }

    #[test]
    fn an_unknown_kind_claims_nothing() {
        let metadata: InteractionMetadata = decode(r#"{"id":"1","type":77}"#).unwrap();
        assert_eq!((metadata.id(), metadata.user()), (None, None));
        assert_eq!(metadata.origin(), &metadata);
        let old: MessageInteraction = decode(r#"{"id":"1","type":3,"name":"x"}"#).unwrap();
        assert_eq!(old.kind, Some(InteractionType::MessageComponent));
    }
}
