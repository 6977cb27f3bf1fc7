//! What ends a shard, and what makes a command fail.

use std::fmt;

use crate::{model::Intents, net::PlainHostError};

/// Why a shard ended, and will not come back by itself.
///
/// `Debug` prints the same text as `Display`: it is what `main` shows for an error it returns.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum GatewayError {
    /// Discord does not know the token (close code 4004).
    #[error(
        "the gateway refused the token (4004): check it, or make a new one at \
         https://discord.com/developers/applications > Bot > Reset Token"
    )]
    AuthenticationFailed,
    /// Discord does not accept the shard's number (close code 4010).
    #[error(
        "the gateway refused shard `[{}, {}]` (4010): the first number must be below the second, and bots \
         with a required shard count must use a multiple of it",
        shard[0], shard[1]
    )]
    InvalidShard {
        /// The number of the shard and of all shards.
        shard: [u32; 2],
    },
    /// The bot is in too many guilds for this number of shards (close code 4011).
    #[error(
        "the gateway demands more shards than {shards} (4011): a shard may serve at most 2500 guilds, \
         use the number that `GET /gateway/bot` recommends"
    )]
    ShardingRequired {
        /// How many shards there were.
        shards: u32,
    },
    /// The version of the gateway is not served any more (close code 4012).
    #[error(
        "the gateway does not serve version 10 any more (4012): use a newer version of asyncord"
    )]
    InvalidVersion,
    /// The intents have bits that Discord does not know (close code 4013).
    #[error(
        "the gateway refused the intents {bits:#b} = `{intents}` (4013): ask only for documented ones",
        bits = intents.bits()
    )]
    InvalidIntents {
        /// The intents that were asked for.
        intents: Intents,
    },
    /// Privileged intents are not switched on for the application (close code 4014).
    #[error(
        "the gateway refused the privileged intents `{}` (4014): switch them on at \
         https://discord.com/developers/applications > Bot > Privileged Gateway Intents, \
         or set `.intents(..)` without them",
        intents.intersection(Intents::PRIVILEGED)
    )]
    DisallowedIntents {
        /// The intents that were asked for.
        intents: Intents,
    },
    /// No session could be started at all.
    #[error(
        "no session with the gateway at `{address}` after {attempts} attempts, the last one: {cause}; \
         check the address and the network"
    )]
    Unreachable {
        /// The gateway's address.
        address: String,
        /// How many times it was tried.
        attempts: u32,
        /// Why the last attempt failed.
        cause: String,
    },
    /// The gateway's address is not one a token may be sent to.
    #[error(transparent)]
    PlainHost(#[from] PlainHostError),
    /// The presence to start with cannot be sent.
    #[error("the presence to start with: {0}")]
    Presence(#[source] SendError),
    /// The shard of this client runs already.
    #[error("the shard runs already: use a client of its own for each shard")]
    AlreadyRunning,
}

impl fmt::Debug for GatewayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a command was not taken for sending.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The payload is larger than the gateway takes.
    #[error("the payload has {size} bytes, the gateway takes at most {limit}: send less")]
    TooLarge {
        /// Bytes of the payload.
        size: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The shard has ended.
    #[error("the shard has ended: start the client again before sending")]
    Stopped,
}

#[cfg(test)]
mod tests {
    use super::GatewayError;
    use crate::model::Intents;

    #[test]
    fn refused_intents_are_named_with_the_page_that_grants_them() {
        let intents = Intents::GUILDS | Intents::GUILD_MEMBERS | Intents::MESSAGE_CONTENT;
        let text = format!("{:?}", GatewayError::DisallowedIntents { intents });
        assert!(text.contains("`GUILD_MEMBERS, MESSAGE_CONTENT`"), "{text}");
        assert!(text.contains("Bot > Privileged Gateway Intents"), "{text}");

        let intents = Intents::GUILDS | Intents::from_bits_retain(1 << 40);
        let text = GatewayError::InvalidIntents { intents }.to_string();
        assert!(text.contains("`GUILDS, 0x10000000000`"), "{text}");
    }
}
