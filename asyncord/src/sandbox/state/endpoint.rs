//! Where applications hear of things over HTTP, and the signatures by which they know who speaks.

use std::fmt::Write as _;

use ring::{
    digest,
    signature::{Ed25519KeyPair, KeyPair as _},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Changed, Field, Refusal, Store,
    ids::{ApplicationId, iso},
};

/// Whether events go to an application. Discord docs: Application/Application Event Webhook Status.
pub(crate) mod status {
    pub(crate) const DISABLED: u8 = 1;
    pub(crate) const ENABLED: u8 = 2;
    /// After too many failures.
    pub(crate) const DISABLED_BY_DISCORD: u8 = 3;
}

/// The events that go to applications. Discord docs: Webhook Events/Event Types.
pub(crate) const EVENT_TYPES: [&str; 12] = [
    "APPLICATION_AUTHORIZED",
    "APPLICATION_DEAUTHORIZED",
    "ENTITLEMENT_CREATE",
    "ENTITLEMENT_UPDATE",
    "ENTITLEMENT_DELETE",
    "QUEST_USER_ENROLLMENT",
    "LOBBY_MESSAGE_CREATE",
    "LOBBY_MESSAGE_UPDATE",
    "LOBBY_MESSAGE_DELETE",
    "GAME_DIRECT_MESSAGE_CREATE",
    "GAME_DIRECT_MESSAGE_UPDATE",
    "GAME_DIRECT_MESSAGE_DELETE",
];

/// An application's addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Endpoints {
    /// For interactions, which else go over the gateway.
    pub(crate) interactions_url: Option<String>,
    pub(crate) events_url: Option<String>,
    pub(crate) events_status: u8,
    pub(crate) events_types: Vec<String>,
}

impl Default for Endpoints {
    fn default() -> Self {
        Self {
            interactions_url: None,
            events_url: None,
            events_status: status::DISABLED,
            events_types: Vec::new(),
        }
    }
}

/// What is changed of an application's addresses; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct EndpointsEdit {
    pub(crate) interactions_url: Field<String>,
    pub(crate) events_url: Field<String>,
    pub(crate) events_status: Option<u8>,
    pub(crate) events_types: Option<Vec<String>>,
}

/// An event on its way to an application.
#[derive(Clone, Debug)]
pub(crate) struct WebhookEvent {
    pub(crate) application: ApplicationId,
    pub(crate) url: String,
    /// The body of the request.
    pub(crate) body: Value,
}

/// The key pair of an application, the same in every run. It is no secret: it signs nothing but what
/// this sandbox sends to the bot under test.
fn key_pair(application: ApplicationId) -> Option<Ed25519KeyPair> {
    let text = format!("asyncord sandbox {application}");
    let seed = digest::digest(&digest::SHA256, text.as_bytes());
    Ed25519KeyPair::from_seed_unchecked(seed.as_ref()).ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a text does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The key by which an application checks signatures.
pub(crate) fn verify_key(application: ApplicationId) -> String {
    key_pair(application).map_or_else(String::new, |pair| hex(pair.public_key().as_ref()))
}

/// The signature of a request.
pub(crate) fn sign(application: ApplicationId, timestamp: &str, body: &[u8]) -> String {
    let signed = [timestamp.as_bytes(), body].concat();
    key_pair(application).map_or_else(String::new, |pair| hex(pair.sign(&signed).as_ref()))
}

impl Store {
    /// Changes an application's addresses, which have been tried.
    pub(crate) fn edit_endpoints(
        &mut self,
        id: ApplicationId,
        edit: EndpointsEdit,
    ) -> Result<Changed<()>, Refusal> {
        let application = self
            .applications
            .get_mut(&id)
            .ok_or(Refusal::UNKNOWN_APPLICATION)?;
        let endpoints = &mut application.endpoints;
        if matches!(edit.events_url, Field::Value(_)) && edit.events_status.is_none() {
            endpoints.events_status = status::ENABLED;
        }
        edit.interactions_url.apply(&mut endpoints.interactions_url);
        edit.events_url.apply(&mut endpoints.events_url);
        endpoints.events_status = edit.events_status.unwrap_or(endpoints.events_status);
        if let Some(types) = edit.events_types {
            endpoints.events_types = types;
        }
        if endpoints.events_url.is_none() && endpoints.events_status == status::ENABLED {
            endpoints.events_status = status::DISABLED;
        }
        Ok(Changed::nothing(()))
    }

    /// Sends an event to an application that wants it.
    pub(crate) fn webhook_event(&mut self, id: ApplicationId, name: &str, data: &Value) {
        let now = self.clock.now();
        let Some(application) = self.applications.get(&id) else {
            return;
        };
        let endpoints = &application.endpoints;
        let wants = endpoints.events_status == status::ENABLED
            && endpoints.events_types.iter().any(|wanted| wanted == name);
        let Some(url) = endpoints.events_url.clone().filter(|_| wants) else {
            return;
        };
        // Here moments have no offset.
        let timestamp = iso(now).replace("+00:00", "");
        self.outbox.push(WebhookEvent {
            application: id,
            url,
            body: json!({
                "version": 1,
                "application_id": id,
                "type": 1,
                "event": { "type": name, "timestamp": timestamp, "data": data },
            }),
        });
    }

    /// The events that are to be sent.
    pub(crate) fn take_webhook_events(&mut self) -> Vec<WebhookEvent> {
        std::mem::take(&mut self.outbox)
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::{
        super::{Field, Store, seed::APPLICATION},
        EndpointsEdit, sign, verify_key,
    };

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
            .collect()
    }

    #[test]
    fn signatures_hold_for_their_body_alone() {
        let key = UnparsedPublicKey::new(&ED25519, bytes(&verify_key(APPLICATION)));
        let signature = bytes(&sign(APPLICATION, "1", b"{}"));
        assert!(key.verify(b"1{}", &signature).is_ok());
        assert!(key.verify(b"2{}", &signature).is_err());
    }

    #[test]
    fn events_go_where_they_are_wanted() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        store.webhook_event(APPLICATION, "ENTITLEMENT_CREATE", &1.into());
        let edit = EndpointsEdit {
            events_url: Field::Value("http://127.0.0.1/".to_owned()),
            events_types: Some(vec!["ENTITLEMENT_CREATE".to_owned()]),
            ..EndpointsEdit::default()
        };
        store.edit_endpoints(APPLICATION, edit).unwrap();
        store.webhook_event(APPLICATION, "ENTITLEMENT_CREATE", &2.into());
        store.webhook_event(APPLICATION, "ENTITLEMENT_DELETE", &3.into());
        let events = store.take_webhook_events();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].body["event"]["data"], 2);
        assert!(store.take_webhook_events().is_empty());
    }
}
