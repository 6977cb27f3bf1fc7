//! Request bodies that are more than a list of fields.

mod attachment;
mod edit_command;
mod edit_message;
mod forum_tag;
mod interaction_response;
mod message;
mod plain;
mod post;
mod webhook_message;

pub(crate) use self::{
    edit_command::edit_command_setters,
    edit_message::edit_message_setters,
    message::{channel_message_setters, message_setters},
};

pub use self::{
    attachment::NewAttachment,
    edit_command::EditCommand,
    edit_message::EditMessage,
    forum_tag::NewForumTag,
    interaction_response::{
        AutocompleteChoices, AutocompleteResponse, EmptyResponse, InteractionResponse,
        MessageResponse, ModalResponse, PurchaseEligibility, PurchaseEligibilityResponse,
        UpdateResponse,
    },
    message::NewMessage,
    plain::{
        ChannelPosition, ChannelPositions, CommandList, ModerationMetadata,
        RoleConnectionMetadataList, RolePosition, RolePositions,
    },
    post::NewPost,
    webhook_message::WebhookMessage,
};
pub use crate::model::AllowedMentions;
