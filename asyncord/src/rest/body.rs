//! Request bodies that are more than a list of fields.

mod allowed_mentions;
mod attachment;
mod edit_message;
mod message;
mod rules;

pub(crate) use self::{edit_message::edit_message_setters, message::message_setters};

pub use self::{
    allowed_mentions::AllowedMentions, attachment::NewAttachment, edit_message::EditMessage,
    message::NewMessage,
};
