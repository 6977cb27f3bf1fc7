//! The operations of the specification, read so that a request can be held against them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use serde_json::{Map, Value, json};

use super::{corrections, docs_only, validator::Validators};
use crate::{facts, schema::Spec};

/// What Discord takes and answers: all operations, with their schemas.
///
/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Contract(pub(super) Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) operations: Vec<Operation>,
    pub(super) spec: Spec,
    pub(super) validators: Validators,
    missed: Vec<String>,
}

/// An operation: how it is called, and which schemas its parts follow.
#[derive(Debug)]
pub struct Operation {
    /// Discord's id of it, such as `create_message`; of one that is not in the specification, a name of ours.
    pub id: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path with its parameters' names: `/channels/{channel_id}/messages`.
    pub template: String,
    /// Whether the specification has it; else only the documentation does.
    pub in_specification: bool,
    /// Whether it takes a reason for the audit log.
    pub takes_reason: bool,
    /// The parameters of the path, and their schemas.
    pub(super) path: BTreeMap<String, String>,
    /// The parameters of the query by their names.
    pub(super) query: BTreeMap<String, Parameter>,
    /// The schemas of the body by content types; empty where it takes none.
    pub(super) bodies: BTreeMap<String, String>,
    /// Whether it may come without a body.
    pub(super) body_is_optional: bool,
    /// The answers of success.
    pub(super) answers: Vec<Answered>,
    /// Whom it lets in.
    pub(super) lets_in: LetsIn,
}

/// A parameter of a query.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) schema: String,
    pub(super) required: bool,
}

/// An answer of success.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub(super) status: u16,
    /// The content type and the schema; `None` where there is no body.
    pub(super) content: Option<(String, String)>,
}

/// Whom an operation lets in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LetsIn {
    pub(super) anyone: bool,
    pub(super) bots: bool,
    pub(super) users: bool,
}

impl Contract {
    /// The contract of the facts' folder; `None` where there are no facts, see [`facts::folder`].
    ///
    /// # Panics
    ///
    /// Where the folder has no `openapi.json` or `routes.tsv` that can be read.
    pub fn load() -> Option<Self> {
        let folder = facts::folder()?;
        let read = |name: &str| {
            fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let document = serde_json::from_str(&read("openapi.json")).expect("openapi.json is JSON");
        let reasons = routes(&folder)
            .into_iter()
            .filter(|row| row.get(7).is_some_and(|takes| takes == "yes"))
            .map(|row| (row[0].clone(), row[1].clone()))
            .collect();
        Some(Self::of_document(document, &reasons))
    }

    /// The contract of an OpenAPI document, with the methods and paths of what takes a reason for the audit log.
    ///
    /// # Panics
    ///
    /// Where the document has no schemas.
    pub fn of_document(mut document: Value, reasons: &BTreeSet<(String, String)>) -> Self {
        let paths = document["paths"].take();
        let mut schemas = document["components"]["schemas"].take();
        let schemas_map = schemas.as_object_mut().expect("there are schemas");
        let mut operations = Vec::new();
        for (template, item) in paths.as_object().into_iter().flatten() {
            for method in ["get", "put", "post", "patch", "delete"] {
                if let Some(operation) = item.get(method) {
                    let mut reader = Reader {
                        schemas: schemas_map,
                        id: operation["operationId"].as_str().unwrap_or_default(),
                    };
                    operations.push(reader.operation(method, template, item, operation));
                }
            }
        }
        let mut missed = corrections::apply(schemas_map, &mut operations);
        docs_only::add(schemas_map, &mut operations);
        for operation in &mut operations {
            let key = (operation.method.clone(), operation.template.clone());
            operation.takes_reason = reasons.contains(&key);
        }
        document["components"]["schemas"] = schemas;
        let spec = Spec::of_document(document);
        missed.extend(spec.missed_patches().iter().cloned());
        Self(Arc::new(Inner {
            operations,
            validators: Validators::new(spec.clone()),
            spec,
            missed,
        }))
    }

    /// What an operation takes by names: `query.limit`, `body.name`; of a body that is a union, the fields of all
    /// its branches.
    pub fn fields(&self, operation: &Operation) -> BTreeSet<String> {
        let query = operation.query.keys().map(|name| format!("query.{name}"));
        let body = operation.bodies.values().flat_map(|schema| {
            let properties = self.0.spec.properties(schema).into_iter();
            properties.map(|property| format!("body.{}", property.name))
        });
        query.chain(body).collect()
    }

    /// All operations.
    pub fn operations(&self) -> &[Operation] {
        &self.0.operations
    }

    /// The corrections that found nothing to put right: where the specification moved on, they can go.
    pub fn missed_corrections(&self) -> &[String] {
        &self.0.missed
    }
}

/// The rows of `routes.tsv`, without its head.
///
/// # Panics
///
/// Where the table cannot be read.
pub(super) fn routes(folder: &Path) -> Vec<Vec<String>> {
    fs::read_to_string(folder.join("routes.tsv"))
        .unwrap_or_else(|error| panic!("routes.tsv: {error}"))
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Reads one operation. Schemas that have no name get one, so that all can be treated alike.
struct Reader<'a> {
    schemas: &'a mut Map<String, Value>,
    id: &'a str,
}

impl Reader<'_> {
    fn operation(
        &mut self,
        method: &str,
        template: &str,
        item: &Value,
        operation: &Value,
    ) -> Operation {
        let mut path = BTreeMap::new();
        let mut query = BTreeMap::new();
        for parameter in list(&item["parameters"])
            .iter()
            .chain(list(&operation["parameters"]))
        {
            let name = parameter["name"].as_str().unwrap_or_default();
            let place = parameter["in"].as_str().unwrap_or_default();
            let schema = self.named(&format!("{place}.{name}"), &parameter["schema"]);
            if place == "path" {
                path.insert(name.to_owned(), schema);
            } else {
                let required = parameter["required"] == true;
                query.insert(name.to_owned(), Parameter { schema, required });
            }
        }
        let contents = operation["requestBody"]["content"].as_object();
        let bodies: BTreeMap<_, _> = contents
            .into_iter()
            .flatten()
            .map(|(kind, content)| {
                let label = format!("body.{}", kind.rsplit(['/', '-']).next().unwrap_or(kind));
                (kind.clone(), self.named(&label, &content["schema"]))
            })
            .collect();
        Operation {
            id: self.id.to_owned(),
            method: method.to_uppercase(),
            template: template.to_owned(),
            in_specification: true,
            takes_reason: false,
            path,
            query,
            body_is_optional: operation["requestBody"]["required"] != true,
            bodies,
            answers: self.answers(&operation["responses"]),
            lets_in: lets_in(&operation["security"]),
        }
    }

    fn answers(&mut self, responses: &Value) -> Vec<Answered> {
        let mut answers = Vec::new();
        for (status, response) in responses.as_object().into_iter().flatten() {
            let Ok(status @ 200..300) = status.parse::<u16>() else {
                continue;
            };
            // That an index is not ready yet is no success, see the library's retries.
            if status == 202 {
                continue;
            }
            let content = response["content"]
                .as_object()
                .and_then(|c| c.iter().next());
            let content = content.map(|(kind, content)| {
                let name = self.named(&format!("answer.{status}"), &content["schema"]);
                (kind.clone(), name)
            });
            answers.push(Answered { status, content });
        }
        answers
    }

    /// The name of a schema, which is given one where it stands without.
    fn named(&mut self, label: &str, schema: &Value) -> String {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return reference.rsplit('/').next().unwrap_or_default().to_owned();
        }
        let name = format!("{}.{label}", self.id);
        self.schemas.insert(name.clone(), schema.clone());
        name
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn lets_in(security: &Value) -> LetsIn {
    let mut lets_in = LetsIn::default();
    for way in list(security) {
        lets_in.anyone |= *way == json!({});
        lets_in.bots |= way.get("BotToken").is_some();
        lets_in.users |= way.get("OAuth2").is_some();
    }
    lets_in
}
