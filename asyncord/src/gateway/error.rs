//! What ends a shard, and what makes a command fail.

use std::fmt;

use std::{sync::Arc, time::Duration};

use super::{IdentifyRefused, ShardId};
use crate::{event::DecodeError, model::Intents, net::PlainHostError};

/// Why a shard ended, and will not come back by itself.
///
/// `Debug` prints the same text as `Display`: it is what `main` shows for an error it returns.
///
/// Discord docs: Opcodes and Status Codes/Gateway Close Event Codes.
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
        "the gateway refused shard {shard} (4010): bots with a required shard count must use a multiple of it, \
         see `shards` of `GET /gateway/bot`"
    )]
    InvalidShard {
        /// The shard.
        shard: ShardId,
    },
    /// The bot is in too many guilds for this number of shards (close code 4011).
    #[error(
        "the gateway demands more shards than {shards} (4011): a shard may serve at most 2500 guilds, \
         use `Sharding::automatic()` or a number above a 2,500th of the guilds"
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
    /// No session could be started at all: several attempts of a shard failed, and none of the bot's shards ever had one.
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
    /// The day's sessions do not suffice.
    #[error(transparent)]
    SessionLimit(IdentifyRefused),
    /// The shards of this process are none.
    #[error(
        "there are no shards {first}..{end} of {total}: a range begins below its end, and ends at the total at most"
    )]
    InvalidRange {
        /// The first shard of the range.
        first: u32,
        /// The number behind its last one.
        end: u32,
        /// How many shards there are to be in all.
        total: u32,
    },
    /// The gateway's address is not one a token may be sent to.
    #[error(transparent)]
    PlainHost(#[from] PlainHostError),
    /// The presence to start with is larger than the gateway takes.
    #[error("the presence to start with: {0}")]
    Presence(#[source] SendError),
    /// The bot's shards run already.
    #[error("the bot runs already: stop it before starting it again")]
    AlreadyRunning,
    /// A shard ended by a fault of asyncord's own.
    #[error("shard {shard} ended without a reason, which is a fault of asyncord: please report it")]
    ShardDied {
        /// The shard.
        shard: ShardId,
    },
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
    /// The payload is larger than the gateway takes: 4,096 bytes, of which a presence may have 3,584.
    #[error("the payload has {size} bytes, the gateway takes at most {limit}: send less")]
    TooLarge {
        /// Bytes of the payload.
        size: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The payload is nothing that can be written as JSON.
    #[error("the payload cannot be written as JSON: {0}")]
    NotJson(String),
    /// The bot does not run, or the shard has ended.
    #[error("the bot does not run, or has ended: start it before sending")]
    Stopped,
    /// The guild's shard is another process's.
    #[error("the guild is served by shard {shard}, which another process runs: send it from there")]
    OtherProcess {
        /// The guild's shard.
        shard: ShardId,
    },
}

/// Why a request got no answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It was not sent.
    #[error(transparent)]
    NotSent(#[from] SendError),
    /// Discord would not answer it.
    #[error("the request is not one that Discord answers: {0}")]
    Invalid(&'static str),
    /// Discord would not answer it without these intents.
    #[error(
        "Discord answers this only to bots with the intents `{0}`: ask for them by `.intents(..)`, and switch them on \
         at https://discord.com/developers/applications > Bot > Privileged Gateway Intents"
    )]
    MissingIntents(Intents),
    /// There was no answer, or not all of it: the bot may not be in the guild.
    #[error("no answer within {after:?}: is the bot in the guild?")]
    Timeout {
        /// How long it was waited for.
        after: Duration,
    },
    /// The answer does not have the form that is known.
    #[error(transparent)]
    Decode(Arc<DecodeError>),
}

/// Why the number of shards was not changed; those that run go on.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReshardError {
    /// The bot does not run.
    #[error("the bot does not run: its shards are counted when it starts")]
    Stopped,
    /// This process runs a part of the shards.
    #[error("this process runs a part of the bot's shards: they can only be replaced all together")]
    PartOnly,
    /// A resharding is under way.
    #[error("a resharding is under way already")]
    UnderWay,
    /// The day's sessions do not suffice.
    #[error(transparent)]
    SessionLimit(IdentifyRefused),
    /// `GET /gateway/bot` failed.
    #[error("the recommended number of shards could not be asked for: {0}")]
    Info(Arc<crate::BoxError>),
    /// A new shard failed.
    #[error("a new shard failed: {0}")]
    Gateway(Arc<GatewayError>),
    /// The new shards did not all begin a session.
    #[error("none of the new shards has got any further within {after:?}")]
    Late {
        /// How long the next one of them was waited for.
        after: Duration,
    },
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
