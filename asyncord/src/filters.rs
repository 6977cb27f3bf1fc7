//! Ready-made filters: which events a handler is called for.
//!
//! A filter is any `Fn(&E) -> bool`. Those here are generic over the events that tell what they ask for,
//! so that asking a [`Ready`](crate::event::Ready) for its channel does not compile. Put them together
//! with [`not`], [`both`] and [`either`].
//!
//! ```
//! use asyncord::{filters::{both, channels, in_guild, not_bot}, prelude::*};
//!
//! let payload = r#"{"id": "5", "guild_id": "1", "channel_id": "2", "author": {"id": "4", "bot": true},
//!     "timestamp": "2026-01-01T00:00:00Z"}"#;
//! let message = MessageCreate::decode(&RawEvent::from_json("MESSAGE_CREATE", payload))?;
//!
//! assert!(in_guild(&message));
//! assert!(!not_bot(&message));
//! assert!(both(in_guild, channels([2, 3]))(&message));
//! # Ok::<(), DecodeError>(())
//! ```

use std::{ops::Deref, sync::Arc};

use crate::{
    event::{Event, HasChannel, HasGuild, HasUser},
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    model::Message,
};

/// Passes events that no bot and no webhook caused.
///
/// The bot's own messages come to it as well: with this filter it does not answer itself. An event that
/// does not say whether the user is a bot passes, such as a reaction in a direct message; see
/// [`HasUser::is_bot`].
pub fn not_bot<E: HasUser>(event: &E) -> bool {
    event.is_bot() != Some(true)
}

/// Passes events of guilds.
pub fn in_guild<E: HasGuild>(event: &E) -> bool {
    event.guild_id().is_some()
}

/// Passes events of direct messages: those that have a channel and no guild.
pub fn in_dm<E: HasGuild + HasChannel>(event: &E) -> bool {
    event.guild_id().is_none() && event.channel_id().is_some()
}

/// Passes events of these channels.
///
/// A thread is a channel of its own. An empty list passes nothing.
///
/// ```
/// use asyncord::prelude::*;
///
/// let in_two = filters::channels([2]);
/// let payload = r#"{"id": "5", "channel_id": "2"}"#;
/// let deleted = MessageDelete::decode(&RawEvent::from_json("MESSAGE_DELETE", payload))?;
/// assert!(in_two(&deleted));
/// # Ok::<(), DecodeError>(())
/// ```
///
/// # Panics
///
/// If one of the numbers is `u64::MAX`, which is no id.
pub fn channels<E: HasChannel>(
    ids: impl IntoIterator<Item = impl Into<Id<ChannelMarker>>>,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static {
    let ids = List::new(ids);
    move |event: &E| ids.has(event.channel_id())
}

/// Passes events of these users.
///
/// An empty list passes nothing.
///
/// # Panics
///
/// If one of the numbers is `u64::MAX`, which is no id.
pub fn users<E: HasUser>(
    ids: impl IntoIterator<Item = impl Into<Id<UserMarker>>>,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static {
    let ids = List::new(ids);
    move |event: &E| ids.has(event.user_id())
}

/// Passes events of these guilds.
///
/// An empty list passes nothing.
///
/// # Panics
///
/// If one of the numbers is `u64::MAX`, which is no id.
pub fn guilds<E: HasGuild>(
    ids: impl IntoIterator<Item = impl Into<Id<GuildMarker>>>,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static {
    let ids = List::new(ids);
    move |event: &E| ids.has(event.guild_id())
}

/// Passes messages with exactly this text.
///
/// ```
/// use asyncord::prelude::*;
///
/// #[handler(filter = filters::content("!ping"))]
/// async fn ping(_message: &MessageCreate) -> &'static str {
///     "pong"
/// }
/// # fn main() {}
/// ```
pub fn content<E: Deref<Target = Message>>(
    text: impl Into<Arc<str>>,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static {
    let text = text.into();
    move |message: &E| message.content == *text
}

/// Passes messages whose text begins with this.
///
/// The case counts, and so do spaces.
pub fn starts_with<E: Deref<Target = Message>>(
    prefix: impl Into<Arc<str>>,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static {
    let prefix = prefix.into();
    move |message: &E| message.content.starts_with(&*prefix)
}

/// Passes what `filter` stops, and stops what it passes.
///
/// ```
/// use asyncord::{filters::{not, users}, prelude::*};
///
/// let not_ada = not(users([4]));
/// let payload = r#"{"user_id": "4", "channel_id": "2", "timestamp": 0}"#;
/// let typing = TypingStart::decode(&RawEvent::from_json("TYPING_START", payload))?;
/// assert!(!not_ada(&typing));
/// # Ok::<(), DecodeError>(())
/// ```
pub fn not<E: Event, F>(filter: F) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static
where
    F: Fn(&E) -> bool + Clone + Send + Sync + 'static,
{
    move |event: &E| !filter(event)
}

/// Passes what both filters pass. The second is not asked if the first says no.
pub fn both<E: Event, A, B>(
    first: A,
    second: B,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static
where
    A: Fn(&E) -> bool + Clone + Send + Sync + 'static,
    B: Fn(&E) -> bool + Clone + Send + Sync + 'static,
{
    move |event: &E| first(event) && second(event)
}

/// Passes what one of the filters passes. The second is not asked if the first says yes.
///
/// ```
/// use asyncord::{filters::{channels, either, in_dm}, prelude::*};
///
/// let where_it_listens = either(in_dm, channels([2]));
/// let payload = r#"{"user_id": "4", "channel_id": "3", "timestamp": 0}"#;
/// let typing = TypingStart::decode(&RawEvent::from_json("TYPING_START", payload))?;
/// assert!(where_it_listens(&typing));
/// # Ok::<(), DecodeError>(())
/// ```
pub fn either<E: Event, A, B>(
    first: A,
    second: B,
) -> impl Fn(&E) -> bool + Clone + Send + Sync + 'static
where
    A: Fn(&E) -> bool + Clone + Send + Sync + 'static,
    B: Fn(&E) -> bool + Clone + Send + Sync + 'static,
{
    move |event: &E| first(event) || second(event)
}

/// Ids in their order, shared by the clones of a filter.
struct List<M>(Arc<[Id<M>]>);

impl<M> List<M> {
    fn new(ids: impl IntoIterator<Item = impl Into<Id<M>>>) -> Self {
        let mut ids: Vec<Id<M>> = ids.into_iter().map(Into::into).collect();
        ids.sort_unstable();
        Self(ids.into())
    }

    fn has(&self, id: Option<Id<M>>) -> bool {
        id.is_some_and(|id| self.0.binary_search(&id).is_ok())
    }
}

// A derive would ask the same of the marker.
impl<M> Clone for List<M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

#[cfg(test)]
mod tests;
