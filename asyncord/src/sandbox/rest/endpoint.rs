//! An application's addresses for interactions and events.

use crate::sandbox::{
    outgoing,
    state::{
        Field,
        endpoint::{EVENT_TYPES, EndpointsEdit},
        ids::ApplicationId,
    },
    world::App,
};

use super::{error::ApiError, form::Form};

/// Reads the addresses of an application's PATCH.
pub(crate) fn read_endpoints(form: &mut Form) -> EndpointsEdit {
    let not_empty = |url: Field<String>| match url {
        Field::Value(url) if url.is_empty() => Field::Null,
        other => other,
    };
    EndpointsEdit {
        interactions_url: not_empty(form.text("interactions_endpoint_url", 0..=512)),
        events_url: not_empty(form.text("event_webhooks_url", 0..=512)),
        events_status: form
            .integer("event_webhooks_status", 1..=2)
            .value()
            .and_then(|status| u8::try_from(status).ok()),
        events_types: event_types(form),
    }
}

fn event_types(form: &mut Form) -> Option<Vec<String>> {
    let list = form
        .list("event_webhooks_types", 0..=EVENT_TYPES.len())
        .or_empty()?;
    let mut types: Vec<String> = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        match value.as_str().filter(|name| EVENT_TYPES.contains(name)) {
            Some(name) => types.push(name.to_owned()),
            None => form.error(
                &format!("event_webhooks_types.{index}"),
                "BASE_TYPE_CHOICES",
                format!("Value must be one of {EVENT_TYPES:?}."),
            ),
        }
    }
    Some(types)
}

/// Tries the new addresses.
pub(crate) async fn try_endpoints(
    app: &App,
    application: ApplicationId,
    edit: &EndpointsEdit,
) -> Result<(), ApiError> {
    if let Field::Value(url) = &edit.interactions_url {
        outgoing::check_interactions_url(app, application, url).await?;
    }
    if let Field::Value(url) = &edit.events_url {
        outgoing::check_events_url(app, application, url).await?;
    }
    Ok(())
}
