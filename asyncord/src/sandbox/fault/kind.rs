//! What can go wrong, and for whom.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::id::{Id, marker::ApplicationMarker};

use super::Call;

/// Something that goes wrong; see [`Sandbox::add_fault`](crate::sandbox::Sandbox::add_fault).
///
/// It happens to what fits everything that is named here; of several faults that fit, the one that was
/// added first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Fault {
    /// The bot that it happens to; without one, every bot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The operation as in Discord's documentation: `POST /channels/{channel_id}/messages`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The HTTP method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path without the API's version; `*` stands for any text: `/channels/*/messages`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The name of an event; `*` stands for any text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// How often it happens; without a number, until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How likely it is each time, from 0 to 1.
    #[serde(default = "always")]
    pub probability: f64,
    /// What happens.
    pub effect: FaultEffect,
}

/// What a fault does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum FaultEffect {
    /// A call takes longer: so many milliseconds, and up to so many more.
    Latency {
        /// How much longer.
        ms: u64,
        /// By how much that varies.
        #[serde(default)]
        jitter_ms: u64,
    },
    /// The connection breaks without a response, before or after the change has happened.
    DropConnection {
        /// Whether what was asked for happens nevertheless.
        #[serde(default)]
        after_change: bool,
    },
    /// A call gets this status and nothing happens.
    Status {
        /// The HTTP status, as 500 or 503.
        status: u16,
        /// The body; without one it is Discord's JSON, or Cloudflare's HTML with 502 and above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<Value>,
    },
    /// A call is refused with 429.
    RateLimit {
        /// Whose limit it is said to be.
        #[serde(default)]
        scope: FaultScope,
        /// In how many seconds it is said to be over.
        retry_after: f64,
    },
    /// A call is done, and its response breaks off in the middle of its JSON.
    Truncate,
    /// A call is done, and its response is no JSON.
    Garbage,
    /// An event is not sent.
    WithholdEvent,
    /// An event is sent so much later, after those that follow it.
    DelayEvent {
        /// How much later, in milliseconds.
        ms: u64,
    },
    /// An event is sent twice.
    DuplicateEvent,
    /// Heartbeats get no answer: the connection is a zombie.
    MuteHeartbeats,
}

/// Whose limit a 429 is said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultScope {
    /// The bot's own, of the route.
    #[default]
    User,
    /// Everybody's together.
    Shared,
    /// The bot's own, of all routes.
    Global,
    /// Cloudflare's, with HTML in place of JSON.
    Cloudflare,
}

fn always() -> f64 {
    1.0
}

impl Fault {
    /// A fault that always happens, to everything that its effect can happen to.
    pub fn new(effect: FaultEffect) -> Self {
        Self {
            application_id: None,
            operation: None,
            method: None,
            path: None,
            event: None,
            times: None,
            probability: 1.0,
            effect,
        }
    }

    pub(super) fn is_for(&self, application: Option<Id<ApplicationMarker>>) -> bool {
        self.application_id.is_none() || self.application_id == application
    }

    pub(super) fn fits_call(&self, call: &Call<'_>) -> bool {
        self.is_for(call.application)
            && self.event.is_none()
            && self
                .method
                .as_deref()
                .is_none_or(|method| method.eq_ignore_ascii_case(call.method))
            && self
                .path
                .as_deref()
                .is_none_or(|pattern| matches(pattern, call.path))
            && self
                .operation
                .as_deref()
                .is_none_or(|operation| call.operation == Some(operation))
    }

    pub(super) fn fits_event(&self, application: Id<ApplicationMarker>, name: &str) -> bool {
        self.is_for(Some(application))
            && self
                .event
                .as_deref()
                .is_none_or(|pattern| matches(pattern, name))
    }
}

impl FaultEffect {
    pub(super) fn is_of_calls(&self) -> bool {
        !self.is_of_events() && *self != Self::MuteHeartbeats
    }

    pub(super) fn is_of_events(&self) -> bool {
        matches!(
            self,
            Self::WithholdEvent | Self::DelayEvent { .. } | Self::DuplicateEvent
        )
    }
}

/// Whether a text is what a pattern says, in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| text.strip_prefix(start)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(end) = parts.pop() else {
        // Without a star it is the text itself.
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_any_text() {
        for (pattern, text, fits) in [
            ("/a/*/c", "/a/b/c", true),
            ("/a/*/c", "/a/b/x/c", true),
            ("/a/*/c", "/a/b/d", false),
            ("*", "", true),
            ("MESSAGE_*", "MESSAGE_CREATE", true),
            ("MESSAGE_*", "TYPING_START", false),
            ("a", "a", true),
            ("a", "ab", false),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
