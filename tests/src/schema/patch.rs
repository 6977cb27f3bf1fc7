//! Where the spec differs from what Discord sends and takes: each entry puts one place right.

use serde_json::{Map, Value, json};

type Schemas = Map<String, Value>;

/// Puts the schemas right and returns the entries that found nothing to put right.
pub(super) fn apply(schemas: &mut Schemas) -> Vec<String> {
    let mut missed = Vec::new();
    let mut note = |what: &str, done: bool| {
        if !done {
            missed.push(what.to_owned());
        }
    };
    note("permissions are strings", permissions(schemas));
    note("codes of form errors are words", form_errors(schemas));
    note(
        "RatelimitedResponse has no code at times",
        rate_limited(schemas),
    );
    for (what, names, property) in SAID_TOO_LITTLE_OF {
        note(what, formats(schemas, names, property));
    }
    note(
        "sizes of pictures are below 2^31",
        ["RichEmbedImage", "RichEmbedThumbnail", "RichEmbedVideo"]
            .into_iter()
            .all(|name| sizes(schemas, name)),
    );
    note(
        "ids of sent attachments are numbers too",
        attachment_ids(schemas),
    );
    for (name, values) in VALUES {
        for (title, value) in *values {
            let value = if value.is_empty() {
                json!(title)
            } else {
                number(value)
            };
            note(
                &format!("{name} has {title}"),
                add_value(schemas, name, title, &value),
            );
        }
    }
    note(
        "a media channel is a guild's channel",
        media_channels(schemas),
    );
    note("content has 2000 characters", content(schemas));
    note(
        "a modal has 5 components",
        limit(
            schemas,
            "ModalInteractionCallbackRequestData",
            "components",
            "maxItems",
            40,
            5,
        ),
    );
    missed
}

/// Documented values that the spec's lists lack; without a number, the title is the value.
const VALUES: &[(&str, &[(&str, &str)])] = &[
    ("ChannelTypes", &[("GUILD_MEDIA", "16")]),
    ("MessageReferenceType", &[("FORWARD", "1")]),
    ("MessageType", &[("PURCHASE_NOTIFICATION", "44")]),
    (
        "EntitlementTypes",
        &[
            ("PURCHASE", "1"),
            ("PREMIUM_SUBSCRIPTION", "2"),
            ("DEVELOPER_GIFT", "3"),
            ("TEST_MODE_PURCHASE", "4"),
            ("FREE_PURCHASE", "5"),
            ("USER_GIFT", "6"),
            ("PREMIUM_PURCHASE", "7"),
        ],
    ),
    ("InteractionCallbackTypes", &[("PREMIUM_REQUIRED", "10")]),
    (
        "GuildFeatures",
        &[
            ("ENHANCED_ROLE_COLORS", ""),
            ("GUESTS_ENABLED", ""),
            ("GUILD_TAGS", ""),
            ("MORE_SOUNDBOARD", ""),
            ("SOUNDBOARD", ""),
        ],
    ),
];

/// Properties of which the spec says no more than that they are strings.
const SAID_TOO_LITTLE_OF: &[(&str, &[&str], (&str, &str))] = &[
    (
        "flags_new are flags as a string",
        &[
            "ApplicationResponse",
            "InviteApplicationResponse",
            "PrivateApplicationResponse",
        ],
        ("flags_new", "permissions"),
    ),
    (
        "a launch has an id",
        &["EmbeddedActivityInstance"],
        ("launch_id", "snowflake"),
    ),
    (
        "an integration has an id",
        &[
            "ExternalConnectionIntegrationResponse",
            "PartialExternalConnectionIntegrationResponse",
        ],
        ("id", "snowflake"),
    ),
];

/// Says what stands in a property that is a string; whether any had to be told.
fn formats(schemas: &mut Schemas, names: &[&str], (property, format): &(&str, &str)) -> bool {
    let mut found = false;
    for name in names {
        let place = schemas
            .get_mut(*name)
            .and_then(|schema| schema.get_mut("properties")?.get_mut(*property));
        if let Some(place) = place
            && place["type"].to_string().contains("string")
            && place.get("format").is_none()
        {
            place["format"] = json!(format);
            place["pattern"] = json!("^(0|[1-9][0-9]*)$");
            found = true;
        }
    }
    found
}

/// Bounds the sizes of a picture, which the spec takes up to 2^53.
fn sizes(schemas: &mut Schemas, name: &str) -> bool {
    ["width", "height"].into_iter().all(|property| {
        let place = schemas
            .get_mut(name)
            .and_then(|schema| schema.get_mut("properties")?.get_mut(property));
        let Some(place) = place else { return false };
        *place = json!({"type": ["integer", "null"], "minimum": 0, "maximum": i32::MAX});
        true
    })
}

fn number(digits: &str) -> Value {
    digits.parse::<i64>().map_or(Value::Null, Value::from)
}

/// Bit sets are strings of digits in both directions; the spec has integers in requests.
fn permissions(schemas: &mut Schemas) -> bool {
    let mut requests = 0;
    for schema in schemas.values_mut() {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            let is_set = ["allow", "deny", "permissions", "default_member_permissions"]
                .contains(&name.as_str());
            let kinds = property["type"].to_string();
            if !is_set || !(kinds.contains("integer") || kinds.contains("string")) {
                continue;
            }
            requests += usize::from(kinds.contains("integer"));
            let kind = if kinds.contains("null") {
                json!(["string", "null"])
            } else {
                json!("string")
            };
            *property =
                json!({"type": kind, "format": "permissions", "pattern": "^(0|[1-9][0-9]*)$"});
        }
    }
    requests > 0
}

fn form_errors(schemas: &mut Schemas) -> bool {
    let Some(items) = schemas
        .get_mut("InnerErrors")
        .and_then(|schema| schema.pointer_mut("/properties/_errors/items"))
    else {
        return false;
    };
    let wrong = items.get("$ref").is_some();
    *items = json!({
        "type": "object",
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        "required": ["code", "message"],
    });
    wrong
}

fn rate_limited(schemas: &mut Schemas) -> bool {
    let Some(mut error) = schemas.get("Error").cloned() else {
        return false;
    };
    let Some(part) = schemas
        .get_mut("RatelimitedResponse")
        .and_then(|schema| schema.pointer_mut("/allOf/0"))
    else {
        return false;
    };
    error["required"] = json!(["message"]);
    let wrong = part.get("$ref").is_some();
    *part = error;
    wrong
}

fn attachment_ids(schemas: &mut Schemas) -> bool {
    let Some(id) = schemas
        .get_mut("MessageAttachmentRequest")
        .and_then(|schema| schema.pointer_mut("/properties/id"))
    else {
        return false;
    };
    let wrong = id.get("$ref").is_some();
    *id = json!({"oneOf": [id.clone(), {"type": "integer", "minimum": 0}]});
    wrong
}

fn add_value(schemas: &mut Schemas, name: &str, title: &str, value: &Value) -> bool {
    let values = schemas
        .get_mut(name)
        .and_then(|schema| schema.get_mut("oneOf"))
        .and_then(Value::as_array_mut);
    let Some(values) = values else { return false };
    if values.iter().any(|known| known["const"] == *value) {
        return false;
    }
    values.push(json!({"title": title, "const": value}));
    true
}

/// Wherever a forum is allowed beside the guild's other channels, a media channel is.
fn media_channels(schemas: &mut Schemas) -> bool {
    let mut found = false;
    for schema in schemas.values_mut() {
        let Some(kind) = schema.pointer_mut("/properties/type") else {
            continue;
        };
        let places = match kind.get_mut("oneOf").and_then(Value::as_array_mut) {
            Some(branches) => branches.iter_mut().collect(),
            None => vec![kind],
        };
        for place in places {
            let of = place.pointer("/allOf/0/$ref").and_then(Value::as_str);
            let of_channels = of.is_some_and(|of| of.ends_with("/ChannelTypes"));
            if let Some(values) = place.get_mut("enum").and_then(Value::as_array_mut)
                && of_channels
                && values.contains(&json!(15))
                && !values.contains(&json!(16))
            {
                values.push(json!(16));
                found = true;
            }
        }
    }
    found
}

/// Text displays keep their 4000.
fn content(schemas: &mut Schemas) -> bool {
    let names: Vec<_> = schemas
        .keys()
        .filter(|name| !name.starts_with("TextDisplay"))
        .cloned()
        .collect();
    let mut found = false;
    for name in names {
        found |= limit(schemas, &name, "content", "maxLength", 4000, 2000);
    }
    found
}

fn limit(schemas: &mut Schemas, name: &str, property: &str, key: &str, from: u64, to: u64) -> bool {
    let limit = schemas.get_mut(name).and_then(|schema| {
        schema
            .get_mut("properties")?
            .get_mut(property)?
            .get_mut(key)
    });
    match limit {
        Some(limit) if *limit == json!(from) => {
            *limit = json!(to);
            true
        }
        _ => false,
    }
}
