//! Lets calls go wrong.

use std::time::Duration;

use axum::{
    Extension, Json,
    body::{Body, to_bytes},
    extract::{ConnectInfo, MatchedPath, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::sandbox::{
    listener::{Cut, Dropped},
    rest::{Caller, Why, operation_of, path_in_api},
    world::App,
};

use super::{Call, FaultEffect, FaultScope};

/// More than any response of ours.
const MOST: usize = 64 * 1024 * 1024;

/// Does to a call of the REST API what the faults in force say.
pub(crate) async fn apply(
    Extension(app): Extension<App>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if !path.starts_with("/api/") || app.faults.is_empty() {
        return next.run(request).await;
    }
    let template = request.extensions().get::<MatchedPath>();
    let operation = operation_of(
        request.method(),
        template.map(MatchedPath::as_str),
        request.uri().path(),
    );
    let bot = Caller::of_token(&app, request.headers());
    let effect = app.faults.for_call(&Call {
        application: bot.and_then(|bot| bot.application().ok()),
        method: request.method().as_str(),
        path: path_in_api(path),
        operation: operation.as_deref(),
    });
    match effect {
        None => next.run(request).await,
        Some(effect) => happen(&app, &cut, effect, request, next).await,
    }
}

async fn happen(
    app: &App,
    cut: &Cut,
    effect: FaultEffect,
    request: Request,
    next: Next,
) -> Response {
    let (mut response, what) = match effect {
        FaultEffect::Latency { ms, jitter_ms } => {
            let ms = ms.saturating_add(app.faults.jitter(jitter_ms));
            tokio::time::sleep(Duration::from_millis(ms)).await;
            (next.run(request).await, format!("{ms} ms of latency"))
        }
        FaultEffect::DropConnection { after_change } => {
            if after_change {
                next.run(request).await;
            }
            cut.cut();
            // Nobody gets it: the connection is gone.
            let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
            response.extensions_mut().insert(Dropped);
            (response, "the connection dropped".to_owned())
        }
        FaultEffect::Status { status, body } => (answer(status, body), format!("status {status}")),
        FaultEffect::RateLimit { scope, retry_after } => {
            (rate_limited(scope, retry_after), "a rate limit".to_owned())
        }
        FaultEffect::Truncate => {
            let response = changed(next.run(request).await, |bytes| {
                bytes.truncate(bytes.len() / 2);
            });
            (response.await, "the response broken off".to_owned())
        }
        FaultEffect::Garbage => {
            let response = changed(next.run(request).await, |bytes| {
                *bytes = b"<<garbage>>".to_vec();
            });
            (response.await, "a response that is no JSON".to_owned())
        }
        // These do not happen to calls.
        FaultEffect::WithholdEvent
        | FaultEffect::DelayEvent { .. }
        | FaultEffect::DuplicateEvent
        | FaultEffect::MuteHeartbeats => return next.run(request).await,
    };
    let why = format!("a fault that was asked for: {what}");
    response.extensions_mut().insert(Why(why));
    response
}

fn answer(status: u16, body: Option<Value>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match body {
        Some(Value::String(text)) => (status, text).into_response(),
        Some(body) => (status, Json(body)).into_response(),
        None if status.as_u16() >= 502 => (status, [html()], page(status)).into_response(),
        None => {
            let body =
                json!({ "message": format!("{}: {}", status.as_u16(), name(status)), "code": 0 });
            (status, Json(body)).into_response()
        }
    }
}

fn name(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Error")
}

fn html() -> (HeaderName, HeaderValue) {
    let value = HeaderValue::from_static("text/html; charset=UTF-8");
    (header::CONTENT_TYPE, value)
}

/// A page as Cloudflare puts in place of what it cannot reach.
pub(crate) fn page(status: StatusCode) -> String {
    let (number, name) = (status.as_u16(), name(status));
    format!(
        "<html>\r\n<head><title>{number} {name}</title></head>\r\n<body>\r\n<center><h1>{number} \
         {name}</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n"
    )
}

fn rate_limited(scope: FaultScope, retry_after: f64) -> Response {
    let status = StatusCode::TOO_MANY_REQUESTS;
    let retry_after = retry_after.max(0.0);
    let mut response = match scope {
        FaultScope::Cloudflare => (status, [html()], page(status)).into_response(),
        FaultScope::User | FaultScope::Shared | FaultScope::Global => {
            let message = match scope {
                FaultScope::Shared => "The resource is being rate limited.",
                _ => "You are being rate limited.",
            };
            let body = json!({
                "message": message,
                "retry_after": retry_after,
                "global": scope == FaultScope::Global,
            });
            (status, Json(body)).into_response()
        }
    };
    let headers = response.headers_mut();
    let scope = match scope {
        FaultScope::User => Some("user"),
        FaultScope::Shared => Some("shared"),
        FaultScope::Global => Some("global"),
        FaultScope::Cloudflare => None,
    };
    if let Some(scope) = scope {
        headers.insert("x-ratelimit-scope", HeaderValue::from_static(scope));
    }
    if scope == Some("global") {
        headers.insert("x-ratelimit-global", HeaderValue::from_static("true"));
    }
    if let Ok(seconds) = HeaderValue::from_str(&format!("{:.0}", retry_after.ceil())) {
        headers.insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// A response with other bytes in its body, and a length that fits them.
async fn changed(response: Response, change: impl FnOnce(&mut Vec<u8>)) -> Response {
    let (mut parts, body) = response.into_parts();
    let mut bytes = match to_bytes(body, MOST).await {
        Ok(bytes) => bytes.to_vec(),
        Err(_) => Vec::new(),
    };
    change(&mut bytes);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes))
}
