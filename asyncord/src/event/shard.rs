//! What becomes of the bot's own shards. Discord does not send these: asyncord does.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{DecodeError, Event, EventNames, RawEvent};
use crate::model::Intents;

/// How the names of all of these begin, as no name of Discord's does.
pub(crate) const OWN: &str = "asyncord.";

/// An event of asyncord's own.
pub(crate) trait OwnEvent: Serialize {
    /// Its name, as a handler is looked up by it.
    const NAME: &'static str;
}

macro_rules! own_event {
    (
        $(#[$doc:meta])*
        pub struct $name:ident = $wire:literal {
            $($(#[$field_doc:meta])* pub $field:ident: $kind:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl OwnEvent for $name {
            const NAME: &'static str = $wire;
        }

        impl Event for $name {
            const NAMES: EventNames = EventNames::Only(&[$wire]);
            const INTENTS: Intents = Intents::empty();

            fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
                raw.decode_as()
            }
        }
    };
}

own_event! {
    /// A shard has begun a session, and receives events.
    ///
    /// Its guilds come after it, one by one, as [`GuildCreate`](super::GuildCreate). Unlike
    /// [`Ready`](super::Ready) it tells nothing of the bot, and is made by asyncord.
    ///
    /// ```
    /// use asyncord::prelude::*;
    ///
    /// #[handler]
    /// async fn came(ready: ShardReady) {
    ///     println!("shard {} of {} is there", ready.shard, ready.shard_count);
    /// }
    /// # fn main() {}
    /// ```
    pub struct ShardReady = "asyncord.SHARD_READY" {
        /// The number of the shard.
        pub shard: u32,
        /// How many shards the bot has, in all processes.
        pub shard_count: u32,
        /// How many guilds the shard serves.
        pub guilds: u32,
    }
}

own_event! {
    /// A shard has taken up its session again; what was missed has been replayed.
    pub struct ShardResumed = "asyncord.SHARD_RESUMED" {
        /// The number of the shard.
        pub shard: u32,
        /// How many shards the bot has, in all processes.
        pub shard_count: u32,
        /// How many events were replayed.
        pub replayed: u64,
    }
}

own_event! {
    /// A shard has lost its connection, or could not get one; another one follows unless the bot ends.
    pub struct ShardDisconnected = "asyncord.SHARD_DISCONNECTED" {
        /// The number of the shard.
        pub shard: u32,
        /// How many shards the bot has, in all processes.
        pub shard_count: u32,
        /// The kind of cause.
        pub cause: DisconnectCause,
        /// The code that Discord closed the connection with, if it did.
        pub code: Option<u16>,
        /// What happened, to be read by people.
        pub reason: String,
        /// Whether the session will be resumed, so that nothing is missed.
        pub resumable: bool,
        /// When the next attempt begins; `None` if there is none.
        pub retry_after: Option<Duration>,
    }
}

own_event! {
    /// All shards of this process receive events, for the first time since the start or a resharding.
    pub struct ShardsReady = "asyncord.SHARDS_READY" {
        /// How many shards of this process there are.
        pub shards: u32,
        /// How many shards the bot has, in all processes.
        pub shard_count: u32,
        /// How many guilds they serve.
        pub guilds: u64,
    }
}

own_event! {
    /// A new set of shards is being started beside the present one, which goes on until the new one is complete.
    pub struct ReshardStarted = "asyncord.RESHARD_STARTED" {
        /// How many shards there are.
        pub from: u32,
        /// How many there will be.
        pub to: u32,
    }
}

own_event! {
    /// A new set of shards has taken over, or was given up.
    pub struct ReshardEnded = "asyncord.RESHARD_ENDED" {
        /// How many shards there were.
        pub from: u32,
        /// How many there were to be.
        pub to: u32,
        /// Why the new set was given up; the old one then goes on.
        pub error: Option<String>,
    }
}

/// Why a shard lost its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DisconnectCause {
    /// Discord closed it.
    Closed,
    /// The network broke it.
    Lost,
    /// There was none to be had.
    Unreachable,
    /// Something did not come in time.
    Timeout,
    /// Heartbeats were not answered, and nothing else came.
    Zombie,
    /// Discord asked for another connection.
    Reconnect,
    /// Discord did not take the session.
    InvalidSession,
    /// What came could not be understood.
    Malformed,
    /// The bot asked for another connection.
    Restart,
    /// The bot stops.
    Shutdown,
}

impl DisconnectCause {
    /// The name, as metrics have it: `invalid_session`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Lost => "lost",
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Zombie => "zombie",
            Self::Reconnect => "reconnect",
            Self::InvalidSession => "invalid_session",
            Self::Malformed => "malformed",
            Self::Restart => "restart",
            Self::Shutdown => "shutdown",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{DisconnectCause, OWN, OwnEvent, ShardDisconnected, ShardReady};
    use crate::event::{Event, RawEvent};

    #[test]
    fn they_come_out_as_they_went_in() {
        let event = ShardDisconnected {
            shard: 3,
            shard_count: 8,
            cause: DisconnectCause::InvalidSession,
            code: None,
            reason: "the gateway refused the session".to_owned(),
            resumable: false,
            retry_after: Some(Duration::from_millis(1_500)),
        };
        let raw = RawEvent::own(3, &event);
        assert_eq!(raw.shard(), 3);
        assert!(raw.name().starts_with(OWN) && ShardReady::NAME.starts_with(OWN));
        assert_eq!(ShardDisconnected::decode(&raw).unwrap(), event);
        let cause = serde_json::to_value(event.cause).unwrap();
        assert_eq!(cause, event.cause.as_str());
    }
}
