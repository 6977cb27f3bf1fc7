//! What else there is to tell of some actions.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, GenericMarker, MessageMarker},
    },
    model::{
        AutoModerationTriggerType, OverwriteType, Text,
        wire::{object, required},
    },
};

/// What else there is to tell of some actions.
///
/// The brackets tell of which. Discord writes the numbers as texts.
///
/// Discord docs: Audit Log/Optional Audit Entry Info.
#[object]
#[derive(Default)]
pub struct AuditLogEntryInfo {
    /// The application whose commands' permissions were changed (permissions of a command).
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The rule's name (auto moderation did something).
    pub auto_moderation_rule_name: Option<Text>,
    /// What the rule looks for (auto moderation did something).
    #[wire(with = Decimal)]
    pub auto_moderation_rule_trigger_type: Option<AutoModerationTriggerType>,
    /// The channel (messages, moved members, stages, auto moderation, the status of a voice channel).
    pub channel_id: Option<Id<ChannelMarker>>,
    /// How many messages or members (deleted messages, moved and disconnected members).
    #[wire(with = Decimal)]
    pub count: Option<u32>,
    /// After how many days away members were removed (pruned members).
    #[wire(with = Decimal)]
    pub delete_member_days: Option<u32>,
    /// Whose the overwrite is (overwrites of channels).
    pub id: Option<Id<GenericMarker>>,
    /// The kind of integration that did it (kicked members and changed roles).
    pub integration_type: Option<Text>,
    /// How many members were removed (pruned members).
    #[wire(with = Decimal)]
    pub members_removed: Option<u32>,
    /// The message (pinned and unpinned messages).
    pub message_id: Option<Id<MessageMarker>>,
    /// The role's name, where the overwrite is a role's (overwrites of channels).
    pub role_name: Option<Text>,
    /// Whether the overwrite is a role's or a member's (overwrites of channels).
    #[wire(name = "type", with = Decimal)]
    pub kind: Option<OverwriteType>,
    /// The status (the status of a voice channel).
    pub status: Option<Text>,
}

/// What there is, such as `count 3, channel 6`.
impl fmt::Display for AuditLogEntryInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        let mut number = |name, value: Option<u64>| {
            parts.extend(value.map(|value| format!("{name} {value}")));
        };
        number("count", self.count.map(u64::from));
        number("days away", self.delete_member_days.map(u64::from));
        number("removed", self.members_removed.map(u64::from));
        number("channel", self.channel_id.map(Id::get));
        number("message", self.message_id.map(Id::get));
        number("application", self.application_id.map(Id::get));
        let of = match self.kind {
            Some(OverwriteType::Role) => "role",
            Some(OverwriteType::Member) => "member",
            _ => "of",
        };
        number(of, self.id.map(Id::get));
        let mut text = |name, value: &Option<Text>| {
            parts.extend(value.as_ref().map(|value| format!("{name} \"{value}\"")));
        };
        text("named", &self.role_name);
        text("rule", &self.auto_moderation_rule_name);
        text("by", &self.integration_type);
        text("status", &self.status);
        f.write_str(&parts.join(", "))
    }
}

/// A whole number, written as a text; for `#[wire(with = Decimal)]`.
#[derive(Clone, Copy)]
pub(crate) struct Decimal(i32);

required!(Decimal);

impl From<Decimal> for u32 {
    fn from(decimal: Decimal) -> Self {
        // Never less than 0: see how it is read.
        decimal.0.unsigned_abs()
    }
}

impl From<&u32> for Decimal {
    fn from(number: &u32) -> Self {
        Self(i32::try_from(*number).unwrap_or(i32::MAX))
    }
}

macro_rules! enums {
    ($($ty:ty),+) => {$(
        impl From<Decimal> for $ty {
            fn from(decimal: Decimal) -> Self {
                decimal.0.into()
            }
        }

        impl From<&$ty> for Decimal {
            fn from(value: &$ty) -> Self {
                Self(value.value())
            }
        }
    )+};
}

enums!(AutoModerationTriggerType, OverwriteType);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number from 0 to 2147483647, as a string")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
                i32::try_from(number)
                    .map(Decimal)
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                text.parse()
                    .ok()
                    .filter(|number| *number >= 0)
                    .map(Decimal)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
