//! Reads what an application answers.

use serde_json::{Map, Value, json};

use crate::sandbox::{
    state::{
        Refusal,
        bits::message_flag,
        command::option,
        ids::InteractionId,
        interaction::{Answer, Interaction, callback},
    },
    world::App,
};

use super::super::{
    command::read_choices,
    component::{Modal, modal},
    error::ApiError,
    form::Form,
    message_body::{read_draft, read_edit},
    request::{Payload, SentFile},
};

/// What a message that answers may be flagged with.
const FLAGS: u64 = message_flag::ON_CREATE | message_flag::EPHEMERAL;

/// Reads an answer to an interaction that still waits for one.
pub(super) fn answer(
    app: &App,
    id: InteractionId,
    token: &str,
    payload: Payload,
) -> Result<Answer, ApiError> {
    let Payload { mut form, files } = payload;
    // The interaction goes before the body.
    app.world().store.interaction(id)?;
    let kind = form.integer("type", 0..=i64::from(u8::MAX));
    let Some(kind) = form.required("type", kind) else {
        return form.finish_with(None);
    };
    let kind = u8::try_from(kind).unwrap_or(u8::MAX);
    let world = app.world();
    let interaction = world.store.to_answer(id, token, kind)?;
    let edited = interaction
        .message_id
        .and_then(|message| world.store.message(interaction.channel_id, message).ok());
    let flags = edited.map_or(0, |message| message.flags);
    let data = form.object("data");
    let needs_data = matches!(
        kind,
        callback::MESSAGE | callback::CHOICES | callback::MODAL
    );
    let data = if needs_data {
        form.required("data", data)
    } else {
        data.value()
    };
    let answer = form.within("data", data.unwrap_or_default(), |form| {
        one(form, files, kind, interaction, flags)
    });
    form.finish_with(answer)
}

fn one(
    form: &mut Form,
    files: Vec<SentFile>,
    kind: u8,
    interaction: &Interaction,
    flags: u64,
) -> Option<Answer> {
    Some(match kind {
        callback::MESSAGE => Answer::Message(read_draft(form, files, FLAGS)),
        callback::DEFERRED_MESSAGE => {
            let flags = form.integer("flags", 0..=i64::MAX).value().unwrap_or(0);
            Answer::DeferredMessage(u64::try_from(flags).unwrap_or(0))
        }
        callback::DEFERRED_UPDATE => Answer::DeferredUpdate,
        callback::UPDATE => Answer::Update(read_edit(form, files, flags)),
        callback::CHOICES => Answer::Choices(choices(form, interaction.focused_kind)),
        callback::MODAL => {
            let Modal {
                title,
                custom_id,
                components,
            } = modal(form)?;
            Answer::Modal {
                title,
                custom_id,
                components,
            }
        }
        callback::PREMIUM_REQUIRED => Answer::PremiumRequired,
        _ => Answer::LaunchActivity,
    })
}

/// Proposals for an option of a type.
fn choices(form: &mut Form, kind: u8) -> Value {
    let list = form.list("choices", 0..=usize::MAX);
    form.required("choices", list);
    let kind = if kind == 0 { option::STRING } else { kind };
    read_choices(form, kind, 0..=25)
        .into_iter()
        .map(|choice| {
            let mut json = json!({ "name": choice.name.plain, "value": choice.value });
            if let Some(localizations) = choice.name.localizations {
                json["name_localizations"] = json!(localizations);
            }
            json
        })
        .collect()
}

/// Takes an answer that came as the response to an HTTP request.
pub(crate) fn inline(
    app: &App,
    id: InteractionId,
    token: &str,
    fields: Map<String, Value>,
) -> Result<(), ApiError> {
    let payload = Payload {
        form: Form::new(fields),
        files: Vec::new(),
    };
    let answer = answer(app, id, token, payload)?;
    app.change(|store| store.answer(id, token, answer))
        .map_err(|refusal: Refusal| refusal.into())
}
