//! Why a wait ended without its event.

use std::{any::type_name, time::Duration};

use super::WAITS;
use crate::{event::Event, model::Intents};

/// Why a wait for an event ended without one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WaitError {
    /// No such event came in time.
    #[error("no `{event}` that was waited for came within {after:?}")]
    TimedOut {
        /// The event's type.
        event: String,
        /// The time that was set.
        after: Duration,
    },
    /// The bot is stopping, or does not run. A handler that returns this has not failed, and nobody is told.
    #[error("the bot is stopping or does not run, so no more events come")]
    Stopped,
    /// The bot runs without the intents that the event needs, so that it never comes.
    #[error(
        "`{event}` never comes: the bot runs without the intents it needs, of which one will do: {intents}; \
         say `#[handler(waits({event}))]` on the handler that waits, or bring them with `.intents(..)`"
    )]
    IntentsOff {
        /// The event's type.
        event: String,
        /// The intents of which Discord needs any to send it.
        intents: Intents,
    },
    /// The predicate panicked.
    #[error("the predicate of a wait for `{event}` panicked: {message}")]
    Panicked {
        /// The event's type.
        event: String,
        /// What the panic said.
        message: String,
    },
    /// As many waits as one bot may have are under way.
    #[error(
        "{WAITS} waits for events are under way already; give them time-outs, or take the event in a handler"
    )]
    TooMany,
}

impl WaitError {
    pub(super) fn timed_out<E: Event>(after: Duration) -> Self {
        Self::TimedOut {
            event: name::<E>(),
            after,
        }
    }

    pub(super) fn intents_off<E: Event>() -> Self {
        Self::IntentsOff {
            event: name::<E>(),
            intents: E::INTENTS,
        }
    }

    pub(super) fn panicked<E: Event>(message: String) -> Self {
        Self::Panicked {
            event: name::<E>(),
            message,
        }
    }
}

/// An event's type as one writes it, without paths.
pub(super) fn name<E>() -> String {
    let mut name = String::new();
    for (index, part) in type_name::<E>().split("::").enumerate() {
        if index > 0 {
            let path =
                name.rfind(|character: char| !character.is_alphanumeric() && character != '_');
            name.truncate(path.map_or(0, |at| at + 1));
        }
        name.push_str(part);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::name;
    use crate::event::{MessageCreate, RawEvent};

    #[test]
    fn events_are_named_as_one_writes_them() {
        assert_eq!(name::<MessageCreate>(), "MessageCreate");
        assert_eq!(name::<Box<RawEvent>>(), "Box<RawEvent>");
        assert_eq!(name::<(u8, Box<RawEvent>)>(), "(u8, Box<RawEvent>)");
    }
}
