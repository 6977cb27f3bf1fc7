//! Request bodies that are more than a list of fields.

mod attachment;
mod edit_command;
mod edit_message;
mod embed_with_files;
mod forum_tag;
mod image_file;
mod interaction_response;
mod message;
mod onboarding;
mod plain;
mod post;
mod sticker;
mod target_users;
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
    embed_with_files::EmbedWithFiles,
    forum_tag::NewForumTag,
    image_file::ImageFile,
    interaction_response::{
        AutocompleteChoices, AutocompleteResponse, EmptyResponse, InteractionResponse,
        MessageResponse, ModalResponse, PurchaseEligibility, PurchaseEligibilityResponse,
        UpdateResponse,
    },
    message::NewMessage,
    onboarding::OnboardingPromptRequest,
    plain::{
        ChannelPosition, ChannelPositions, CommandList, CommandPermissions, CommandPermissionsList,
        ForeignPayload, LobbyMemberUpdate, LobbyMemberUpdates, ModerationMetadata,
        RoleConnectionMetadataList, RolePosition, RolePositions,
    },
    post::NewPost,
    sticker::NewSticker,
    target_users::TargetUsers,
    webhook_message::WebhookMessage,
};
pub use crate::model::AllowedMentions;
