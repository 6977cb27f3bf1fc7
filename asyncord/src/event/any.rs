//! Every event in one type.

use serde::{Serialize, Serializer};

use super::{
    ApplicationCommandPermissionsUpdate, AutoModerationActionExecution, AutoModerationRuleCreate,
    AutoModerationRuleDelete, AutoModerationRuleUpdate, ChannelCreate, ChannelDelete, ChannelInfo,
    ChannelPinsUpdate, ChannelUpdate, DecodeError, EntitlementCreate, EntitlementDelete,
    EntitlementUpdate, Event, EventNames, GuildAuditLogEntryCreate, GuildBanAdd, GuildBanRemove,
    GuildCreate, GuildDelete, GuildEmojisUpdate, GuildIntegrationsUpdate, GuildMemberAdd,
    GuildMemberRemove, GuildMemberUpdate, GuildMembersChunk, GuildRoleCreate, GuildRoleDelete,
    GuildRoleUpdate, GuildScheduledEventCreate, GuildScheduledEventDelete,
    GuildScheduledEventUpdate, GuildScheduledEventUserAdd, GuildScheduledEventUserRemove,
    GuildSoundboardSoundCreate, GuildSoundboardSoundDelete, GuildSoundboardSoundUpdate,
    GuildSoundboardSoundsUpdate, GuildStickersUpdate, GuildUpdate, IntegrationCreate,
    IntegrationDelete, IntegrationUpdate, InteractionCreate, InviteCreate, InviteDelete,
    MessageCreate, MessageDelete, MessageDeleteBulk, MessagePollVoteAdd, MessagePollVoteRemove,
    MessageReactionAdd, MessageReactionRemove, MessageReactionRemoveAll,
    MessageReactionRemoveEmoji, MessageUpdate, PresenceUpdate, RateLimited, RawEvent, Ready,
    Resumed, Scope, SoundboardSounds, StageInstanceCreate, StageInstanceDelete,
    StageInstanceUpdate, SubscriptionCreate, SubscriptionDelete, SubscriptionUpdate, ThreadCreate,
    ThreadDelete, ThreadListSync, ThreadMemberUpdate, ThreadMembersUpdate, ThreadUpdate,
    TypingStart, UserUpdate, VoiceChannelEffectSend, VoiceChannelStartTimeUpdate,
    VoiceChannelStatusUpdate, VoiceServerUpdate, VoiceStateUpdate, WebhooksUpdate,
};
use crate::model::{self, Intents, Strange, decode_reporting};

/// Makes [`AnyEvent`] of the list of events.
macro_rules! any_event {
    ($($name:ident),+ $(,)?) => {
        /// Any event of the gateway, typed; one that this version does not know comes raw.
        ///
        /// As a handler's first parameter it takes every event. It brings no intents of its own: set them
        /// with `.intents(..)`. A handler that wants some events does better to name them, in a union of
        /// its own under `#[derive(Event)]`: nothing else is then decoded, and the intents follow.
        ///
        /// It is small, and moved at little cost: each event stands in a box.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum AnyEvent {
            $(
                #[doc = concat!("See [`", stringify!($name), "`](super::", stringify!($name), ").")]
                $name(Box<$name>),
            )+
            /// An event that this version does not know, or one that does not have the form that is known: that
            /// is reported by `tracing`, with the path of what is wrong.
            Unknown(RawEvent),
        }

        impl AnyEvent {
            /// The wire names of the events that this version knows.
            pub const NAMES: &'static [&'static str] = &[$(name_of::<$name>()),+];

            /// The intents of which Discord needs any to send the event of this wire name; `None` of an
            /// event that this version does not know.
            pub fn intents(name: &str) -> Option<Intents> {
                $(
                    if name == const { name_of::<$name>() } {
                        return Some($name::INTENTS);
                    }
                )+
                None
            }

            /// Decodes the payload of an event of the name `name`, and tells what was strange in it.
            ///
            /// # Errors
            ///
            /// If the payload does not have the form of the event.
            pub fn decode_reporting(
                name: &str,
                json: &str,
            ) -> Result<(Self, Vec<Strange>), model::DecodeError> {
                $(
                    if name == const { name_of::<$name>() } {
                        let (event, strange) = decode_reporting(json)?;
                        return Ok((Self::$name(event), strange));
                    }
                )+
                Ok((Self::Unknown(RawEvent::from_json(name, json)), Vec::new()))
            }
        }

        impl AnyEvent {
            fn undecodable(raw: &RawEvent, error: &DecodeError) -> Self {
                tracing::warn!(%error, "an event has another form than is known and is given on undecoded");
                Self::Unknown(raw.clone())
            }
        }

        impl Event for AnyEvent {
            const NAMES: EventNames = EventNames::All;
            const INTENTS: Intents = Intents::empty();

            fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
                match raw.name() {
                    $(name if name == const { name_of::<$name>() } => {
                        Ok($name::decode(raw).map_or_else(
                            |error| Self::undecodable(raw, &error),
                            |event| Self::$name(Box::new(event)),
                        ))
                    })+
                    _ => Ok(Self::Unknown(raw.clone())),
                }
            }

            fn scope(&self) -> Scope {
                match self {
                    $(Self::$name(event) => event.scope(),)+
                    Self::Unknown(event) => event.scope(),
                }
            }
        }

        /// Writes the payload.
        impl Serialize for AnyEvent {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$name(event) => event.serialize(serializer),)+
                    Self::Unknown(event) => model::RawJson::from_json(event.json())
                        .map_err(serde::ser::Error::custom)?
                        .serialize(serializer),
                }
            }
        }
    };
}

/// The one name of an event on the wire.
const fn name_of<E: Event>() -> &'static str {
    match E::NAMES {
        EventNames::Only([name]) => name,
        _ => panic!("an event of the gateway has one name"),
    }
}

any_event! {
    ApplicationCommandPermissionsUpdate,
    AutoModerationActionExecution,
    AutoModerationRuleCreate,
    AutoModerationRuleDelete,
    AutoModerationRuleUpdate,
    ChannelCreate,
    ChannelDelete,
    ChannelInfo,
    ChannelPinsUpdate,
    ChannelUpdate,
    EntitlementCreate,
    EntitlementDelete,
    EntitlementUpdate,
    GuildAuditLogEntryCreate,
    GuildBanAdd,
    GuildBanRemove,
    GuildCreate,
    GuildDelete,
    GuildEmojisUpdate,
    GuildIntegrationsUpdate,
    GuildMemberAdd,
    GuildMemberRemove,
    GuildMemberUpdate,
    GuildMembersChunk,
    GuildRoleCreate,
    GuildRoleDelete,
    GuildRoleUpdate,
    GuildScheduledEventCreate,
    GuildScheduledEventDelete,
    GuildScheduledEventUpdate,
    GuildScheduledEventUserAdd,
    GuildScheduledEventUserRemove,
    GuildSoundboardSoundCreate,
    GuildSoundboardSoundDelete,
    GuildSoundboardSoundUpdate,
    GuildSoundboardSoundsUpdate,
    GuildStickersUpdate,
    GuildUpdate,
    IntegrationCreate,
    IntegrationDelete,
    IntegrationUpdate,
    InteractionCreate,
    InviteCreate,
    InviteDelete,
    MessageCreate,
    MessageDelete,
    MessageDeleteBulk,
    MessagePollVoteAdd,
    MessagePollVoteRemove,
    MessageReactionAdd,
    MessageReactionRemove,
    MessageReactionRemoveAll,
    MessageReactionRemoveEmoji,
    MessageUpdate,
    PresenceUpdate,
    RateLimited,
    Ready,
    Resumed,
    SoundboardSounds,
    StageInstanceCreate,
    StageInstanceDelete,
    StageInstanceUpdate,
    SubscriptionCreate,
    SubscriptionDelete,
    SubscriptionUpdate,
    ThreadCreate,
    ThreadDelete,
    ThreadListSync,
    ThreadMemberUpdate,
    ThreadMembersUpdate,
    ThreadUpdate,
    TypingStart,
    UserUpdate,
    VoiceChannelEffectSend,
    VoiceChannelStartTimeUpdate,
    VoiceChannelStatusUpdate,
    VoiceServerUpdate,
    VoiceStateUpdate,
    WebhooksUpdate,
}

#[cfg(test)]
mod tests {
    use super::AnyEvent;
    use crate::{
        event::{Event, RawEvent},
        model::Intents,
    };

    #[test]
    fn an_event_is_cheap_to_move() {
        assert!(size_of::<AnyEvent>() <= 64, "{}", size_of::<AnyEvent>());
    }

    #[test]
    fn an_unknown_event_is_kept_as_it_came() {
        let json = r#"{"b": 1.50, "a": [null]}"#;
        let event = AnyEvent::decode(&RawEvent::from_json("LAMP_LIT", json)).unwrap();
        let AnyEvent::Unknown(raw) = &event else {
            panic!("{event:?}");
        };
        assert_eq!(raw.name(), "LAMP_LIT");
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
        assert_eq!(AnyEvent::intents("LAMP_LIT"), None);
    }

    #[test]
    fn an_event_of_another_form_is_given_on_undecoded() {
        let json = r#"{"id":[],"channel_id":"2"}"#;
        let event = AnyEvent::decode(&RawEvent::from_json("MESSAGE_DELETE", json)).unwrap();
        assert!(matches!(&event, AnyEvent::Unknown(raw) if raw.json() == json));
    }

    #[test]
    fn a_known_event_is_typed_and_has_its_intents() {
        let raw = RawEvent::from_json("MESSAGE_DELETE", r#"{"id":"1","channel_id":"2"}"#);
        let event = AnyEvent::decode(&raw).unwrap();
        assert!(matches!(&event, AnyEvent::MessageDelete(event) if event.id == 1));
        assert_eq!(event.scope().channel_id, Some(2.into()));
        assert_eq!(
            AnyEvent::intents("MESSAGE_DELETE"),
            Some(Intents::GUILD_MESSAGES | Intents::DIRECT_MESSAGES)
        );
    }
}
