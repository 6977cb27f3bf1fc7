//! Reads the body of a message to be posted or changed.

use serde_json::Value;

use crate::sandbox::state::{
    Field,
    bits::message_flag,
    file::{KeptAttachment, Upload},
    ids::AttachmentId,
    mention::{AllowedMentions, Named, Only},
    posting::{Draft, DraftReference, MessageEdit},
};

use super::{
    component::components,
    embed::embeds,
    error::ApiError,
    form::Form,
    poll_body::{poll, shared_client_theme},
    request::{Payload, SentFile},
};

const MAX_CONTENT: usize = 2000;
const MAX_NONCE: usize = 25;

/// A message to be posted.
pub(super) fn draft(payload: Payload) -> Result<Draft, ApiError> {
    let Payload { mut form, files } = payload;
    let draft = read_draft(&mut form, files, message_flag::ON_CREATE);
    form.finish()?;
    Ok(draft)
}

/// Reads a message to be posted, of whose flags only some may be set.
pub(crate) fn read_draft(form: &mut Form, files: Vec<SentFile>, settable: u64) -> Draft {
    let content = form.text("content", 0..=MAX_CONTENT).value();
    let flags = flags(form).unwrap_or(0);
    let reference = draft_reference(form);
    let metadata = metadata(form);
    let draft = Draft {
        id: None,
        content: content.unwrap_or_default().trim().to_owned(),
        tts: form.flag("tts").value().unwrap_or(false),
        nonce: nonce(form),
        enforce_nonce: form.flag("enforce_nonce").value().unwrap_or(false),
        embeds: embeds(form).value().unwrap_or_default(),
        components: components(form, flags & message_flag::IS_COMPONENTS_V2 != 0)
            .unwrap_or_default(),
        stickers: form.ids("sticker_ids", 0..=3).value().unwrap_or_default(),
        poll: poll(form),
        theme: shared_client_theme(form),
        flags: flags & settable,
        reference,
        allowed_mentions: allowed_mentions(form),
        files: uploads(files, &metadata),
    };
    if draft.flags & message_flag::IS_COMPONENTS_V2 != 0
        && (!draft.content.is_empty() || !draft.embeds.is_empty())
    {
        legacy_fields(form);
    }
    draft
}

/// A change of a message that has these flags.
pub(super) fn edit(payload: Payload, has: u64) -> Result<MessageEdit, ApiError> {
    let Payload { mut form, files } = payload;
    let edit = read_edit(&mut form, files, has);
    form.finish()?;
    Ok(edit)
}

/// Reads a change of a message that has these flags.
pub(super) fn read_edit(form: &mut Form, files: Vec<SentFile>, has: u64) -> MessageEdit {
    let content = form.text("content", 0..=MAX_CONTENT).or_empty();
    let has_list = form.has("attachments");
    let metadata = metadata(form);
    // Numbers below those of the files mean them, the others attachments that stay.
    let keep = has_list.then(|| {
        metadata
            .iter()
            .filter(|meta| !files.iter().any(|file| file.index == Some(meta.id)))
            .filter_map(|meta| {
                Some(KeptAttachment {
                    id: AttachmentId::new_checked(meta.id)?,
                    description: meta.description.clone(),
                    spoiler: meta.spoiler,
                })
            })
            .collect()
    });
    let stickers = form.list("sticker_ids", 0..=3).value();
    let is_promised = has & message_flag::LOADING != 0;
    if !is_promised && form.raw("poll").value().is_some() {
        form.error("poll", "POLL_NOT_EDITABLE", "A poll cannot be changed");
    }
    let flags = flags(form);
    let is_v2 = (has | flags.unwrap_or(0)) & message_flag::IS_COMPONENTS_V2 != 0;
    let edit = MessageEdit {
        touches_stickers: stickers.is_some_and(|stickers| !stickers.is_empty()),
        content: content.map(|content| content.trim().to_owned()),
        embeds: embeds(form).or_empty(),
        components: components(form, is_v2),
        flags,
        allowed_mentions: allowed_mentions(form),
        keep,
        files: uploads(files, &metadata),
        poll: is_promised.then(|| poll(form)).flatten(),
    };
    let shows = edit
        .content
        .as_ref()
        .is_some_and(|content| !content.is_empty())
        || edit
            .embeds
            .as_ref()
            .is_some_and(|embeds| !embeds.is_empty());
    if is_v2 && shows {
        legacy_fields(form);
    }
    edit
}

/// Complains of a message of the new components that also has what they replace.
fn legacy_fields(form: &mut Form) {
    form.error(
        "flags",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The content and embeds fields cannot be used with the components flag",
    );
}

fn flags(form: &mut Form) -> Option<u64> {
    let flags = form.integer("flags", 0..=i64::MAX).or_empty()?;
    u64::try_from(flags).ok()
}

fn nonce(form: &mut Form) -> Option<Value> {
    let nonce = form.raw("nonce").value()?;
    let is_fine = match &nonce {
        Value::String(text) => text.chars().count() <= MAX_NONCE,
        Value::Number(number) => number.is_i64() || number.is_u64(),
        _ => false,
    };
    if !is_fine {
        form.error(
            "nonce",
            "NONCE_TYPE_TOO_LONG",
            format!("Must be an integer or a string of at most {MAX_NONCE} characters"),
        );
    }
    Some(nonce)
}

/// What the message replies to or forwards.
fn draft_reference(form: &mut Form) -> Option<DraftReference> {
    let fields = form.object("message_reference").value()?;
    form.within("message_reference", fields, |form| {
        let kind = form.integer("type", 0..=1).value().unwrap_or(0);
        let channel_id = form.id("channel_id").value();
        let must_exist = form.flag("fail_if_not_exists").value().unwrap_or(true);
        let message_id = form.id("message_id");
        let message_id = form.required("message_id", message_id)?;
        if kind == 1 && channel_id.is_none() {
            form.error("channel_id", "BASE_TYPE_REQUIRED", "This field is required");
        }
        Some(DraftReference {
            forward: kind == 1,
            channel_id,
            message_id,
            must_exist,
        })
    })
}

fn allowed_mentions(form: &mut Form) -> AllowedMentions {
    let Some(fields) = form.object("allowed_mentions").value() else {
        return AllowedMentions::Everything;
    };
    form.within("allowed_mentions", fields, |form| {
        let mut only = Only {
            users: Named::These(form.ids("users", 0..=100).value().unwrap_or_default()),
            roles: Named::These(form.ids("roles", 0..=100).value().unwrap_or_default()),
            replied_user: form.flag("replied_user").value().unwrap_or(false),
            everyone: false,
        };
        let parse = form.list("parse", 0..=3).value().unwrap_or_default();
        for (index, name) in parse.iter().enumerate() {
            match name.as_str() {
                Some("everyone") => only.everyone = true,
                Some("users") => all(form, "users", &mut only.users),
                Some("roles") => all(form, "roles", &mut only.roles),
                _ => form.error(
                    &format!("parse.{index}"),
                    "BASE_TYPE_CHOICES",
                    "Value must be one of ('users', 'roles', 'everyone').",
                ),
            }
        }
        AllowedMentions::Only(only)
    })
}

/// Allows all of a kind, of which none may be named then.
fn all<T>(form: &mut Form, key: &str, named: &mut Named<T>) {
    if matches!(named, Named::These(list) if !list.is_empty()) {
        form.error(
            "",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive."),
        );
    }
    *named = Named::All;
}

/// What the JSON says of a file, or of an attachment that is already there.
#[derive(Debug)]
struct Metadata {
    id: u64,
    filename: Option<String>,
    title: Option<String>,
    description: Option<String>,
    spoiler: Option<bool>,
    duration_secs: Option<f64>,
    waveform: Option<String>,
}

fn metadata(form: &mut Form) -> Vec<Metadata> {
    let list = form.objects("attachments", 0..=10).value();
    form.each("attachments", list.unwrap_or_default(), read_metadata)
}

fn read_metadata(form: &mut Form) -> Option<Metadata> {
    let id: Field<AttachmentId> = form.id("id");
    let id = form.required("id", id)?;
    Some(Metadata {
        id: id.get(),
        filename: form.text("filename", 1..=1024).value(),
        title: form.text("title", 0..=1024).value(),
        description: form.text("description", 0..=1024).value(),
        spoiler: form.flag("is_spoiler").value(),
        duration_secs: form.fraction("duration_secs", 0.0..=f64::MAX).value(),
        waveform: form.text("waveform", 0..=400).value(),
    })
}

/// Joins the files with what the JSON says of them.
fn uploads(files: Vec<SentFile>, metadata: &[Metadata]) -> Vec<Upload> {
    files
        .into_iter()
        .map(|file| {
            let meta = metadata.iter().find(|meta| file.index == Some(meta.id));
            Upload {
                filename: meta
                    .and_then(|meta| meta.filename.clone())
                    .unwrap_or(file.filename),
                title: meta.and_then(|meta| meta.title.clone()),
                description: meta.and_then(|meta| meta.description.clone()),
                spoiler: meta.and_then(|meta| meta.spoiler).unwrap_or(false),
                duration_secs: meta.and_then(|meta| meta.duration_secs),
                waveform: meta.and_then(|meta| meta.waveform.clone()),
                content_type: file.content_type,
                bytes: file.bytes,
            }
        })
        .collect()
}
