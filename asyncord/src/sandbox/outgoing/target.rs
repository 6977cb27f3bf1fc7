//! Trying the addresses that applications want to be reached at.

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};
use url::{Host, Url};

use crate::sandbox::{
    inspector::DeliveryPurpose,
    state::{Refusal, ids::ApplicationId},
    world::App,
};

use super::{client::Letter, deliver};

/// Tries the address for interactions: it must answer a PING, and refuse one with a wrong signature.
pub(crate) async fn check_interactions_url(
    app: &App,
    application: ApplicationId,
    url: &str,
) -> Result<(), Refusal> {
    let key = "interactions_endpoint_url";
    check_address(key, url)?;
    let body = {
        let mut world = app.world();
        let id = world.store.clock.next_id::<()>();
        json!({
            "id": id,
            "application_id": application,
            "type": 1,
            "version": 1,
            "token": "",
            "user": world.store.user(world.store.default_user())?.json(),
            "entitlements": [],
            "authorizing_integration_owners": {},
            "app_permissions": "0",
        })
    };
    check(app, application, url, &body, |status, body| {
        let answer: Option<Value> = serde_json::from_slice(body).ok();
        status == StatusCode::OK && answer.is_some_and(|answer| answer["type"] == 1)
    })
    .await
    .map_err(|why| {
        let code = "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID";
        let message = "The specified interactions endpoint url could not be verified.";
        Refusal::field(key, code, message).because(why)
    })
}

/// Tries the address for events.
pub(crate) async fn check_events_url(
    app: &App,
    application: ApplicationId,
    url: &str,
) -> Result<(), Refusal> {
    let key = "event_webhooks_url";
    check_address(key, url)?;
    let body = json!({ "version": 1, "application_id": application, "type": 0 });
    check(app, application, url, &body, |status, body| {
        status == StatusCode::NO_CONTENT && body.is_empty()
    })
    .await
    .map_err(|why| {
        let code = "APPLICATION_EVENT_WEBHOOKS_URL_INVALID";
        let message = "The specified event webhooks url could not be verified.";
        Refusal::field(key, code, message).because(why)
    })
}

/// Nothing but this machine is spoken to without encryption.
fn check_address(key: &str, address: &str) -> Result<(), Refusal> {
    let Ok(url) = Url::parse(address) else {
        return Err(Refusal::field(
            key,
            "URL_TYPE_INVALID_URL",
            "Not a well formed URL.",
        ));
    };
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_here => Ok(()),
        scheme => {
            let message = format!("Scheme \"{scheme}\" must be one of ('https',).");
            let why = "the sandbox sends without TLS to this machine alone";
            Err(Refusal::field(key, "URL_TYPE_INVALID_SCHEME", message).because(why))
        }
    }
}

/// Sends a PING with a right signature and one with a wrong one, and says what is wrong with the answers.
async fn check(
    app: &App,
    application: ApplicationId,
    url: &str,
    body: &Value,
    is_pong: impl FnOnce(StatusCode, &[u8]) -> bool,
) -> Result<(), String> {
    let now = app.world().store.clock.now();
    let letter = Letter {
        application,
        url,
        now,
        body: &Bytes::from(body.to_string()),
        purpose: DeliveryPurpose::Ping,
    };
    deliver(app, letter, |status, answer| {
        if is_pong(status, answer) {
            Ok(())
        } else {
            Err(format!(
                "a PING was answered with {status} and not as it must be"
            ))
        }
    })
    .await?;
    let forged = Letter {
        purpose: DeliveryPurpose::WrongSignature,
        ..letter
    };
    deliver(app, forged, is_refused).await
}

/// Whether a request with a wrong signature was answered as it must be.
pub(super) fn is_refused(status: StatusCode, _: &Bytes) -> Result<(), String> {
    match status {
        StatusCode::UNAUTHORIZED => Ok(()),
        _ => Err(format!(
            "a wrong signature was answered with {status}, not 401"
        )),
    }
}
