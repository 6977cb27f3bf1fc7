//! Webhook events: what Discord sends to an application's own address by HTTP.
//!
//! Not to be mixed up with webhooks, by which others send to Discord.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned},
    ser::SerializeMap,
};
use serde_json::value::RawValue;

use super::{
    ApplicationIntegrationType, DeletedLobbyMessage, Entitlement, GameDirectMessage, Guild, List,
    LobbyMessage, RawJson, Text, Timestamp, User, WebhookEventType,
    wire::{self, Keys, lenient, object, required},
};
use crate::id::{Id, marker::ApplicationMarker};

#[cfg(test)]
mod tests;

/// What Discord sends to the address of an application's webhook events.
///
/// Check the signature before anything else, and answer with an empty 204 within 3 seconds; what takes
/// longer follows later. Events come in no order, and may come twice.
///
/// ```
/// use asyncord::model::{WebhookEventData, WebhookEventPayload, decode};
///
/// let payload: WebhookEventPayload = decode(
///     r#"{"version": 1, "application_id": "1", "type": 1, "event": {
///         "type": "APPLICATION_DEAUTHORIZED", "timestamp": "2024-10-18T14:42:53.064834",
///         "data": {"user": {"id": "4", "username": "ada"}}}}"#,
/// )?;
/// match payload.event.map(|event| event.data) {
///     None => println!("a ping"),
///     Some(WebhookEventData::ApplicationDeauthorized(event)) => {
///         assert_eq!(event.user.unwrap().username, "ada");
///     }
///     Some(other) => println!("{}", other.kind()),
/// }
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// Discord docs: Webhook Events/Webhook Event Payloads.
#[object]
pub struct WebhookEventPayload {
    /// The version of the form; 1.
    pub version: u32,
    /// The application.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// Whether it carries an event.
    #[wire(name = "type")]
    pub kind: WebhookEventPayloadType,
    /// The event.
    pub event: Option<Box<WebhookEvent>>,
}

impl WebhookEventPayload {
    /// Whether Discord only looks whether the address answers.
    pub fn is_ping(&self) -> bool {
        self.kind == WebhookEventPayloadType::Ping
    }
}

open_enum! {
    /// Whether a payload carries an event.
    ///
    /// Discord docs: Webhook Events/Webhook Types.
    pub enum WebhookEventPayloadType {
        /// No event: Discord looks whether the address answers.
        Ping = 0 => "PING",
        /// An event.
        Event = 1 => "Event",
    }
}

/// An event.
///
/// Discord docs: Webhook Events/Event Body Object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WebhookEvent {
    /// When it happened; Discord writes it without an offset, and it is UTC.
    pub timestamp: Option<Timestamp>,
    /// What happened.
    pub data: WebhookEventData,
    came: Keys<1>,
}

required!(WebhookEvent);

/// A user or guild added an application.
///
/// Discord docs: Webhook Events/Application Authorized.
#[object]
#[derive(Default)]
pub struct ApplicationAuthorized {
    /// Whether it was added to a guild (0) or to a user's account (1).
    pub integration_type: Option<ApplicationIntegrationType>,
    /// Who added it.
    pub user: Option<Box<User>>,
    /// The scopes that were allowed.
    pub scopes: List<Text>,
    /// The guild, where it was added to one.
    pub guild: Option<Box<Guild>>,
}

/// A user took an application away, or its tokens were revoked.
///
/// Discord docs: Webhook Events/Application Deauthorized.
#[object]
#[derive(Default)]
pub struct ApplicationDeauthorized {
    /// The user.
    pub user: Option<Box<User>>,
}

/// An event of a kind that this version does not know, or without what its kind needs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnknownWebhookEvent {
    /// The kind.
    pub kind: WebhookEventType,
    /// What Discord tells of it, as it came.
    pub data: Option<RawJson>,
}

/// Makes [`WebhookEventData`] of the kinds of events.
macro_rules! data {
    ($( $(#[doc = $doc:literal])+ $name:ident($data:ty), )+) => {
        /// What happened, by the kind of the event.
        ///
        /// Discord docs: Webhook Events/Event Types.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum WebhookEventData {
            $( $(#[doc = $doc])+ $name(Box<$data>), )+
            /// Another event, as it came; also a known one without data.
            Unknown(UnknownWebhookEvent),
        }

        impl WebhookEventData {
            /// The kind of the event.
            pub fn kind(&self) -> WebhookEventType {
                match self {
                    $( Self::$name(_) => WebhookEventType::$name, )+
                    Self::Unknown(event) => event.kind.clone(),
                }
            }

            fn read<E: de::Error>(kind: WebhookEventType, data: Option<RawJson>) -> Result<Self, E> {
                match (kind, data) {
                    $( (WebhookEventType::$name, Some(data)) => part(&data).map(Self::$name), )+
                    (kind, data) => Ok(Self::Unknown(UnknownWebhookEvent { kind, data })),
                }
            }

            fn write<M: SerializeMap>(&self, map: &mut M, keys: Keys<1>) -> Result<(), M::Error> {
                match self {
                    $( Self::$name(data) => map.serialize_entry("data", data), )+
                    Self::Unknown(event) => {
                        wire::write(map, "data", &event.data, keys.get(WebhookEvent::DATA))
                    }
                }
            }
        }
    };
}

data! {
    /// A user or guild added the application.
    ApplicationAuthorized(ApplicationAuthorized),
    /// A user took the application away.
    ApplicationDeauthorized(ApplicationDeauthorized),
    /// An entitlement was made.
    EntitlementCreate(Entitlement),
    /// An entitlement was changed.
    EntitlementUpdate(Entitlement),
    /// An entitlement was deleted.
    EntitlementDelete(Entitlement),
    /// A user took up a quest; Discord does not tell what comes with it.
    QuestUserEnrollment(RawJson),
    /// A message was sent in a lobby.
    LobbyMessageCreate(LobbyMessage),
    /// A message of a lobby was edited.
    LobbyMessageUpdate(LobbyMessage),
    /// A message of a lobby was deleted.
    LobbyMessageDelete(DeletedLobbyMessage),
    /// A direct message was sent by way of a game.
    GameDirectMessageCreate(GameDirectMessage),
    /// A direct message of a game was edited.
    GameDirectMessageUpdate(GameDirectMessage),
    /// A direct message of a game was deleted.
    GameDirectMessageDelete(GameDirectMessage),
}

fn part<T: DeserializeOwned, E: de::Error>(data: &RawJson) -> Result<T, E> {
    let raw: &RawValue = serde_json::from_str(data.json()).map_err(E::custom)?;
    lenient::part("data", raw)
}

/// An event as it stands on the wire.
#[object]
struct Body {
    #[wire(name = "type")]
    kind: WebhookEventType,
    timestamp: Option<Timestamp>,
    data: Option<RawJson>,
}

impl WebhookEvent {
    // Their places among the fields of the body.
    const TIMESTAMP: usize = 1;
    const DATA: usize = 2;
}

impl<'de> Deserialize<'de> for WebhookEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = Body::deserialize(deserializer)?;
        Ok(Self {
            timestamp: body.timestamp,
            data: WebhookEventData::read(body.kind, body.data)?,
            came: body.came,
        })
    }
}

impl Serialize for WebhookEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.data.kind())?;
        wire::write(
            &mut map,
            "timestamp",
            &self.timestamp,
            self.came.get(Self::TIMESTAMP),
        )?;
        self.data.write(&mut map, self.came)?;
        map.end()
    }
}
