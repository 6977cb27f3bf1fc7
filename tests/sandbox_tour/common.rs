//! What several walks need: ids, people of the sandbox, and tokens that people give.

use asyncord::model::Timestamp;
use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

/// One pixel.
pub(crate) const IMAGE: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
/// Where people are sent back after they agreed.
const BACK: &str = "http://localhost:3000/back";

/// The text of a field, such as an id.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The id of a person of the sandbox.
///
/// # Panics
///
/// If there is nobody of that name.
pub(crate) async fn person(tour: &mut Tour, name: &str) -> String {
    let path = format!("/guilds/{}/members/search?query={name}", tour.guild());
    let found = tour.bot("GET", &path, Value::Null).await;
    let id = text(&found[0]["user"]["id"]);
    assert!(!id.is_empty(), "nobody is called {name}");
    id
}

/// A token of ada's with scopes, as it stands in a header.
pub(crate) async fn bearer(tour: &mut Tour, scope: &str) -> String {
    let token = token(tour, scope).await;
    format!("Bearer {}", text(&token["access_token"]))
}

/// Asks ada for a code, and changes it for a token with scopes.
pub(crate) async fn token(tour: &mut Tour, scope: &str) -> Value {
    let location = agree(tour, scope).await;
    let pairs = [
        ("grant_type", "authorization_code".to_owned()),
        ("code", query(&location, "code")),
        ("redirect_uri", BACK.to_owned()),
    ];
    as_client(tour, "/oauth2/token", &pairs).await
}

/// Sends a form in the name of the application's client.
pub(crate) async fn as_client(
    tour: &mut Tour,
    path: &str,
    pairs: &[(&'static str, String)],
) -> Value {
    let application = tour.application();
    let seen = format!("/applications/{application}");
    let seen = tour.control("PATCH", &seen, json!({})).await;
    let mut all = vec![
        ("client_id", application),
        ("client_secret", text(&seen["client_secret"])),
    ];
    all.extend_from_slice(pairs);
    tour.form(path, &all).await
}

/// Lets ada agree, and gives the address that she is sent to.
async fn agree(tour: &mut Tour, scope: &str) -> String {
    let application = tour.application();
    let path = format!("/applications/{application}");
    let redirects = json!({ "redirect_uris": [BACK] });
    tour.control("PATCH", &path, redirects).await;
    let asking = json!({
        "client_id": application,
        "response_type": "code",
        "redirect_uri": BACK,
        "scope": scope,
        "state": "here",
    });
    let ada = tour.ada();
    let sent = tour.person(&ada, "POST", "/oauth2/authorize", asking).await;
    text(&sent["location"])
}

/// A value of an address's query or fragment.
///
/// # Panics
///
/// If the address does not have it.
fn query(address: &str, key: &str) -> String {
    let url: url::Url = address.parse().expect("an address");
    let pairs = url.fragment().or(url.query()).unwrap_or_default();
    url::form_urlencoded::parse(pairs.as_bytes())
        .find_map(|(name, value)| (name == key).then(|| value.into_owned()))
        .unwrap_or_else(|| panic!("{address} has no {key}"))
}

/// Reads what the audit log has noted.
pub(crate) async fn audit_log(tour: &mut Tour) {
    let path = format!("/guilds/{}/audit-logs?limit=100", tour.guild());
    tour.bot("GET", &path, Value::Null).await;
}

/// The id of the channel `lounge`, where people talk.
///
/// # Panics
///
/// If it is gone.
pub(crate) async fn lounge(tour: &mut Tour) -> String {
    let path = format!("/guilds/{}/channels", tour.guild());
    let channels = tour.bot("GET", &path, Value::Null).await;
    let found = channels
        .as_array()
        .and_then(|list| list.iter().find(|one| one["type"] == 2));
    text(&found.expect("there is a voice channel")["id"])
}

/// A moment so many seconds from now, by the sandbox's clock.
///
/// # Panics
///
/// If the sandbox's clock is not to be read.
pub(crate) async fn later(tour: &mut Tour, seconds: i64) -> String {
    let clock = tour.control("GET", "/clock", Value::Null).await;
    let now = clock["now"].as_i64();
    now.and_then(|now| Timestamp::from_unix_milliseconds(now + seconds * 1000))
        .expect("the time in milliseconds")
        .to_string()
}
