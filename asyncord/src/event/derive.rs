//! What `#[derive(Event)]` expands to: names and intents put together in constants, and the questions
//! that only the compiler can answer, with our words for the answer no.

mod told;

#[doc(hidden)]
pub use self::told::{Answer, Exactly, ReplyableMember, Tells, TellsNothing, Yes};
use super::{DecodeError, Event, EventNames, RawEvent, Scope};
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::Intents,
};

/// An event that asyncord has a type for, so that its intents are known.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "asyncord has no event type `{Self}`, so it does not know which intents this event needs",
    label = "if the name is right, say which: `intents = Intents::…`, or `Intents::empty()` for none"
)]
pub trait KnownEvent {
    const INTENTS: Intents;
    const INTENTS_IF_GRANTED: Intents;
}

#[diagnostic::do_not_recommend]
impl<E: Event> KnownEvent for E {
    const INTENTS: Intents = E::INTENTS;
    const INTENTS_IF_GRANTED: Intents = E::INTENTS_IF_GRANTED;
}

/// What a variant of a union carries.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a gateway event",
    label = "each variant of a union carries a gateway event",
    note = "events live in `asyncord::event`; make a type of your own one with `#[derive(Event)]`"
)]
pub trait UnionMember: Sized {
    const NAMES: EventNames;
    const INTENTS: Intents;
    const INTENTS_IF_GRANTED: Intents;

    fn decode(raw: &RawEvent) -> Result<Self, DecodeError>;
    fn scope(&self) -> Scope;
}

#[diagnostic::do_not_recommend]
impl<E: Event> UnionMember for E {
    const NAMES: EventNames = E::NAMES;
    const INTENTS: Intents = E::INTENTS;
    const INTENTS_IF_GRANTED: Intents = E::INTENTS_IF_GRANTED;

    fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
        E::decode(raw)
    }

    fn scope(&self) -> Scope {
        E::scope(self)
    }
}

/// The type of a field called `guild_id`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`guild_id` must be an `Id<GuildMarker>` or an `Option` of one, found `{Self}`",
    label = "`ordered` handlers go guild by guild, and read it here",
    note = "for another type give the field another name, with `#[event(rename = \"guild_id\")]`"
)]
pub trait GuildPlace {
    fn guild_id(&self) -> Option<Id<GuildMarker>>;
}

/// The type of a field called `channel_id`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`channel_id` must be an `Id<ChannelMarker>` or an `Option` of one, found `{Self}`",
    label = "`ordered` handlers go channel by channel in direct messages, and read it here",
    note = "for another type give the field another name, with `#[event(rename = \"channel_id\")]`"
)]
pub trait ChannelPlace {
    fn channel_id(&self) -> Option<Id<ChannelMarker>>;
}

macro_rules! place {
    ($place:ident::$id:ident: $marker:ident) => {
        #[diagnostic::do_not_recommend]
        impl $place for Id<$marker> {
            fn $id(&self) -> Option<Id<$marker>> {
                Some(*self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl $place for Option<Id<$marker>> {
            fn $id(&self) -> Option<Id<$marker>> {
                *self
            }
        }
    };
}

place!(GuildPlace::guild_id: GuildMarker);
place!(ChannelPlace::channel_id: ChannelMarker);

#[doc(hidden)]
pub fn scope(guild_id: Option<Id<GuildMarker>>, channel_id: Option<Id<ChannelMarker>>) -> Scope {
    Scope {
        guild_id,
        channel_id,
    }
}

/// How many names there are in all; those of [`EventNames::All`] do not count.
#[doc(hidden)]
pub const fn count_names(all: &[EventNames]) -> usize {
    let (mut count, mut index) = (0, 0);
    while index < all.len() {
        if let EventNames::Only(names) = all[index] {
            count += names.len();
        }
        index += 1;
    }
    count
}

/// The names of all, one after another; `N` is their [`count_names`].
#[doc(hidden)]
pub const fn concat_names<const N: usize>(all: &[EventNames]) -> [&'static str; N] {
    let mut names = [""; N];
    let (mut filled, mut index) = (0, 0);
    while index < all.len() {
        if let EventNames::Only(some) = all[index] {
            let mut at = 0;
            while at < some.len() {
                names[filled] = some[at];
                filled += 1;
                at += 1;
            }
        }
        index += 1;
    }
    names
}

/// Every event if one of `all` takes every event, else `names`.
#[doc(hidden)]
pub const fn union_names(all: &[EventNames], names: &'static [&'static str]) -> EventNames {
    let mut index = 0;
    while index < all.len() {
        if let EventNames::All = all[index] {
            return EventNames::All;
        }
        index += 1;
    }
    EventNames::Only(names)
}

#[doc(hidden)]
pub fn has_name(names: EventNames, name: &str) -> bool {
    match names {
        EventNames::All => true,
        EventNames::Only(names) => names.contains(&name),
    }
}

/// What an earlier variant leaves for a later one.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// No name is in both. An earlier variant may well take some of a later one that takes all.
    None,
    /// A name is in both.
    Some,
    /// The earlier takes every event.
    All,
}

#[doc(hidden)]
pub const fn overlap(earlier: EventNames, later: EventNames) -> Overlap {
    let (earlier, later) = match (earlier, later) {
        (EventNames::All, _) => return Overlap::All,
        (EventNames::Only(_), EventNames::All) => return Overlap::None,
        (EventNames::Only(earlier), EventNames::Only(later)) => (earlier, later),
    };
    let mut left = 0;
    while left < earlier.len() {
        let mut right = 0;
        while right < later.len() {
            if is_same(earlier[left].as_bytes(), later[right].as_bytes()) {
                return Overlap::Some;
            }
            right += 1;
        }
        left += 1;
    }
    Overlap::None
}

/// `==`, which is no `const fn` yet.
const fn is_same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The error of a union that is asked to decode an event of none of its variants.
#[doc(hidden)]
pub fn not_of_union(raw: &RawEvent) -> DecodeError {
    DecodeError::custom(
        raw.name(),
        "no variant takes events of this name".to_owned(),
    )
}

/// A large event in a union can be put in a box.
#[diagnostic::do_not_recommend]
impl<E: Event> Event for Box<E> {
    const NAMES: EventNames = E::NAMES;
    const INTENTS: Intents = E::INTENTS;
    const INTENTS_IF_GRANTED: Intents = E::INTENTS_IF_GRANTED;

    fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
        E::decode(raw).map(Box::new)
    }

    fn scope(&self) -> Scope {
        E::scope(self)
    }
}

#[cfg(test)]
mod tests;
