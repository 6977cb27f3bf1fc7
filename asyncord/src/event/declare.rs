//! The form in which events are declared: name, intents and payload once, where the event stands.

use std::{fmt, sync::LazyLock};

use super::RawEvent;

/// Declares an event. Two forms:
///
/// ```text
/// event! {
///     /// What it tells.
///     pub struct MessageCreate(Message) = "MESSAGE_CREATE", Intents::GUILD_MESSAGES;
/// ///     if_granted = Intents::MESSAGE_CONTENT;  // optional
///     tells = |event| {                       // optional, and so is each line of it
///         guild: event.guild_id,
///         channel: event.channel_id,
///         user: event.author,
///         is_bot: Some(event.author.bot),     // where the user alone does not tell
///         reply_to: ReplyTarget::new(event.channel_id, event.id),
///     };
/// }
/// event! {
///     /// What it tells.
///     pub struct MessageDelete = "MESSAGE_DELETE", Intents::GUILD_MESSAGES;
///     tells = …;
///     {
///         /// A field; `#[wire(…)]` as in `model`.
///         pub id: Id<MessageMarker>,
///     }
/// }
/// ```
///
/// The first carries an object and derefs to it; the second has fields of its own. Both keep the raw
/// payload. What an event tells makes its scope, and it implements `HasGuild`, `HasChannel`, `HasUser` and
/// `Replyable` for what it tells and nothing else.
macro_rules! event {
    (
        $(#[$doc:meta])*
        pub struct $name:ident($object:ty) = $wire:literal, $intents:expr;
        $(if_granted = $if_granted:expr;)?
        $(tells = |$event:ident| { $($told:tt)* };)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            object: $object,
            raw: $crate::event::declare::Payload,
        }

        impl $name {
            /// The payload as it came, with the fields that are not typed.
            pub fn raw(&self) -> &$crate::event::RawEvent {
                &self.raw.0
            }

            /// The object that the event carries.
            pub fn into_inner(self) -> $object {
                self.object
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = $object;

            fn deref(&self) -> &$object {
                &self.object
            }
        }

        impl ::std::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut $object {
                &mut self.object
            }
        }

        /// Reads the object that the event carries; such an event has no raw payload.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                Ok(Self {
                    object: ::serde::Deserialize::deserialize(deserializer)?,
                    raw: $crate::event::declare::Payload::none(),
                })
            }
        }

        /// Writes the object that the event carries.
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.object.serialize(serializer)
            }
        }

        event!(@impl $name, $wire, $intents, [$($if_granted)?], [$($event $($told)*)?], |raw| {
            Ok(Self {
                object: raw.decode_as()?,
                raw: $crate::event::declare::Payload(raw.clone()),
            })
        });
    };
    (
        $(#[$doc:meta])*
        pub struct $name:ident = $wire:literal, $intents:expr;
        $(if_granted = $if_granted:expr;)?
        $(tells = |$event:ident| { $($told:tt)* };)?
        { $($fields:tt)* }
    ) => {
        $(#[$doc])*
        #[$crate::model::wire::object]
        pub struct $name {
            $($fields)*
            #[wire(skip = $crate::event::declare::Payload::none())]
            raw: $crate::event::declare::Payload,
        }

        impl $name {
            /// The payload as it came, with the fields that are not typed.
            pub fn raw(&self) -> &$crate::event::RawEvent {
                &self.raw.0
            }
        }

        event!(@impl $name, $wire, $intents, [$($if_granted)?], [$($event $($told)*)?], |raw| {
            let mut event: Self = raw.decode_as()?;
            event.raw = $crate::event::declare::Payload(raw.clone());
            Ok(event)
        });
    };
    (
        @impl $name:ident, $wire:literal, $intents:expr, [$($if_granted:expr)?],
        [$(
            $event:ident
            $(guild: $guild:expr,)?
            $(channel: $channel:expr,)?
            $(user: $user:expr, $(is_bot: $is_bot:expr,)?)?
            $(reply_to: $target:expr,)?
        )?],
        |$raw:ident| $decode:block
    ) => {
        impl $crate::event::Event for $name {
            const NAMES: $crate::event::EventNames = $crate::event::EventNames::Only(&[$wire]);
            const INTENTS: $crate::model::Intents = $intents;
            $(const INTENTS_IF_GRANTED: $crate::model::Intents = $if_granted;)?

            fn decode(
                $raw: &$crate::event::RawEvent,
            ) -> Result<Self, $crate::event::DecodeError> $decode

            $(
                fn scope(&self) -> $crate::event::Scope {
                    let $event = self;
                    // An event may tell its user only.
                    let _ = $event;
                    $crate::event::Scope {
                        $(guild_id: $crate::event::derive::GuildPlace::guild_id(&$guild),)?
                        $(channel_id: $crate::event::derive::ChannelPlace::channel_id(&$channel),)?
                        ..$crate::event::Scope::default()
                    }
                }
            )?
        }

        $(
            $(
                impl $crate::event::HasGuild for $name {
                    fn guild_id(&self) -> Option<$crate::id::Id<$crate::id::marker::GuildMarker>> {
                        let $event = self;
                    // An event may tell its user only.
                    let _ = $event;
                        $crate::event::derive::GuildPlace::guild_id(&$guild)
                    }
                }
            )?

            $(
                impl $crate::event::HasChannel for $name {
                    fn channel_id(
                        &self,
                    ) -> Option<$crate::id::Id<$crate::id::marker::ChannelMarker>> {
                        let $event = self;
                    // An event may tell its user only.
                    let _ = $event;
                        $crate::event::derive::ChannelPlace::channel_id(&$channel)
                    }
                }
            )?

            $(
                impl $crate::event::HasUser for $name {
                    fn user_id(&self) -> Option<$crate::id::Id<$crate::id::marker::UserMarker>> {
                        let $event = self;
                    // An event may tell its user only.
                    let _ = $event;
                        $crate::event::UserPlace::user_id(&$user)
                    }

                    fn is_bot(&self) -> Option<bool> {
                        let $event = self;
                    // An event may tell its user only.
                    let _ = $event;
                        event!(@is_bot $user $(, $is_bot)?)
                    }
                }
            )?

            $(
                // These are few, and the compiler would show where each stands; the trait's note names them.
                #[diagnostic::do_not_recommend]
                impl $crate::event::Replyable for $name {
                    fn reply_target(&self) -> $crate::event::ReplyTarget {
                        let $event = self;
                    // An event may tell its user only.
                    let _ = $event;
                        $target
                    }
                }
            )?
        )?
    };
    (@is_bot $user:expr) => { $crate::event::UserPlace::is_bot(&$user) };
    (@is_bot $user:expr, $is_bot:expr) => { $is_bot };
}

/// The payload that an event keeps beside its fields; it takes no part in comparisons.
#[derive(Clone)]
pub(crate) struct Payload(pub(crate) RawEvent);

impl Payload {
    /// What stands in an event while it is being decoded.
    pub(crate) fn none() -> Self {
        static NONE: LazyLock<RawEvent> = LazyLock::new(|| RawEvent::from_json("", String::new()));
        Self(NONE.clone())
    }
}

impl PartialEq for Payload {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
