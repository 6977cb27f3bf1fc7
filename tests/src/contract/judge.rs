//! Whether answers of a server are what Discord's specification says.

use serde_json::Value;

use super::{Contract, Operation};

impl Contract {
    /// The operation that a request is for; of several templates that fit a path the one with most fixed parts.
    pub fn operation_of(&self, method: &str, path: &str) -> Option<&Operation> {
        let path = path.split('?').next().unwrap_or(path);
        self.operations()
            .iter()
            .filter(|operation| operation.method == method && fits(&operation.template, path))
            .max_by_key(|operation| {
                let parts = operation.template.split('/');
                parts.filter(|part| !part.starts_with('{')).count()
            })
    }

    /// Says what is wrong with an answer to a request.
    ///
    /// # Errors
    ///
    /// Where the status is none of the operation's, or the body is not by its schema.
    pub fn judge(
        &self,
        operation: &Operation,
        status: u16,
        body: Option<&Value>,
    ) -> Result<(), String> {
        let check = |schema: &str, value: &Value| self.0.validators.check(schema, value);
        if status == 429 {
            return check("RatelimitedResponse", body.unwrap_or(&Value::Null));
        }
        if status >= 400 {
            return match body {
                // Those of OAuth2 are not Discord's own, but RFC 6749's.
                Some(body) if body["error"].is_string() => Ok(()),
                Some(body) => error(body),
                None => Err("an error without a body".to_owned()),
            };
        }
        // Statuses that the specification has no success for, as 202 of a search whose index is not ready.
        let Some(answered) = operation
            .answers
            .iter()
            .find(|answered| answered.status == status)
        else {
            let known: Vec<u16> = operation
                .answers
                .iter()
                .map(|answered| answered.status)
                .collect();
            return Err(format!("answered {status}, it is to be one of {known:?}"));
        };
        match (&answered.content, body) {
            (None, Some(body)) => Err(format!("there is to be no body: {body}")),
            (Some((kind, schema)), Some(body)) if kind.contains("json") => check(schema, body),
            (Some((kind, _)), None) if kind.contains("json") => {
                Err("there is to be a body of JSON".to_owned())
            }
            (None, None) | (Some(_), _) => Ok(()),
        }
    }
}

/// Says what is wrong with an error. Discord docs: Reference/Error Messages; the specification says the same in a
/// way that does not go with closed objects.
fn error(body: &Value) -> Result<(), String> {
    let Some(fields) = body.as_object() else {
        return Err(format!("an error is an object: {body}"));
    };
    let known = ["code", "message", "errors"];
    if let Some(strange) = fields.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("an error has no `{strange}`: {body}"));
    }
    if !body["code"].is_u64() || !body["message"].is_string() {
        return Err(format!("an error has a code and a message: {body}"));
    }
    match &body["errors"] {
        Value::Null => Ok(()),
        tree if is_tree(tree) => Ok(()),
        tree => Err(format!("the fields' errors are no tree: {tree}")),
    }
}

/// Whether a value is a tree whose leaves are lists of codes with messages.
fn is_tree(node: &Value) -> bool {
    let Some(fields) = node.as_object().filter(|fields| !fields.is_empty()) else {
        return false;
    };
    fields.iter().all(|(key, value)| {
        if key != "_errors" {
            return is_tree(value);
        }
        let leaves = value.as_array().filter(|leaves| !leaves.is_empty());
        leaves.is_some_and(|leaves| {
            leaves
                .iter()
                .all(|leaf| leaf["code"].is_string() && leaf["message"].is_string())
        })
    })
}

fn fits(template: &str, path: &str) -> bool {
    let (mut names, mut values) = (template.split('/'), path.split('/'));
    loop {
        match (names.next(), values.next()) {
            (None, None) => return true,
            (Some(name), Some(value)) if name == value => {}
            (Some(name), Some(value)) if name.starts_with('{') && !value.is_empty() => {}
            _ => return false,
        }
    }
}
