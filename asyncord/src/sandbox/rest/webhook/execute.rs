//! Posting as a webhook. Discord docs: Webhook/Execute Webhook.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::Value;

use crate::sandbox::{
    rest::{
        error::ApiError,
        form::Form,
        interaction::followup,
        message_body::read_draft,
        request::{Params, Payload, Query},
    },
    state::{
        bits::message_flag,
        ids::ChannelId,
        interaction::is_token,
        webhook::{Execution, Webhook},
    },
    world::App,
};

use super::{known_by_token, name_of};

/// What the query of an execution says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Options {
    pub(super) wait: bool,
    pub(super) thread_id: Option<ChannelId>,
    with_components: bool,
}

impl Options {
    /// Reads the query; `wait` is what counts if it says nothing of it.
    pub(super) fn read(mut query: Form, wait: bool) -> Result<Self, ApiError> {
        let options = Self {
            wait: query.flag("wait").value().unwrap_or(wait),
            thread_id: query.id("thread_id").value(),
            with_components: query.flag("with_components").value().unwrap_or(false),
        };
        query.finish()?;
        Ok(options)
    }
}

pub(super) async fn post(
    State(app): State<App>,
    params: Params,
    Query(query): Query,
    payload: Payload,
) -> Result<Response, ApiError> {
    if is_token(params.text("webhook_token")) {
        let answer = followup::create(&app, &params, payload);
        return answer.map(IntoResponse::into_response);
    }
    let webhook = known_by_token(&app, &params)?;
    let options = Options::read(query, false)?;
    let Payload { mut form, files } = payload;
    let mut draft = read_draft(&mut form, files, message_flag::ON_CREATE);
    // Neither of these is in the body of a webhook's message.
    draft.reference = None;
    draft.stickers = Vec::new();
    draft.components = components_of(&mut form, &webhook, options, draft.components);
    let execution = Execution {
        draft,
        username: name_of(&mut form, "username"),
        avatar_url: form.text("avatar_url", 0..=2048).value(),
        thread_id: options.thread_id,
        thread_name: form.text("thread_name", 1..=100).value(),
        applied_tags: form.ids("applied_tags", 0..=5).value().unwrap_or_default(),
        is_service: false,
    };
    form.finish()?;
    match run(&app, &webhook, execution)? {
        message if options.wait => Ok(Json(message).into_response()),
        _ => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

/// Posts, and gives the message.
pub(super) fn run(app: &App, webhook: &Webhook, execution: Execution) -> Result<Value, ApiError> {
    app.change_and_view(
        |store| store.execute_webhook(webhook.id, execution),
        |store, (channel, id)| Ok(store.message_json(store.message(channel, id)?, None)),
    )
}

impl Options {
    /// Whether the components of a body count.
    pub(super) fn may_have_components(self, webhook: &Webhook) -> bool {
        self.with_components || webhook.application_id.is_some()
    }

    /// An execution for another service, that goes where the query says.
    pub(super) fn of_service(&self) -> Execution {
        Execution {
            thread_id: self.thread_id,
            is_service: true,
            ..Execution::default()
        }
    }
}

/// The components that a webhook may send: any if it is an application's, else those that nobody can
/// use, and only on demand.
pub(super) fn components_of(
    form: &mut Form,
    webhook: &Webhook,
    options: Options,
    components: Vec<Value>,
) -> Vec<Value> {
    if webhook.application_id.is_some() {
        return components;
    }
    if !options.may_have_components(webhook) {
        return Vec::new();
    }
    for (index, component) in components.iter().enumerate() {
        if is_interactive(component) {
            form.error(
                &format!("components.{index}"),
                "COMPONENT_NOT_ALLOWED",
                "Webhooks that no application owns can only send non-interactive components",
            );
        }
    }
    components
}

/// Whether a component, or one in it, is a button that calls the application, or a select.
fn is_interactive(component: &Value) -> bool {
    /// The style of a button that leads to an address.
    const LINK: u64 = 5;

    let own = match component["type"].as_u64() {
        Some(2) => component["style"].as_u64() != Some(LINK),
        Some(3 | 5..=8) => true,
        _ => false,
    };
    let inner = component["components"].as_array().into_iter().flatten();
    own || inner
        .chain([&component["accessory"]])
        .any(|inner| inner.is_object() && is_interactive(inner))
}
