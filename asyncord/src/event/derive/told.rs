//! What the events in a union tell, asked of the compiler.
//!
//! A union tells its user if one of its events does, and can be replied to if all can. Which of them do
//! only the compiler knows, and `impl HasUser for Door where Ready: HasUser` is an error as soon as it
//! is false. So a condition has a lifetime of the impl in it: then it is judged where the union is used,
//! and `Door` just lacks the trait.

use std::marker::PhantomData;

use crate::{
    event::{HasChannel, HasGuild, HasUser, ReplyTarget, Replyable},
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
};

/// What an event tells, or that it does not: inherent functions, which are there only for an event that
/// tells it, win over those of [`TellsNothing`].
#[doc(hidden)]
pub struct Tells<E>(PhantomData<E>);

/// What an event tells that tells nothing.
#[doc(hidden)]
pub trait TellsNothing<E> {
    const GUILD: bool = false;
    const CHANNEL: bool = false;
    const USER: bool = false;

    fn guild_id(_: &E) -> Option<Id<GuildMarker>> {
        None
    }

    fn channel_id(_: &E) -> Option<Id<ChannelMarker>> {
        None
    }

    fn user_id(_: &E) -> Option<Id<UserMarker>> {
        None
    }

    fn is_bot(_: &E) -> Option<bool> {
        None
    }
}

impl<E> TellsNothing<E> for Tells<E> {}

impl<E: HasGuild> Tells<E> {
    pub const GUILD: bool = true;

    pub fn guild_id(event: &E) -> Option<Id<GuildMarker>> {
        event.guild_id()
    }
}

impl<E: HasChannel> Tells<E> {
    pub const CHANNEL: bool = true;

    pub fn channel_id(event: &E) -> Option<Id<ChannelMarker>> {
        event.channel_id()
    }
}

impl<E: HasUser> Tells<E> {
    pub const USER: bool = true;

    pub fn user_id(event: &E) -> Option<Id<UserMarker>> {
        event.user_id()
    }

    pub fn is_bot(event: &E) -> Option<bool> {
        event.is_bot()
    }
}

/// An answer of the compiler; yes is [`Yes`].
#[doc(hidden)]
pub struct Answer<const YES: bool>;

/// Yes, in a condition of an impl with the lifetime `'a`.
#[doc(hidden)]
pub trait Yes<'a> {}

impl Yes<'_> for Answer<true> {}

/// An event that can be replied to, in a condition of an impl with the lifetime `'a`.
///
/// Not itself an [`Event`](super::Event): that would be a condition without a lifetime, and so a second
/// error for a variant that carries no event.
#[doc(hidden)]
pub trait ReplyableMember<'a> {
    fn reply_target(&self) -> ReplyTarget;
}

impl<E: Replyable> ReplyableMember<'_> for E {
    fn reply_target(&self) -> ReplyTarget {
        Replyable::reply_target(self)
    }
}

/// The type `T` itself, in a condition of an impl with the lifetime `'a`.
#[doc(hidden)]
pub trait Exactly<'a, T> {
    fn get(&self) -> &T;
}

impl<T> Exactly<'_, T> for T {
    fn get(&self) -> &T {
        self
    }
}
