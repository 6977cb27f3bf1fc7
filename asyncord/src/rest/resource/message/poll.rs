//! Polls of messages.

use super::Messages;
use crate::{
    id::{
        Id,
        marker::{MessageMarker, UserMarker},
    },
    model::{Message, PollAnswerVoters, User},
    rest::pages::paged,
};

operation! {
    /// Gets who voted for an answer of a poll, by the users' ids.
    ///
    /// Discord docs: Poll/Get Answer Voters.
    GetAnswerVoters = GET "/channels/{channel_id}/polls/{message_id}/answers/{answer_id}" -> PollAnswerVoters;
    fn Messages::poll_voters(message_id: Id<MessageMarker> in path, answer_id: u32 in path);
    query {
        /// Gets those after this user.
        after: Id<UserMarker>,
        /// Sets how many, 1 to 100; 25 where not set.
        limit: u8 [range 1..=100],
    }
}

operation! {
    /// Ends a poll of the bot's own at once.
    ///
    /// Discord docs: Poll/End Poll.
    EndPoll = POST "/channels/{channel_id}/polls/{message_id}/expire" -> Message;
    fn Messages::end_poll(message_id: Id<MessageMarker> in path);
}

paged! {
    GetAnswerVoters: User => PollAnswerVoters, 100 by Rising, key |user| user.id;
}
