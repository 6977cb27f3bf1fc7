//! Request bodies that are more than a list of fields.

mod attachment;
mod edit_message;
mod interaction_response;
mod message;

pub(crate) use self::{edit_message::edit_message_setters, message::message_setters};

pub use self::{
    attachment::NewAttachment,
    edit_message::EditMessage,
    interaction_response::{
        AutocompleteChoices, AutocompleteResponse, EmptyResponse, InteractionResponse,
        MessageResponse, ModalResponse, PurchaseEligibility, PurchaseEligibilityResponse,
        UpdateResponse,
    },
    message::NewMessage,
};
pub use crate::model::AllowedMentions;
