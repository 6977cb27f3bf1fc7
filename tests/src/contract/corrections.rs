//! Where the specification differs from what Discord takes and answers, beside the patches of
//! [`schema`](crate::schema): each entry puts one place right and says why.

use serde_json::{Map, Value, json};

use super::operations::Operation;

type Schemas = Map<String, Value>;

/// Answers that Discord's specification has and its documentation has not: operation, status, reason.
const NO_ANSWERS: &[(&str, u16, &str)] = &[
    (
        "create_channel_invite",
        204,
        "the documentation of Create Channel Invite: it returns an invite object",
    ),
    (
        "update_guild_member",
        204,
        "the documentation of Modify Guild Member: it returns 200 with the guild member",
    ),
];

/// Bodies that the specification says are needed: operation, reason why they are not.
const NO_BODY_NEEDED: &[(&str, &str)] = &[(
    "unban_user_from_guild",
    "the documentation of Remove Guild Ban has no body, the specification an empty object",
)];

/// Fields that Discord documents and the specification lacks: schema, property, its schema, reason.
pub(super) const DOCUMENTED_FIELDS: &[(&str, &str, &str, &str)] = &[
    (
        "ApplicationCommandCreateRequest",
        "nsfw",
        BOOLEAN,
        AGE_RESTRICTED,
    ),
    (
        "ApplicationCommandUpdateRequest",
        "nsfw",
        BOOLEAN,
        AGE_RESTRICTED,
    ),
    (
        "ApplicationCommandPatchRequestPartial",
        "nsfw",
        BOOLEAN,
        AGE_RESTRICTED,
    ),
    ("MessageEditRequestPartial", "poll", NULL, TURNED_ON),
    (
        "IncomingWebhookUpdateRequestPartial",
        "sticker_ids",
        NOTHING,
        TURNED_ON,
    ),
    (
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
        "poll",
        NULL,
        TURNED_ON,
    ),
    (
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
        "sticker_ids",
        NOTHING,
        TURNED_ON,
    ),
    (
        "GuildIncidentsDataResponse",
        "dm_spam_detected_at",
        MOMENT,
        INCIDENTS,
    ),
    (
        "GuildIncidentsDataResponse",
        "raid_detected_at",
        MOMENT,
        INCIDENTS,
    ),
    (
        "CreatedThreadResponse",
        "message",
        r##"{"$ref": "#/components/schemas/MessageResponse"}"##,
        "the documentation of Start Thread in Forum or Media Channel: it returns a channel with a nested message object",
    ),
];

const MOMENT: &str = r#"{"type": ["string", "null"], "format": "date-time"}"#;

const INCIDENTS: &str =
    "the documentation of the incidents data object: when something was detected";

const BOOLEAN: &str = r#"{"type": "boolean"}"#;
const NULL: &str = r#"{"type": "null"}"#;
const NOTHING: &str = r#"{"type": "array", "maxItems": 0}"#;

const AGE_RESTRICTED: &str =
    "`nsfw` is documented of application commands, and in the specification's answers";

const TURNED_ON: &str = "the documentation of components: who turns IS_COMPONENTS_V2 on by an edit sets content \
                         and poll to null, embeds and sticker_ids to nothing";

/// Properties that the specification says are required and Discord documents as optional: schema, property, reason.
const NOT_REQUIRED: &[(&str, &str, &str)] = &[(
    "BotAccountPatchRequest",
    "username",
    "the documentation of Modify Current User: all parameters are optional",
)];

/// Properties that Discord documents to be of another kind too: schema, property, that kind, reason.
const ALSO: &[(&str, &str, &str, &str)] = &[
    (
        "ApplicationFormPartial",
        "description",
        r#"{"type": "string", "maxLength": 400}"#,
        "the documentation of Edit Current Application has a string, the specification an object of translations only",
    ),
    (
        "ApplicationUserRoleConnectionResponse",
        "platform_name",
        NULL,
        "the documentation of the application role connection object: platform_name is ?string",
    ),
    (
        "GuildTemplateSnapshotResponse",
        "afk_channel_id",
        PLACEHOLDER,
        PLACEHOLDERS,
    ),
    (
        "GuildTemplateSnapshotResponse",
        "system_channel_id",
        PLACEHOLDER,
        PLACEHOLDERS,
    ),
    (
        "GuildTemplateChannelResponse",
        "parent_id",
        PLACEHOLDER,
        PLACEHOLDERS,
    ),
];

const PLACEHOLDER: &str = r#"{"type": "integer", "minimum": 0, "format": "int32"}"#;

const PLACEHOLDERS: &str = "the example of the guild template object: a template has placeholder integers for ids, \
                            in the specification only where the ids themselves are";

/// Values that Discord documents and the specification's lists lack: schema, value, reason.
const VALUES: &[(&str, &str, &str)] = &[
    ("OAuth2Scopes", "identify.premium", SCOPES),
    ("OAuth2Scopes", "sdk.social_layer", SCOPES),
    ("OAuth2Scopes", "sdk.social_layer_presence", SCOPES),
];

const SCOPES: &str = "the documentation of the Social SDK and of OAuth2 scopes names it";

/// Schemas of whose objects the specification lists a part only: schema, reason.
pub(super) const OPEN: &[(&str, &str)] = &[
    ("GithubWebhook", FOREIGN),
    ("GithubUser", FOREIGN),
    ("SlackWebhook", FOREIGN),
    ("WebhookSlackEmbed", FOREIGN),
    ("WebhookSlackEmbedField", FOREIGN),
];

const FOREIGN: &str = "others say what is in it, and Discord's specification what it reads of that";

/// Puts the schemas and operations right, and returns the entries that found nothing to put right.
pub(super) fn apply(schemas: &mut Schemas, operations: &mut [Operation]) -> Vec<String> {
    let mut missed = Vec::new();
    let mut find = |id: &str| operations.iter_mut().position(|one| one.id == id);
    let mut note = |what: &str, done: bool| {
        if !done {
            missed.push(what.to_owned());
        }
    };
    let places: Vec<_> = NO_ANSWERS.iter().map(|(id, ..)| find(id)).collect();
    let bodies: Vec<_> = NO_BODY_NEEDED.iter().map(|(id, _)| find(id)).collect();
    for ((id, status, _), place) in NO_ANSWERS.iter().zip(places) {
        let done = place.is_some_and(|place| {
            let answers = &mut operations[place].answers;
            let before = answers.len();
            answers.retain(|answer| answer.status != *status);
            answers.len() < before
        });
        note(&format!("{id} does not answer {status}"), done);
    }
    for ((id, _), place) in NO_BODY_NEEDED.iter().zip(bodies) {
        let done = place.is_some_and(|place| {
            let optional = &mut operations[place].body_is_optional;
            !std::mem::replace(optional, true)
        });
        note(&format!("{id} needs no body"), done);
    }
    for (name, property, schema, _) in DOCUMENTED_FIELDS {
        note(
            &format!("{name} has {property}"),
            add_property(schemas, name, property, schema),
        );
    }
    for (name, property, _) in NOT_REQUIRED {
        note(
            &format!("{name} needs no {property}"),
            not_required(schemas, name, property),
        );
    }
    for (name, property, schema, _) in ALSO {
        note(
            &format!("{name} has another kind of {property}"),
            also(schemas, name, property, schema),
        );
    }
    for (name, value, _) in VALUES {
        note(
            &format!("{name} has {value}"),
            add_value(schemas, name, value),
        );
    }
    note(
        "overwrites of templates have placeholders",
        template_overwrites(schemas),
    );
    note("lists of values are not empty", empty_lists(schemas));
    missed
}

/// The roles in overwrites of a template's channels have the placeholders of the template's roles.
fn template_overwrites(schemas: &mut Schemas) -> bool {
    // By a name of its own, so that what is corrected of every schema is corrected of it too.
    const NAME: &str = "TemplateOverwriteResponse";

    let Some(mut overwrite) = schemas.get("ChannelPermissionOverwriteResponse").cloned() else {
        return false;
    };
    let Some(id) = overwrite.pointer_mut("/properties/id") else {
        return false;
    };
    *id = json!({"anyOf": [id.take(), parsed(PLACEHOLDER)]});
    let place = schemas
        .get_mut("GuildTemplateChannelResponse")
        .and_then(|schema| schema.pointer_mut("/properties/permission_overwrites/items"));
    let Some(place) = place else {
        return false;
    };
    *place = json!({"$ref": format!("#/components/schemas/{NAME}")});
    schemas.insert(NAME.to_owned(), overwrite);
    true
}

/// The preview of join requests lists no value beside the schema that names them all: whatever is named is meant.
fn empty_lists(schemas: &mut Schemas) -> bool {
    let mut found = false;
    for schema in schemas.values_mut() {
        found |= without_empty_list(schema);
    }
    found
}

fn without_empty_list(schema: &mut Value) -> bool {
    match schema {
        Value::Object(object) => {
            let mut found = false;
            if object.get("enum") == Some(&json!([])) && object.contains_key("allOf") {
                object.remove("enum");
                let named = object.remove("allOf").unwrap_or_default();
                object.insert("$ref".to_owned(), named[0]["$ref"].clone());
                found = true;
            }
            for value in object.values_mut() {
                found |= without_empty_list(value);
            }
            found
        }
        Value::Array(elements) => {
            let mut found = false;
            for element in elements {
                found |= without_empty_list(element);
            }
            found
        }
        _ => false,
    }
}

fn add_property(schemas: &mut Schemas, name: &str, property: &str, schema: &str) -> bool {
    let properties = schemas
        .get_mut(name)
        .and_then(|schema| schema.get_mut("properties")?.as_object_mut());
    let Some(properties) = properties else {
        return false;
    };
    properties
        .insert(property.to_owned(), parsed(schema))
        .is_none()
}

fn not_required(schemas: &mut Schemas, name: &str, property: &str) -> bool {
    let required = schemas
        .get_mut(name)
        .and_then(|schema| schema.get_mut("required")?.as_array_mut());
    let Some(required) = required else {
        return false;
    };
    let before = required.len();
    required.retain(|one| one != property);
    required.len() < before
}

fn also(schemas: &mut Schemas, name: &str, property: &str, schema: &str) -> bool {
    let place = schemas
        .get_mut(name)
        .and_then(|schema| schema.get_mut("properties")?.get_mut(property));
    let Some(place) = place else { return false };
    let other = parsed(schema);
    let wrong = place["type"] != other["type"] && place.get("anyOf").is_none();
    *place = json!({"anyOf": [place.take(), other]});
    wrong
}

/// Whether the list did not have the value yet.
fn add_value(schemas: &mut Schemas, name: &str, value: &str) -> bool {
    let values = schemas
        .get_mut(name)
        .and_then(|schema| schema.get_mut("oneOf")?.as_array_mut());
    let Some(values) = values else { return false };
    let is_new = values.iter().all(|one| one["const"] != value);
    if is_new {
        values.push(json!({"title": value, "const": value}));
    }
    is_new
}

fn parsed(schema: &str) -> Value {
    serde_json::from_str(schema).expect("the schemas of this file are JSON")
}
