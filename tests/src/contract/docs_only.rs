//! Operations that Discord documents and its specification has not, with schemas of our own.
//!
//! One of them, `PUT /applications/{application_id}/guilds/{guild_id}/commands/permissions`, always fails at Discord,
//! which switched it off; here it is taken as it was documented.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Operation, Request,
    operations::{Answered, LetsIn},
};

const FORM: &str = "application/x-www-form-urlencoded";

/// An operation that only the documentation has.
struct DocsOnly {
    /// A name of ours, as Discord gives none.
    id: &'static str,
    method: &'static str,
    template: &'static str,
    /// The content type and the schema of the body.
    body: Option<(&'static str, Value)>,
    /// The schema of the answer.
    answer: Value,
    lets_in: LetsIn,
}

const BOTS: LetsIn = LetsIn {
    anyone: false,
    bots: true,
    users: false,
};

/// Those who say with which application they come, by its id and its secret.
const APPLICATIONS: LetsIn = LetsIn {
    anyone: true,
    bots: false,
    users: false,
};

/// The operations of OAuth2 that take the application's id and secret as HTTP Basic too.
const BASIC: &[&str] = &["docs_token", "docs_revoke_token", "docs_authorize_device"];

fn operations() -> [DocsOnly; 3] {
    let snowflake = json!({"$ref": "#/components/schemas/SnowflakeType"});
    [
        DocsOnly {
            id: "docs_list_skus",
            method: "GET",
            template: "/applications/{application_id}/skus",
            body: None,
            answer: json!({"type": "array", "items": {
                "type": "object",
                "properties": {
                    "id": snowflake,
                    "type": {"type": "integer", "enum": [2, 3, 5, 6]},
                    "application_id": snowflake,
                    "name": {"type": "string"},
                    "slug": {"type": "string"},
                    "flags": {"type": "integer", "format": "int32"},
                },
                "required": ["id", "type", "application_id", "name", "slug", "flags"],
            }}),
            lets_in: BOTS,
        },
        DocsOnly {
            id: "docs_update_my_nick",
            method: "PATCH",
            template: "/guilds/{guild_id}/members/@me/nick",
            body: Some((
                "application/json",
                json!({
                    "type": "object",
                    "properties": {"nick": {"type": ["string", "null"], "maxLength": 32}},
                }),
            )),
            answer: json!({
                "type": "object",
                "properties": {"nick": {"type": ["string", "null"]}},
                "required": ["nick"],
            }),
            lets_in: BOTS,
        },
        DocsOnly {
            id: "docs_batch_update_command_permissions",
            method: "PUT",
            template: "/applications/{application_id}/guilds/{guild_id}/commands/permissions",
            body: Some(("application/json", command_permissions(&snowflake))),
            answer: json!({
                "type": "array",
                "items": {"$ref": "#/components/schemas/CommandPermissionsResponse"},
            }),
            lets_in: LetsIn {
                users: true,
                ..BOTS
            },
        },
    ]
}

fn oauth2_operations() -> [DocsOnly; 3] {
    let text = json!({"type": "string", "minLength": 1});
    let snowflake = json!({"$ref": "#/components/schemas/SnowflakeType"});
    [
        DocsOnly {
            id: "docs_token",
            method: "POST",
            template: "/oauth2/token",
            body: Some((FORM, token_request(&text))),
            answer: token_answer(&text),
            lets_in: APPLICATIONS,
        },
        DocsOnly {
            id: "docs_revoke_token",
            method: "POST",
            template: "/oauth2/token/revoke",
            body: Some((
                FORM,
                json!({
                    "type": "object",
                    "properties": {
                        "token": text,
                        "token_type_hint": {"type": "string", "enum": ["access_token", "refresh_token"]},
                        "client_id": snowflake,
                        "client_secret": text,
                    },
                    "required": ["token"],
                }),
            )),
            answer: json!({"type": "object", "properties": {}}),
            lets_in: APPLICATIONS,
        },
        DocsOnly {
            id: "docs_authorize_device",
            method: "POST",
            template: "/oauth2/device/authorize",
            body: Some((
                FORM,
                json!({
                    "type": "object",
                    "properties": {"client_id": snowflake, "client_secret": text, "scope": text},
                    "required": ["scope"],
                }),
            )),
            answer: json!({
                "type": "object",
                "properties": {
                    "device_code": text,
                    "user_code": text,
                    "verification_uri": {"type": "string", "format": "uri"},
                    "verification_uri_complete": {"type": "string", "format": "uri"},
                    "expires_in": {"type": "integer", "format": "int32"},
                    "interval": {"type": "integer", "format": "int32"},
                },
                "required": [
                    "device_code", "user_code", "verification_uri",
                    "verification_uri_complete", "expires_in", "interval",
                ],
            }),
            lets_in: APPLICATIONS,
        },
    ]
}

/// Who may use which of several commands.
fn command_permissions(snowflake: &Value) -> Value {
    json!({"type": "array", "items": {
        "type": "object",
        "properties": {
            "id": snowflake,
            "permissions": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/ApplicationCommandPermission"},
                "maxItems": 100,
            },
        },
        "required": ["id", "permissions"],
    }})
}

/// What asks for a token, for all grants; see [`GRANTS`] for what each needs.
fn token_request(text: &Value) -> Value {
    let grants: Vec<_> = GRANTS.iter().map(|(grant, _)| *grant).collect();
    json!({
        "type": "object",
        "properties": {
            "grant_type": {"type": "string", "enum": grants},
            "client_id": {"$ref": "#/components/schemas/SnowflakeType"},
            "client_secret": text,
            "code": text,
            "redirect_uri": {"type": "string", "format": "uri"},
            "code_verifier": text,
            "refresh_token": text,
            "scope": text,
            "device_code": text,
        },
        "required": ["grant_type"],
    })
}

/// A token, as it is answered.
fn token_answer(text: &Value) -> Value {
    json!({
        "type": "object",
        "properties": {
            "access_token": text,
            "token_type": {"type": "string", "enum": ["Bearer"]},
            "expires_in": {"type": "integer", "format": "int32"},
            "refresh_token": text,
            "scope": text,
            "id_token": text,
        },
        "required": ["access_token", "token_type", "expires_in", "scope"],
    })
}

/// What each grant needs beside its name.
const GRANTS: &[(&str, &[&str])] = &[
    ("authorization_code", &["code", "redirect_uri"]),
    ("refresh_token", &["refresh_token"]),
    ("client_credentials", &["scope"]),
    (
        "urn:ietf:params:oauth:grant-type:device_code",
        &["device_code"],
    ),
];

/// Adds the operations, and their schemas to those of the specification.
pub(super) fn add(schemas: &mut Map<String, Value>, operations: &mut Vec<Operation>) {
    for one in self::operations().into_iter().chain(oauth2_operations()) {
        let mut bodies = BTreeMap::new();
        if let Some((kind, schema)) = one.body {
            let name = format!("{}.body", one.id);
            schemas.insert(name.clone(), schema);
            bodies.insert(kind.to_owned(), name);
        }
        let answer = format!("{}.answer", one.id);
        schemas.insert(answer.clone(), one.answer);
        let ids = one.template.split('/').filter_map(|segment| {
            let name = segment.strip_prefix('{')?.strip_suffix('}')?;
            Some((name.to_owned(), "SnowflakeType".to_owned()))
        });
        operations.push(Operation {
            id: one.id.to_owned(),
            method: one.method.to_owned(),
            template: one.template.to_owned(),
            in_specification: false,
            takes_reason: false,
            path: ids.collect(),
            query: BTreeMap::new(),
            body_is_optional: bodies.is_empty(),
            bodies,
            answers: vec![Answered {
                status: 200,
                content: Some(("application/json".to_owned(), answer)),
            }],
            lets_in: one.lets_in,
        });
    }
}

/// Whether an operation takes an application's id and secret as HTTP Basic.
pub(super) fn takes_basic(operation: &Operation) -> bool {
    BASIC.contains(&operation.id.as_str())
}

/// What is wrong with a body beyond what its schema says.
pub(super) fn body_faults(operation: &Operation, request: &Request, body: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let needs = GRANTS
        .iter()
        .find(|(grant, _)| operation.id == "docs_token" && body["grant_type"] == *grant);
    for name in needs.map(|(_, needs)| *needs).unwrap_or_default() {
        if body.get(*name).is_none() {
            faults.push(format!("body, /{name}: this grant needs it"));
        }
    }
    if takes_basic(operation) && request.authorization.is_none() && body.get("client_id").is_none()
    {
        faults.push("body, /client_id: neither here nor as HTTP Basic".to_owned());
    }
    faults
}
