//! A request against the contract.

use std::{borrow::Cow, collections::BTreeSet, fmt};

use percent_encoding::percent_decode_str;
use serde_json::Value;
use url::form_urlencoded;

use super::{Contract, Operation, body, docs_only, query};

/// A request as it came, its body taken apart.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path from the version on, percent-encoded: `/channels/5/messages`.
    pub path: String,
    /// What stands behind the `?`, or nothing.
    pub query: String,
    /// The header `Authorization`.
    pub authorization: Option<String>,
    /// The header `User-Agent`.
    pub user_agent: Option<String>,
    /// The header `X-Audit-Log-Reason`.
    pub reason: Option<String>,
    /// What it carries.
    pub body: Body,
}

/// What a request carries.
#[derive(Clone, Debug, Default)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// `application/json`.
    Json(Value),
    /// `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// `multipart/form-data`.
    Multipart(Vec<Part>),
}

/// A part of `multipart/form-data`.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The file's name, where it is one.
    pub filename: Option<String>,
    /// The media type, where it was told.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Request {
    /// What is sent by names: `query.limit`, `body.name`.
    pub fn fields(&self) -> BTreeSet<String> {
        let query = form_urlencoded::parse(self.query.as_bytes());
        let query = query.map(|(name, _)| format!("query.{name}"));
        let body: Vec<String> = match &self.body {
            Body::None => Vec::new(),
            Body::Json(value) => keys(value),
            Body::Form(fields) => fields.iter().map(|(name, _)| name.clone()).collect(),
            Body::Multipart(parts) => parts
                .iter()
                .flat_map(|part| match serde_json::from_slice(&part.bytes) {
                    Ok(value) if part.name == "payload_json" => keys(&value),
                    _ => vec![part.name.clone()],
                })
                .collect(),
        };
        query
            .chain(body.iter().map(|name| format!("body.{name}")))
            .collect()
    }
}

/// The keys of an object, or of the objects of a list.
fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => object.keys().cloned().collect(),
        Value::Array(elements) => elements.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The operation it was held against; `None` where no operation has such a path.
    pub operation_id: Option<String>,
    /// What is wrong, and where.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.operation_id.as_deref().unwrap_or("no operation");
        write!(f, "{id}: {}", self.message)
    }
}

/// An operation and the values of its path.
type Found<'a> = (&'a Operation, Vec<(&'a str, String)>);

impl Contract {
    /// Finds the operation that a request is for, and refuses what that does not take.
    pub fn check(&self, request: &Request) -> Result<&Operation, Refusal> {
        let Some((operation, path)) = self.find(&request.method, &request.path) else {
            return Err(Refusal {
                operation_id: None,
                message: format!("there is no {} {}", request.method, request.path),
            });
        };
        let faults = self.faults(operation, &path, request);
        if faults.is_empty() {
            return Ok(operation);
        }
        Err(Refusal {
            operation_id: Some(operation.id.clone()),
            message: faults.join("; "),
        })
    }

    /// All that is wrong with a request for an operation.
    fn faults(
        &self,
        operation: &Operation,
        path: &[(&str, String)],
        request: &Request,
    ) -> Vec<String> {
        let validators = &self.0.validators;
        let mut faults = Vec::new();
        for (name, text) in path {
            let checked = operation.path.get(*name).map_or(Ok(()), |schema| {
                let value = query::value(&self.0.spec, schema, std::slice::from_ref(text));
                validators.check(schema, &value)
            });
            if let Err(fault) = checked {
                faults.push(format!("path, {name}: {fault}"));
            }
        }
        faults.extend(query::faults(&self.0, operation, &request.query));
        faults.extend(head_faults(operation, request));
        match body::json(operation, &request.body) {
            Ok(Some((schema, value))) => {
                if let Err(fault) = validators.check(&schema, &value) {
                    faults.push(format!("body, {fault}"));
                }
                faults.extend(docs_only::body_faults(operation, request, &value));
            }
            Ok(None) => {}
            Err(fault) => faults.push(format!("body, /: {fault}")),
        }
        faults
    }

    /// The operation of a path: of several, the one that has more of it in words.
    fn find(&self, method: &str, path: &str) -> Option<Found<'_>> {
        let segments: Vec<_> = path.split('/').collect();
        let fitting = self
            .operations()
            .iter()
            .filter(|operation| operation.method == method)
            .filter_map(|operation| Some((operation, fit(&operation.template, &segments)?)));
        fitting.min_by_key(|(_, values)| values.len())
    }
}

/// The values of a template's parameters in a path, where it fits.
fn fit<'a>(template: &'a str, segments: &[&str]) -> Option<Vec<(&'a str, String)>> {
    let mut values = Vec::new();
    let mut rest = segments.iter();
    for wanted in template.split('/') {
        let segment = decoded(rest.next()?);
        match wanted
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(name) if !segment.is_empty() => values.push((name, segment.into_owned())),
            None if segment == wanted => {}
            _ => return None,
        }
    }
    rest.next().is_none().then_some(values)
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn head_faults(operation: &Operation, request: &Request) -> Vec<String> {
    let mut faults = Vec::new();
    let authorization = request.authorization.as_deref();
    let is_let_in = match authorization.and_then(|text| text.split_once(' ')) {
        Some(("Bot", _)) => operation.lets_in.bots || operation.lets_in.anyone,
        Some(("Bearer", _)) => operation.lets_in.users,
        Some(("Basic", _)) => docs_only::takes_basic(operation),
        Some(_) => false,
        None => authorization.is_none() && operation.lets_in.anyone,
    };
    if !is_let_in {
        let sort = authorization.map_or("none", |text| text.split(' ').next().unwrap_or_default());
        faults.push(format!(
            "header Authorization: `{sort}` is not what it takes"
        ));
    }
    if !request
        .user_agent
        .as_deref()
        .is_some_and(|agent| agent.starts_with("DiscordBot (") && agent.contains(')'))
    {
        faults.push("header User-Agent: not as `DiscordBot (url, version)`".to_owned());
    }
    if let Some(reason) = &request.reason {
        let length = decoded(reason).chars().count();
        if !operation.takes_reason {
            faults.push("header X-Audit-Log-Reason: it takes none".to_owned());
        } else if !(1..=512).contains(&length) {
            faults.push(format!("header X-Audit-Log-Reason: {length} characters"));
        }
    }
    faults
}
