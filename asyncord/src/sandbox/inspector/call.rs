//! A request and its response, as they are kept.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::http::{HeaderMap, Method};
use bytes::Bytes;
use serde_json::{Map, Value};

use crate::sandbox::state::ids::{ApplicationId, UserId};

use super::{
    body::Body,
    entry::{CallEntry, FileEntry, RateLimitEntry},
};

/// Where whoever reads a request's body leaves it for the inspector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recording(Arc<Mutex<Sent>>);

/// What came in a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Sent {
    pub(super) body: Body,
    pub(super) files: Vec<FileEntry>,
}

impl Recording {
    /// A body of JSON, or of something that is not understood.
    pub(crate) fn body(&self, bytes: &Bytes) {
        crate::lock(&self.0).body = Body::of(bytes);
    }

    /// The fields of a form.
    pub(crate) fn fields(&self, fields: &Map<String, Value>) {
        crate::lock(&self.0).body = Body::Fields(fields.clone());
    }

    /// A file that came with the fields.
    pub(crate) fn file(&self, name: &str, filename: &str, size: usize) {
        crate::lock(&self.0).files.push(FileEntry {
            name: name.to_owned(),
            filename: filename.to_owned(),
            size: size as u64,
        });
    }

    pub(super) fn take(&self) -> Sent {
        std::mem::take(&mut *crate::lock(&self.0))
    }
}

/// A request and its response.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) application: Option<ApplicationId>,
    pub(super) user: Option<UserId>,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) operation: Option<String>,
    pub(super) status: u16,
    pub(super) duration: Duration,
    pub(super) sent: Sent,
    pub(super) response: Body,
    pub(super) why: Option<String>,
    pub(super) rate_limit: Option<RateLimitEntry>,
}

impl Call {
    pub(super) fn size(&self) -> usize {
        self.path.len()
            + self.sent.body.size()
            + self.sent.files.len() * size_of::<FileEntry>()
            + self.response.size()
    }

    pub(super) fn entry(&self) -> CallEntry {
        CallEntry {
            application_id: self.application,
            user_id: self.user,
            method: self.method.to_string(),
            path: self.path.clone(),
            operation: self.operation.clone(),
            status: self.status,
            duration_ms: milliseconds(self.duration),
            request: self.sent.body.shown(),
            files: self.sent.files.clone(),
            response: self.response.shown(),
            why: self.why.clone(),
            rate_limit: self.rate_limit.clone(),
        }
    }
}

/// To a thousandth.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

/// What the headers of a response tell of its rate limit.
pub(super) fn rate_limit(headers: &HeaderMap) -> Option<RateLimitEntry> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let number = |name: &str| text(name).and_then(|text| text.parse().ok()).unwrap_or(0);
    let bucket = text("x-ratelimit-bucket");
    let scope = text("x-ratelimit-scope");
    if bucket.is_none() && scope.is_none() {
        return None;
    }
    Some(RateLimitEntry {
        bucket: bucket.unwrap_or_default().to_owned(),
        limit: number("x-ratelimit-limit"),
        remaining: number("x-ratelimit-remaining"),
        reset_after: text("x-ratelimit-reset-after")
            .or_else(|| text("retry-after"))
            .and_then(|text| text.parse().ok())
            .unwrap_or_default(),
        scope: scope.map(str::to_owned),
    })
}
