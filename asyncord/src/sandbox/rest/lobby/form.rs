//! Reads the bodies of lobbies.

use serde_json::Value;

use crate::sandbox::{
    rest::{ApiError, Form, Payload},
    state::{
        Field,
        ids::UserId,
        lobby::{LobbyEdit, MemberDraft, MemberUpdate, Texts},
    },
};

/// How long the keys and values of metadata may be together.
const LONGEST_METADATA: usize = 1000;
const MOST_MEMBERS: usize = 25;

/// What is set of a lobby.
pub(super) fn lobby(payload: Payload) -> Result<LobbyEdit, ApiError> {
    let mut form = payload.form;
    let edit = LobbyEdit {
        metadata: metadata(&mut form, "metadata"),
        members: members(&mut form),
        idle_timeout_seconds: idle_timeout(&mut form),
        flags: flags(&mut form),
        override_event_webhooks_url: form.text("override_event_webhooks_url", 0..=512),
    };
    form.finish()?;
    Ok(edit)
}

/// The secret of a lobby, what is set of it, and who joins.
pub(super) fn joining(
    payload: Payload,
    user_id: UserId,
) -> Result<(String, LobbyEdit, MemberDraft), ApiError> {
    let mut form = payload.form;
    let secret = form.text("secret", 0..=250);
    let secret = form.required("secret", secret);
    let edit = LobbyEdit {
        metadata: metadata(&mut form, "lobby_metadata"),
        idle_timeout_seconds: idle_timeout(&mut form),
        flags: flags(&mut form),
        ..LobbyEdit::default()
    };
    let member = MemberDraft {
        user_id,
        metadata: metadata(&mut form, "member_metadata").value(),
        flags: 0,
        additional_name: None,
    };
    let secret = form.finish_with(secret)?;
    Ok((secret, edit, member))
}

fn idle_timeout(form: &mut Form) -> Option<u64> {
    let seconds = form.integer("idle_timeout_seconds", 5..=604_800).value()?;
    u64::try_from(seconds).ok()
}

fn flags(form: &mut Form) -> Option<u32> {
    let flags = form.integer("flags", 0..=1).or_empty()?;
    u32::try_from(flags).ok()
}

fn members(form: &mut Form) -> Option<Vec<MemberDraft>> {
    let list = form.objects("members", 0..=MOST_MEMBERS).or_empty()?;
    Some(form.each("members", list, |form| {
        let user = form.id("id");
        let user = form.required("id", user)?;
        Some(member(form, user))
    }))
}

/// What is said of a member.
pub(super) fn member(form: &mut Form, user_id: UserId) -> MemberDraft {
    MemberDraft {
        user_id,
        metadata: metadata(form, "metadata").value(),
        flags: flags(form).unwrap_or(0),
        additional_name: form.text("additional_name", 1..=80).value(),
    }
}

/// One of many members at once.
pub(super) fn member_update(form: &mut Form) -> Option<MemberUpdate> {
    let user = form.id("id");
    let user = form.required("id", user)?;
    let removes = form.flag("remove_member").value().unwrap_or(false);
    let member = member(form, user);
    Some(if removes {
        MemberUpdate::Remove(user)
    } else {
        MemberUpdate::Put(member)
    })
}

/// Texts by their keys, which may not be too long together.
pub(super) fn metadata(form: &mut Form, key: &str) -> Field<Texts> {
    let fields = match form.object(key) {
        Field::Absent => return Field::Absent,
        Field::Null => return Field::Null,
        Field::Value(fields) => fields,
    };
    let mut texts = Texts::new();
    for (name, value) in fields {
        match value {
            Value::String(text) => {
                texts.insert(name, text);
            }
            other => {
                let message = format!("Could not interpret \"{other}\" as string.");
                form.error(&format!("{key}.{name}"), "STRING_TYPE_CONVERT", message);
            }
        }
    }
    let length: usize = texts
        .iter()
        .map(|(key, value)| key.chars().count() + value.chars().count())
        .sum();
    if length > LONGEST_METADATA {
        let message = format!("Must be {LONGEST_METADATA} or fewer in length.");
        form.error(key, "BASE_TYPE_MAX_LENGTH", message);
    }
    Field::Value(texts)
}

/// What moderation says of a message: a whole body of texts.
pub(in crate::sandbox::rest) fn moderation(payload: Payload) -> Result<Texts, ApiError> {
    const MOST_KEYS: usize = 5;
    const LONGEST_KEY: usize = 1024;
    const LONGEST_VALUE: usize = 2000;

    let mut form = payload.form;
    let keys: Vec<String> = form.keys().map(str::to_owned).collect();
    if keys.len() > MOST_KEYS {
        let message = format!("Must be {MOST_KEYS} or fewer in length.");
        form.error("", "DICT_TYPE_MAX_LENGTH", message);
    }
    let mut texts = Texts::new();
    for key in keys {
        if key.chars().count() > LONGEST_KEY {
            let message = format!("Keys must be {LONGEST_KEY} or fewer in length.");
            form.error("", "BASE_TYPE_MAX_LENGTH", message);
            continue;
        }
        let text = form.text(&key, 0..=LONGEST_VALUE);
        if let Some(text) = form.required(&key, text) {
            texts.insert(key, text);
        }
    }
    form.finish()?;
    Ok(texts)
}
