//! Looks at every call on its way in and out.

use axum::{
    Extension,
    body::{Body as HttpBody, HttpBody as _, to_bytes},
    extract::{MatchedPath, OriginalUri, Request},
    http::{Method, Uri},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use crate::{
    id::Id,
    sandbox::{
        listener::Dropped,
        rest::{Caller, Why, operation_of},
        state::ids::UserId,
        world::App,
    },
};

use super::{
    body::{Body, LONGEST, masked_path},
    call::{Call, Recording, rate_limit},
    record::What,
};

/// Where people's calls are.
const PEOPLE: &str = "/sandbox/api/as/";

/// Interactions' tokens are longer.
const SHORTEST_TOKEN: usize = 96;

/// Keeps every call of the REST API, a bot's and a person's.
pub(crate) async fn inspect(
    Extension(app): Extension<App>,
    OriginalUri(uri): OriginalUri,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if !path.starts_with("/api/") && !path.starts_with(PEOPLE) {
        return next.run(request).await;
    }
    let template = request.extensions().get::<MatchedPath>();
    let operation = operation_of(
        request.method(),
        template.map(MatchedPath::as_str),
        request.uri().path(),
    );
    if operation.is_none() && path.starts_with(PEOPLE) && request.method() == Method::GET {
        // The page looks at what people may do, over and over.
        return next.run(request).await;
    }
    let began = Instant::now();
    let method = request.method().clone();
    let bot = Caller::of_token(&app, request.headers());
    let application = match &bot {
        Some(bot) => bot.application().ok(),
        // Answers to interactions bear no other token than the interaction's.
        None => uri.path().split('/').find_map(|part| {
            let is_long = part.len() > SHORTEST_TOKEN;
            is_long.then(|| app.world().store.application_of_token(part))?
        }),
    };
    let recording = Recording::default();
    request.extensions_mut().insert(recording.clone());

    let response = next.run(request).await;
    let duration = began.elapsed();
    let (response, body) = look_at(response).await;
    let user = person(uri.path())
        .or_else(|| bot.map(|bot| bot.user))
        .or_else(|| application.map(Id::cast));
    let call = Call {
        application,
        user,
        path: shown_path(operation.as_deref(), &uri),
        operation,
        method,
        status: match response.extensions().get::<Dropped>() {
            Some(Dropped) => 0,
            None => response.status().as_u16(),
        },
        duration,
        sent: recording.take(),
        response: body,
        why: response.extensions().get().map(|Why(why)| why.clone()),
        rate_limit: rate_limit(response.headers()),
    };
    let at = app.world().store.clock.now();
    app.inspector.keep(at, What::Call(Box::new(call)));
    response
}

/// The person in whose name a path is.
fn person(path: &str) -> Option<UserId> {
    path.strip_prefix(PEOPLE)?.split('/').next()?.parse().ok()
}

/// The path and query, tokens masked.
fn shown_path(operation: Option<&str>, uri: &Uri) -> String {
    let path = uri.path();
    let template = operation.and_then(|operation| operation.split_once(' '));
    let mut shown = match template {
        None => path.to_owned(),
        Some((_, template)) => {
            // What stands before the operation's own path is no part of its template.
            let own = template.matches('/').count();
            let all = path.matches('/').count();
            let (at, _) = path
                .match_indices('/')
                .nth(all.saturating_sub(own))
                .unwrap_or((0, ""));
            let (before, path) = path.split_at(at);
            format!("{before}{}", masked_path(template, path))
        }
    };
    if let Some(query) = uri.query() {
        shown.push('?');
        shown.push_str(query);
    }
    shown
}

/// Keeps the body of a response if it is small enough and all there.
async fn look_at(response: Response) -> (Response, Body) {
    let Some(size) = response.body().size_hint().exact() else {
        return (response, Body::None);
    };
    if size > LONGEST as u64 {
        return (response, Body::TooLong(size));
    }
    let (parts, body) = response.into_parts();
    // It is no longer than that, and reading from memory does not fail.
    let bytes = to_bytes(body, LONGEST).await.unwrap_or_default();
    let kept = Body::of(&bytes);
    (Response::from_parts(parts, HttpBody::from(bytes)), kept)
}

#[cfg(test)]
mod tests {
    use super::{person, shown_path};

    #[test]
    fn paths_are_shown_whole_but_for_tokens() {
        let operation = Some("POST /webhooks/{webhook_id}/{webhook_token}");
        assert_eq!(
            shown_path(
                operation,
                &"/api/v10/webhooks/1/secret?wait=1".parse().unwrap()
            ),
            "/api/v10/webhooks/1/***?wait=1"
        );
        assert_eq!(shown_path(None, &"/api/x".parse().unwrap()), "/api/x");
        assert_eq!(person("/sandbox/api/as/7/users/@me"), Some(7.into()));
        assert_eq!(person("/api/v10/users/@me"), None);
    }
}
