//! Reactions to a message.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, MessageMarker, UserMarker},
    },
    model::{List, ReactionEmoji, ReactionType, User},
    rest::pages::paged,
};

group! {
    /// The reactions to a message; from [`Messages::reactions`](super::Messages::reactions).
    pub struct Reactions { channel_id: ChannelMarker, message_id: MessageMarker }
}

operation! {
    /// Reacts to the message as the bot.
    ///
    /// Needs `READ_MESSAGE_HISTORY`, and `ADD_REACTIONS` if nobody has reacted with this emoji.
    ///
    /// Discord docs: Message/Create Reaction.
    AddReaction = PUT "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me" -> ();
    fn Reactions::add(emoji_name: ReactionEmoji in path);
}

operation! {
    /// Takes the bot's own reaction away.
    ///
    /// Discord docs: Message/Delete Own Reaction.
    DeleteOwnReaction = DELETE "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me" -> ();
    fn Reactions::delete_own(emoji_name: ReactionEmoji in path);
}

operation! {
    /// Takes a user's reaction away.
    ///
    /// Needs `MANAGE_MESSAGES`.
    ///
    /// Discord docs: Message/Delete User Reaction.
    DeleteUserReaction = DELETE "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}" -> ();
    fn Reactions::delete_user(emoji_name: ReactionEmoji in path, user_id: Id<UserMarker> in path);
}

operation! {
    /// Lists the users who reacted with an emoji, by their ids.
    ///
    /// Discord docs: Message/Get Reactions.
    ListReactions = GET "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}" -> List<User>;
    fn Reactions::list(emoji_name: ReactionEmoji in path);
    query {
        /// Lists ordinary or super reactions; ordinary ones where not set.
        kind as "type": ReactionType,
        /// Lists users after this one.
        after: Id<UserMarker>,
        /// Sets how many, 1 to 100; 25 where not set.
        limit: u8 [range 1..=100],
    }
}

operation! {
    /// Takes all reactions away.
    ///
    /// Needs `MANAGE_MESSAGES`.
    ///
    /// Discord docs: Message/Delete All Reactions.
    DeleteAllReactions = DELETE "/channels/{channel_id}/messages/{message_id}/reactions" -> ();
    fn Reactions::delete_all();
}

operation! {
    /// Takes all reactions with one emoji away.
    ///
    /// Needs `MANAGE_MESSAGES`.
    ///
    /// Discord docs: Message/Delete All Reactions for Emoji.
    DeleteEmojiReactions = DELETE "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}" -> ();
    fn Reactions::delete_emoji(emoji_name: ReactionEmoji in path);
}

paged! {
    ListReactions: User => List<User>, 100 by Rising, key |user| user.id;
}
