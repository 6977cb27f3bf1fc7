//! What handlers take out of a request: the ids of the path, and the body with its files.

use std::collections::HashMap;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, FromRequestParts, Multipart, RawPathParams, Request},
    http::{StatusCode, header, request::Parts},
};
use serde_json::{Map, Value};

use crate::{
    id::Id,
    sandbox::{inspector::Recording, world::App},
};

use super::{error::ApiError, form::Form};

/// Discord takes 25 MiB; the rest is for the parts' heads.
const MAX_BODY: usize = 25 * 1024 * 1024 + 64 * 1024;
const MAX_FILE: usize = 10 * 1024 * 1024;
const MAX_FILES: usize = 10;

/// The parameters of the path.
#[derive(Debug)]
pub(crate) struct Params(HashMap<String, String>);

impl Params {
    pub(crate) fn id<M>(&self, name: &str) -> Result<Id<M>, ApiError> {
        let text = self.text(name);
        text.parse().map_err(|_| {
            let message = format!("Value \"{text}\" is not snowflake.");
            ApiError::invalid_field(name, "NUMBER_TYPE_COERCE", message)
        })
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl FromRequestParts<App> for Params {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let raw = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| ApiError::not_found())?;
        let params = raw.iter();
        Ok(Self(
            params
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        ))
    }
}

/// The query as a form.
#[derive(Debug)]
pub(crate) struct Query(pub(crate) Form);

impl FromRequestParts<App> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        Ok(Self(Form::of_query(parts.uri.query())))
    }
}

/// The fields of the body, and the files that came with them.
#[derive(Debug)]
pub(crate) struct Payload {
    pub(crate) form: Form,
    pub(crate) files: Vec<SentFile>,
}

/// A file part of a multipart body.
#[derive(Debug)]
pub(crate) struct SentFile {
    /// The `n` of `files[n]`, by which the JSON refers to it.
    pub(crate) index: Option<u64>,
    pub(crate) filename: String,
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

impl FromRequest<App> for Payload {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let (parts, body) = request.into_parts();
        let recording: Recording = parts.extensions.get().cloned().unwrap_or_default();
        let bytes = axum::body::to_bytes(body, MAX_BODY)
            .await
            .map_err(|_| ApiError::too_large())?;
        if &*content_type != "multipart/form-data" {
            recording.body(&bytes);
        }
        let (fields, files) = match &*content_type {
            "application/json" => (parse_json(&bytes)?, Vec::new()),
            // What `curl -d` sends unless it is told otherwise.
            "application/x-www-form-urlencoded" if bytes.trim_ascii_start().starts_with(b"{") => {
                return Err(ApiError::invalid_field(
                    "",
                    "CONTENT_TYPE_INVALID",
                    "The body is JSON, but the \"Content-Type\" header says that it is a form: \
                     send 'application/json'.",
                ));
            }
            "application/x-www-form-urlencoded" => {
                let fields = parse_urlencoded(&bytes);
                recording.fields(&fields);
                (fields, Vec::new())
            }
            "multipart/form-data" => {
                let request = Request::from_parts(parts, Body::from(bytes));
                read_multipart(request, app, &recording).await?
            }
            _ if bytes.is_empty() => (Map::new(), Vec::new()),
            _ => {
                return Err(ApiError::invalid_field(
                    "",
                    "CONTENT_TYPE_INVALID",
                    "Expected \"Content-Type\" header to be one of {'application/json', \
                     'application/x-www-form-urlencoded', 'multipart/form-data'}.",
                ));
            }
        };
        Ok(Self {
            form: Form::new(fields),
            files,
        })
    }
}

fn parse_json(bytes: &[u8]) -> Result<Map<String, Value>, ApiError> {
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(ApiError::invalid_field(
            "",
            "MODEL_TYPE_CONVERT",
            "Only dictionaries may be used in a ModelType",
        )),
        Err(_) => Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            50109,
            "The request body contains invalid JSON.",
        )),
    }
}

fn parse_urlencoded(bytes: &[u8]) -> Map<String, Value> {
    url::form_urlencoded::parse(bytes)
        .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
        .collect()
}

async fn read_multipart(
    request: Request,
    app: &App,
    recording: &Recording,
) -> Result<(Map<String, Value>, Vec<SentFile>), ApiError> {
    let malformed = || {
        ApiError::invalid_field(
            "",
            "CONTENT_TYPE_INVALID",
            "The multipart body is malformed",
        )
    };
    let mut multipart = Multipart::from_request(request, app)
        .await
        .map_err(|_| malformed())?;
    let (mut fields, mut files) = (Map::new(), Vec::new());
    while let Some(part) = multipart.next_field().await.map_err(|_| malformed())? {
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| malformed())?;
        if name == "payload_json" {
            fields.append(&mut parse_json(&bytes)?);
        } else if let Some(filename) = filename {
            recording.file(&name, &filename, bytes.len());
            if bytes.len() > MAX_FILE {
                return Err(ApiError::too_large());
            }
            files.push(SentFile {
                index: index_of(&name),
                content_type: content_type_of(content_type, &filename),
                filename,
                bytes,
            });
        } else {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            fields.insert(name, Value::String(text));
        }
    }
    recording.fields(&fields);
    if files.len() > MAX_FILES {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            30015,
            "Maximum number of attachments in a message reached (10)",
        ));
    }
    Ok((fields, files))
}

fn index_of(name: &str) -> Option<u64> {
    let inside = name.strip_prefix("files[")?.strip_suffix(']')?;
    inside.parse().ok()
}

/// The type that the sender states, unless it says nothing by it.
fn content_type_of(stated: Option<String>, filename: &str) -> String {
    stated
        .filter(|stated| stated != "application/octet-stream")
        .unwrap_or_else(|| {
            mime_guess::from_path(filename)
                .first_or_octet_stream()
                .to_string()
        })
}
