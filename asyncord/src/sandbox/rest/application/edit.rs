//! Reads what is to be changed of an application. Discord docs: Application/Edit Current Application.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::Url;

use crate::sandbox::{
    rest::{ApiError, Form, Payload, endpoint::read_endpoints},
    state::{
        Field,
        application::profile::{ApplicationEdit, InstallParams, IntegrationType},
        bits::{intent, permission},
        endpoint::EndpointsEdit,
        oauth::Scope,
    },
};

/// What is changed of an application and of its addresses.
type Edits = (ApplicationEdit, EndpointsEdit);

const LONGEST_URL: usize = 2048;

/// What an application changes of itself.
pub(super) fn edit_of(payload: Payload) -> Result<Edits, ApiError> {
    let mut form = payload.form;
    let endpoints = read_endpoints(&mut form);
    let edit = ApplicationEdit {
        description: description(&mut form),
        icon: form.image("icon"),
        cover_image: form.image("cover_image"),
        flags: form.bits("flags").or_empty(),
        tags: tags(&mut form),
        custom_install_url: web_address(&mut form, "custom_install_url"),
        install_params: install_params(&mut form, "install_params"),
        integration_types_config: integration_types(&mut form),
        max_participants: form.integer("max_participants", -1..=i64::from(i32::MAX)),
        explicit_content_filter: form.integer("explicit_content_filter", 0..=1).or_empty(),
        kind: form.integer("type", 4..=4),
        role_connections_verification_url: web_address(
            &mut form,
            "role_connections_verification_url",
        ),
        ..ApplicationEdit::default()
    };
    form.finish()?;
    Ok((edit, endpoints))
}

/// A text, or an object with a text and its translations.
fn description(form: &mut Form) -> Option<String> {
    const LONGEST: usize = 400;

    match form.raw("description") {
        Field::Value(Value::Object(fields)) => form.within("description", fields, |form| {
            let text = form.text("default", 0..=LONGEST);
            form.required("default", text)
        }),
        _ => form.text("description", 0..=LONGEST).or_empty(),
    }
}

fn tags(form: &mut Form) -> Option<Vec<String>> {
    let list = form.list("tags", 0..=5).or_empty()?;
    let mut tags: Vec<String> = Vec::new();
    for (index, tag) in list.into_iter().enumerate() {
        match tag {
            Value::String(tag) if (1..=20).contains(&tag.chars().count()) => {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            _ => form.error(
                &format!("tags.{index}"),
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 20 in length.",
            ),
        }
    }
    Some(tags)
}

/// An address of the web.
fn web_address(form: &mut Form, key: &str) -> Field<String> {
    let address = form.text(key, 0..=LONGEST_URL);
    // An empty address is none.
    if address == Field::Value(String::new()) {
        return Field::Null;
    }
    if let Field::Value(text) = &address {
        let url: Option<Url> = text.parse().ok();
        if !url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
            form.error(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
    }
    address
}

fn install_params(form: &mut Form, key: &str) -> Field<InstallParams> {
    match form.object(key) {
        Field::Absent => Field::Absent,
        Field::Null => Field::Null,
        Field::Value(fields) => form
            .within(key, fields, read_install_params)
            .map_or(Field::Absent, Field::Value),
    }
}

fn read_install_params(form: &mut Form) -> Option<InstallParams> {
    let scopes = form.list("scopes", 1..=Scope::ALL.len());
    let scopes = form.required("scopes", scopes)?;
    let mut known = Vec::new();
    for (index, name) in scopes.iter().enumerate() {
        match name.as_str().and_then(Scope::parse) {
            Some(scope) => known.push(scope),
            None => form.error(
                &format!("scopes.{index}"),
                "BASE_TYPE_CHOICES",
                "Value must be one of the OAuth2 scopes.",
            ),
        }
    }
    let permissions = form.bits("permissions").value().unwrap_or(0);
    if permissions != 0 && !known.contains(&Scope::Bot) {
        form.error(
            "permissions",
            "APPLICATION_INSTALL_PARAMS_PERMISSIONS",
            "Permissions need the scope \"bot\".",
        );
    }
    Some(InstallParams {
        scopes: known,
        permissions: permissions & permission::ALL,
    })
}

fn integration_types(form: &mut Form) -> Option<BTreeMap<String, IntegrationType>> {
    let config: Map<String, Value> = form.object("integration_types_config").value()?;
    let mut types = BTreeMap::new();
    if config.is_empty() {
        let message = "At least one context is needed.";
        form.error("integration_types_config", "DICT_TYPE_MIN_LENGTH", message);
    }
    for (number, value) in config {
        let path = format!("integration_types_config.{number}");
        if !matches!(number.as_str(), "0" | "1") {
            form.error(
                &path,
                "BASE_TYPE_CHOICES",
                "Value must be one of ('0', '1').",
            );
            continue;
        }
        let fields = match value {
            Value::Null => Map::new(),
            Value::Object(fields) => fields,
            _ => {
                let message = "Only dictionaries may be used in a ModelType";
                form.error(&path, "MODEL_TYPE_CONVERT", message);
                continue;
            }
        };
        let params = form.within(&path, fields, |form| {
            install_params(form, "oauth2_install_params").value()
        });
        types.insert(
            number,
            IntegrationType {
                oauth2_install_params: params,
            },
        );
    }
    Some(types)
}

/// Reads the names of the privileged intents that a driver grants; nothing if they are not there.
pub(crate) fn privileged_intents(form: &mut Form) -> Option<u64> {
    let names = form.list("privileged_intents", 0..=3).value()?;
    let mut intents = 0;
    for (index, name) in names.iter().enumerate() {
        match intent::PRIVILEGED_NAMES
            .iter()
            .find(|(known, _)| name == known)
        {
            Some((_, bit)) => intents |= bit,
            None => form.error(
                &format!("privileged_intents.{index}"),
                "BASE_TYPE_CHOICES",
                "Value must be one of ('GUILD_MEMBERS', 'GUILD_PRESENCES', 'MESSAGE_CONTENT').",
            ),
        }
    }
    Some(intents)
}

/// Reads what a driver changes of an application, as its owner does at Discord's site.
pub(crate) fn owners_edit(payload: Payload) -> Result<Edits, ApiError> {
    let mut form = payload.form;
    let endpoints = read_endpoints(&mut form);
    let edit = ApplicationEdit {
        name: form.text("name", 1..=32).value(),
        privileged_intents: privileged_intents(&mut form),
        bot_public: form.flag("bot_public").value(),
        bot_require_code_grant: form.flag("bot_require_code_grant").value(),
        redirect_uris: redirect_uris(&mut form),
        ..ApplicationEdit::default()
    };
    form.finish()?;
    Ok((edit, endpoints))
}

/// Addresses that browsers are sent back to; they may have schemes of programs.
fn redirect_uris(form: &mut Form) -> Option<Vec<String>> {
    let list = form.list("redirect_uris", 0..=10).or_empty()?;
    let mut addresses = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let address = value.as_str().filter(|text| {
            let url: Option<Url> = text.parse().ok();
            url.is_some_and(|url| url.fragment().is_none() && !is_a_script(&url))
        });
        match address {
            Some(address) => addresses.push(address.to_owned()),
            None => form.error(
                &format!("redirect_uris.{index}"),
                "URL_TYPE_INVALID_URL",
                "Not a well formed URL.",
            ),
        }
    }
    Some(addresses)
}

/// Schemes that a browser would run or read instead of going there.
fn is_a_script(url: &Url) -> bool {
    matches!(
        url.scheme(),
        "javascript" | "data" | "vbscript" | "file" | "blob" | "about"
    )
}
