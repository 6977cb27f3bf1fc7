//! Messages, their reactions and pins.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, MessageMarker},
    },
    model::{List, Message},
    rest::body::{
        EditMessage, NewMessage, channel_message_setters, edit_message_setters, message_setters,
    },
};

pub mod pin;
pub mod poll;
pub mod reaction;
pub mod search;

group! {
    /// The messages of a channel; from [`Channels::messages`](super::channel::Channels::messages).
    pub struct Messages { channel_id: ChannelMarker }
}

impl Messages {
    /// The reactions to a message.
    pub fn reactions(&self, message_id: impl Into<Id<MessageMarker>>) -> reaction::Reactions {
        reaction::Reactions::new(&self.client, self.channel_id, message_id.into())
    }
}

operation! {
    /// Lists messages, newest first.
    ///
    /// One of `around`, `before` and `after` says where to look, else it is the end of the channel.
    ///
    /// Discord docs: Message/Get Channel Messages.
    ListMessages = GET "/channels/{channel_id}/messages" -> List<Message>;
    fn Messages::list();
    query {
        /// Looks around this message.
        around: Id<MessageMarker>,
        /// Looks before this message.
        before: Id<MessageMarker>,
        /// Looks after this message.
        after: Id<MessageMarker>,
        /// Sets how many, 1 to 100; 50 where not set.
        limit: u8 [range 1..=100],
    }
}

operation! {
    /// Gets a message.
    ///
    /// Discord docs: Message/Get Channel Message.
    GetMessage = GET "/channels/{channel_id}/messages/{message_id}" -> Message;
    fn Messages::get(message_id: Id<MessageMarker> in path);
}

operation! {
    /// Sends a message: a text, an [`Embed`](crate::model::Embed), a file, or a [`NewMessage`] of several.
    ///
    /// Needs `SEND_MESSAGES`, and `READ_MESSAGE_HISTORY` to answer a message.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::rest::RestClient, id: asyncord::id::Id<asyncord::id::marker::MessageMarker>)
    /// #     -> Result<(), asyncord::rest::Error> {
    /// let messages = client.channels().messages(41_771_983_423_143_937);
    /// messages.create("pong").reply_to(id).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Message/Create Message.
    CreateMessage = POST "/channels/{channel_id}/messages" -> Message;
    fn Messages::create();
    with NewMessage as message;
}

impl CreateMessage {
    message_setters!(self, self.body);
    channel_message_setters!(self, self.body);
}

operation! {
    /// Edits a message of the bot. What is not set stays as it is.
    ///
    /// Discord docs: Message/Edit Message.
    UpdateMessage = PATCH "/channels/{channel_id}/messages/{message_id}" -> Message;
    fn Messages::update(message_id: Id<MessageMarker> in path);
    with EditMessage;
}

impl UpdateMessage {
    edit_message_setters!(self, self.body);
}

operation! {
    /// Deletes a message.
    ///
    /// Needs `MANAGE_MESSAGES` for others' messages.
    ///
    /// Discord docs: Message/Delete Message.
    DeleteMessage = DELETE "/channels/{channel_id}/messages/{message_id}" -> (), reason;
    fn Messages::delete(message_id: Id<MessageMarker> in path);
}

operation! {
    /// Deletes 2 to 100 messages at once, none older than two weeks, none given twice.
    ///
    /// Needs `MANAGE_MESSAGES`.
    ///
    /// Discord docs: Message/Bulk Delete Messages.
    BulkDeleteMessages = POST "/channels/{channel_id}/messages/bulk-delete" -> (), reason;
    fn Messages::bulk_delete(messages: Vec<Id<MessageMarker>> in body [items 2..=100]);
}

operation! {
    /// Publishes a message of an announcement channel to the channels that follow it.
    ///
    /// Needs `SEND_MESSAGES`, for others' messages also `MANAGE_MESSAGES`.
    ///
    /// Discord docs: Message/Crosspost Message.
    CrosspostMessage = POST "/channels/{channel_id}/messages/{message_id}/crosspost" -> Message;
    fn Messages::crosspost(message_id: Id<MessageMarker> in path);
}
