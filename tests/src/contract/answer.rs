//! Answers that follow the schemas of the specification.

use serde_json::Value;
use url::form_urlencoded;

use super::{Contract, Operation, operations::Answered};
use crate::schema::{Mode, Rng};

/// The smallest picture: one transparent pixel as PNG.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x62, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

/// An answer of success.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The content type and the body; `None` where there is none.
    pub content: Option<(String, Vec<u8>)>,
}

impl Contract {
    /// An answer to a request with this query, the same for the same state of `rng`.
    pub fn answer(&self, operation: &Operation, query: &str, mode: &Mode, rng: &mut Rng) -> Answer {
        let Some(answered) = choose(operation, query, mode, rng) else {
            return Answer {
                status: 204,
                content: None,
            };
        };
        let content = answered.content.as_ref().map(|(kind, schema)| {
            let bytes = match kind.as_str() {
                "image/png" => PNG.to_vec(),
                "text/csv" => csv(mode, rng).into_bytes(),
                _ => self.instance(schema, mode, rng).to_string().into_bytes(),
            };
            (kind.clone(), bytes)
        });
        Answer {
            status: answered.status,
            content,
        }
    }

    /// A body of JSON that an operation takes, the same for the same state of `rng`; `None` where it takes none.
    pub fn body_instance(
        &self,
        operation: &Operation,
        mode: &Mode,
        rng: &mut Rng,
    ) -> Option<Value> {
        let schema = operation.bodies.get("application/json")?;
        Some(self.0.spec.instance(schema, mode, rng))
    }

    /// An instance of a schema, null at times where the schema allows that of the whole.
    fn instance(&self, schema: &str, mode: &Mode, rng: &mut Rng) -> Value {
        let spec = &self.0.spec;
        let kinds = spec.schema(schema).map(|schema| &schema["type"]);
        let may_be_null = kinds
            .and_then(Value::as_array)
            .is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
        if may_be_null && matches!(mode, Mode::Random(_)) && rng.u8(0..8) == 0 {
            return Value::Null;
        }
        spec.instance(schema, mode, rng)
    }
}

/// One of the answers of an operation: the least, the most, or any, unless the query decides.
fn choose<'a>(
    operation: &'a Operation,
    query: &str,
    mode: &Mode,
    rng: &mut Rng,
) -> Option<&'a Answered> {
    let decides = ["wait", "with_response"]
        .into_iter()
        .find(|name| operation.query.contains_key(*name));
    let answers = &operation.answers;
    let with_body = || answers.iter().find(|answer| answer.content.is_some());
    let without_body = || answers.iter().find(|answer| answer.content.is_none());
    if let Some(name) = decides {
        let is_set = form_urlencoded::parse(query.as_bytes())
            .any(|(key, value)| key == name && ["true", "True", "1"].contains(&&*value));
        return if is_set {
            with_body().or_else(without_body)
        } else {
            without_body().or_else(with_body)
        };
    }
    match mode {
        Mode::Minimal => without_body().or_else(with_body),
        Mode::Maximal => with_body().or_else(without_body),
        Mode::Random(_) => rng.choice(answers),
    }
}

/// A list of users, as the invites' target users are told.
fn csv(mode: &Mode, rng: &mut Rng) -> String {
    let lines = match mode {
        Mode::Minimal => 0,
        Mode::Maximal => 2,
        Mode::Random(_) => rng.usize(0..5),
    };
    let ids = (0..lines).map(|_| rng.u64(100_000_000_000_000_000..1_000_000_000_000_000_000));
    let rows: Vec<_> = ids.map(|id| format!("{id}\n")).collect();
    format!("user_id\n{}", rows.concat())
}
