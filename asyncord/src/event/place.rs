//! What an event tells of its place and its user, for code that is generic over events.
//!
//! An event implements what it tells and nothing else, so that a filter by channel does not compile
//! for an event that has none.

use super::Event;
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, UserMarker},
    },
    model::{Member, User},
};

/// An event that tells in which guild it happened.
///
/// `#[derive(Event)]` implements it for a struct with a field `guild_id`.
///
/// ```
/// use asyncord::prelude::*;
///
/// fn place(event: &impl HasGuild) -> String {
///     match event.guild_id() {
///         Some(guild) => format!("in {guild}"),
///         None => "in a direct message".to_owned(),
///     }
/// }
///
/// let payload = r#"{"id": "5", "guild_id": "1", "channel_id": "2"}"#;
/// let event = MessageDelete::decode(&RawEvent::from_json("MESSAGE_DELETE", payload))?;
/// assert_eq!(place(&event), "in 1");
/// # Ok::<(), DecodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the event `{Self}` does not tell its guild",
    label = "this takes events that tell their guild",
    note = "events of messages, reactions, typing, channels, guilds and members tell it; an event type of your own does by a field `guild_id` under `#[derive(Event)]`"
)]
pub trait HasGuild: Event {
    /// The guild, or `None` in a direct message.
    fn guild_id(&self) -> Option<Id<GuildMarker>>;
}

/// An event that tells in which channel it happened.
///
/// `#[derive(Event)]` implements it for a struct with a field `channel_id`.
#[diagnostic::on_unimplemented(
    message = "the event `{Self}` does not tell its channel",
    label = "this takes events that tell their channel",
    note = "events of messages, reactions, typing and channels tell it; an event type of your own does by a field `channel_id` under `#[derive(Event)]`"
)]
pub trait HasChannel: Event {
    /// The channel, or `None` where this one event has none.
    fn channel_id(&self) -> Option<Id<ChannelMarker>>;
}

/// An event that tells which user caused it: who wrote, reacted, typed, joined or left.
///
/// Discord does not tell of every event who was behind it: of a reaction that was taken away it names
/// whose it was, of a change of a member the member.
///
/// `#[derive(Event)]` implements it for a struct with a field `user_id`, or with a field under
/// `#[event(user)]`.
#[diagnostic::on_unimplemented(
    message = "the event `{Self}` does not tell its user",
    label = "this takes events that tell their user",
    note = "messages that were sent or edited, reactions of one user, typing and members tell it; an event type of your own does by a field `user_id`, or one under `#[event(user)]`, with `#[derive(Event)]`"
)]
pub trait HasUser: Event {
    /// The user, or `None` where this one event has none.
    ///
    /// Of a webhook's message it is the webhook.
    fn user_id(&self) -> Option<Id<UserMarker>>;

    /// Whether the user is a bot, or `None` where the event does not say.
    ///
    /// Of messages it is also true of those that a webhook sent: a bot that leaves bots alone then does
    /// not answer a webhook that carries its own messages on.
    fn is_bot(&self) -> Option<bool> {
        None
    }
}

/// An event that can be answered: a message was sent or edited.
///
/// `#[derive(Event)]` implements it for a struct of `MESSAGE_CREATE`, `MESSAGE_UPDATE` or both with the
/// fields `id: Id<MessageMarker>` and `channel_id: Id<ChannelMarker>`.
#[diagnostic::on_unimplemented(
    message = "the event `{Self}` cannot be replied to",
    label = "this takes events that can be replied to",
    note = "`MessageCreate` and `MessageUpdate` can; an event type of your own of one of their names can by the fields `id: Id<MessageMarker>` and `channel_id: Id<ChannelMarker>` under `#[derive(Event)]`"
)]
pub trait Replyable: Event {
    /// Which message a reply answers, and where.
    fn reply_target(&self) -> ReplyTarget;
}

/// Which message a reply answers, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ReplyTarget {
    /// The channel of the message, and of the reply.
    pub channel_id: Id<ChannelMarker>,
    /// The message.
    pub message_id: Id<MessageMarker>,
}

impl ReplyTarget {
    /// The message `message_id` of the channel `channel_id`.
    pub fn new(
        channel_id: impl Into<Id<ChannelMarker>>,
        message_id: impl Into<Id<MessageMarker>>,
    ) -> Self {
        Self {
            channel_id: channel_id.into(),
            message_id: message_id.into(),
        }
    }
}

/// A type that tells a user: that of a field `user_id`, or of one under `#[event(user)]`.
///
/// Those are ids, [`User`], [`Member`], and `Option` or `Box` of them. Implement it for a type of your
/// own to read only what you need of an author:
///
/// ```
/// use asyncord::prelude::*;
///
/// #[derive(serde::Deserialize)]
/// struct Author {
///     id: Id<UserMarker>,
///     #[serde(default)]
///     bot: bool,
/// }
///
/// impl UserPlace for Author {
///     fn user_id(&self) -> Option<Id<UserMarker>> {
///         Some(self.id)
///     }
///
///     fn is_bot(&self) -> Option<bool> {
///         Some(self.bot)
///     }
/// }
///
/// #[derive(Event)]
/// #[event("MESSAGE_CREATE")]
/// struct Lite {
///     #[event(user)]
///     author: Author,
/// }
///
/// let payload = r#"{"author": {"id": "4", "bot": true}}"#;
/// let event = Lite::decode(&RawEvent::from_json("MESSAGE_CREATE", payload))?;
/// assert!(!filters::not_bot(&event));
/// # Ok::<(), DecodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not tell a user",
    label = "an event's user is an `Id<UserMarker>`, a `User`, an `Option` of one, or a type that implements `UserPlace`",
    note = "a field called `user_id` is taken for the user; if it is none give it another name, with `#[event(rename = \"user_id\")]`"
)]
pub trait UserPlace {
    /// The user, if there is one.
    fn user_id(&self) -> Option<Id<UserMarker>>;

    /// Whether the user is a bot, or `None` where this does not say.
    fn is_bot(&self) -> Option<bool> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl UserPlace for Id<UserMarker> {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        Some(*self)
    }
}

#[diagnostic::do_not_recommend]
impl UserPlace for User {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        Some(self.id)
    }

    fn is_bot(&self) -> Option<bool> {
        Some(self.bot)
    }
}

#[diagnostic::do_not_recommend]
impl UserPlace for Member {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        self.user.user_id()
    }

    fn is_bot(&self) -> Option<bool> {
        self.user.is_bot()
    }
}

#[diagnostic::do_not_recommend]
impl<U: UserPlace> UserPlace for Option<U> {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        self.as_ref()?.user_id()
    }

    fn is_bot(&self) -> Option<bool> {
        self.as_ref()?.is_bot()
    }
}

#[diagnostic::do_not_recommend]
impl<U: UserPlace> UserPlace for Box<U> {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        U::user_id(self)
    }

    fn is_bot(&self) -> Option<bool> {
        U::is_bot(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: HasGuild> HasGuild for Box<E> {
    fn guild_id(&self) -> Option<Id<GuildMarker>> {
        E::guild_id(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: HasChannel> HasChannel for Box<E> {
    fn channel_id(&self) -> Option<Id<ChannelMarker>> {
        E::channel_id(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: HasUser> HasUser for Box<E> {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        E::user_id(self)
    }

    fn is_bot(&self) -> Option<bool> {
        E::is_bot(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Replyable> Replyable for Box<E> {
    fn reply_target(&self) -> ReplyTarget {
        E::reply_target(self)
    }
}

#[cfg(test)]
mod tests;
