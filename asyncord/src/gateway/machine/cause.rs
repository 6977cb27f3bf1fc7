//! Why a connection is given up, and what follows from it.

use std::{fmt, time::Duration};

use super::super::{DisconnectCause, GatewayError, ShardConfig};

/// Why a connection ended or did not come about.
#[derive(Debug)]
pub(super) enum Cause {
    /// The peer closed it, with a code or without.
    Closed(Option<u16>),
    /// The transport failed.
    Lost(String),
    /// There was no connection.
    Unreachable(String),
    /// Something did not come in time.
    Timeout(&'static str, Duration),
    /// Heartbeats are not answered.
    Zombie,
    /// Discord asked for a new connection.
    Reconnect,
    /// Discord does not take the session, or none at this moment.
    InvalidSession { resumable: bool },
    /// What came cannot be understood.
    Malformed(String),
    /// The program asked for another connection.
    Restart { keep_session: bool },
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(Some(code)) => write!(f, "the gateway closed with code {code}"),
            Self::Closed(None) => f.write_str("the gateway closed without a code"),
            Self::Lost(reason) | Self::Unreachable(reason) | Self::Malformed(reason) => {
                f.write_str(reason)
            }
            Self::Timeout(what, after) => write!(f, "no {what} within {} s", after.as_secs()),
            Self::Zombie => f.write_str("heartbeats are not answered"),
            Self::Reconnect => f.write_str("the gateway asked to reconnect"),
            Self::InvalidSession { resumable: true } => {
                f.write_str("the gateway asked to resume again")
            }
            Self::InvalidSession { resumable: false } => {
                f.write_str("the gateway refused the session")
            }
            Self::Restart { keep_session: true } => f.write_str("a restart was asked for"),
            Self::Restart {
                keep_session: false,
            } => f.write_str("a new session was asked for"),
        }
    }
}

impl Cause {
    /// What kind of cause it is, for events and metrics.
    pub(super) fn kind(&self) -> DisconnectCause {
        match self {
            Self::Closed(_) => DisconnectCause::Closed,
            Self::Lost(_) => DisconnectCause::Lost,
            Self::Unreachable(_) => DisconnectCause::Unreachable,
            Self::Timeout(..) => DisconnectCause::Timeout,
            Self::Zombie => DisconnectCause::Zombie,
            Self::Reconnect => DisconnectCause::Reconnect,
            Self::InvalidSession { .. } => DisconnectCause::InvalidSession,
            Self::Malformed(_) => DisconnectCause::Malformed,
            Self::Restart { .. } => DisconnectCause::Restart,
        }
    }

    /// The peer's close code.
    pub(super) fn code(&self) -> Option<u16> {
        match self {
            Self::Closed(code) => *code,
            _ => None,
        }
    }

    /// Whether the peer already closed its side, or there never was one.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Closed(_) | Self::Lost(_) | Self::Unreachable(_))
    }

    /// Whether the connection ended in the ordinary course of things.
    pub(super) fn is_routine(&self) -> bool {
        matches!(
            self,
            Self::Reconnect | Self::InvalidSession { resumable: true } | Self::Restart { .. }
        )
    }

    /// Whether the session cannot be resumed after this.
    pub(super) fn ends_session(&self) -> bool {
        match self {
            // Not authenticated, invalid sequence, session timed out.
            Self::Closed(Some(code)) => matches!(code, 4003 | 4007 | 4009),
            Self::InvalidSession { resumable } => !resumable,
            Self::Restart { keep_session } => !keep_session,
            _ => false,
        }
    }

    /// The least time to wait before the next connection.
    pub(super) fn least_delay(&self, random: f64) -> Duration {
        match self {
            Self::InvalidSession { resumable: false } => {
                Duration::from_secs(1) + Duration::from_secs(4).mul_f64(random.clamp(0.0, 1.0))
            }
            // Rate limited: whatever was sent too fast, it shall not follow at once.
            Self::Closed(Some(4008)) => Duration::from_secs(5),
            _ => Duration::ZERO,
        }
    }

    /// The error, if no other attempt can do better.
    pub(super) fn fatal(&self, config: &ShardConfig) -> Option<GatewayError> {
        let Self::Closed(Some(code)) = self else {
            return None;
        };
        let intents = config.intents;
        let shard = config.shard;
        Some(match code {
            4004 => GatewayError::AuthenticationFailed,
            4010 => GatewayError::InvalidShard { shard },
            4011 => GatewayError::ShardingRequired {
                shards: shard.total(),
            },
            4012 => GatewayError::InvalidVersion,
            4013 => GatewayError::InvalidIntents { intents },
            4014 => GatewayError::DisallowedIntents { intents },
            _ => return None,
        })
    }
}
