//! What is wrong with the fields of a body.

use serde_json::{Map, Value, json};

use super::Refusal;

/// What is wrong with the fields of a body, as the tree that Discord answers.
#[derive(Debug, Default)]
pub(crate) struct FormErrors {
    tree: Value,
}

impl FormErrors {
    pub(crate) fn is_empty(&self) -> bool {
        self.tree.is_null()
    }

    /// The refusal of a body in which these fields are wrong.
    pub(crate) fn into_refusal(self) -> Refusal {
        let mut refusal = Refusal::new(400, 50035, "Invalid Form Body");
        refusal.errors = Some(self.tree);
        refusal
    }

    /// Adds an error at `path`, whose parts have dots between them; an empty one is the whole body.
    pub(crate) fn add(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let mut node = &mut self.tree;
        for part in path.split('.').filter(|part| !part.is_empty()) {
            node = child(node, part, || Value::Object(Map::new()));
        }
        let leaf = child(node, "_errors", || Value::Array(Vec::new()));
        if let Some(list) = leaf.as_array_mut() {
            list.push(json!({ "code": code, "message": message.into() }));
        }
    }
}

/// The value under a key, made if it is missing; `node` becomes an object if it is nothing yet.
fn child<'v>(node: &'v mut Value, key: &str, make: impl FnOnce() -> Value) -> &'v mut Value {
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    let slot = &mut node[key];
    if slot.is_null() {
        *slot = make();
    }
    slot
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::FormErrors;

    #[test]
    fn errors_grow_into_one_tree() {
        let mut errors = FormErrors::default();
        assert!(errors.is_empty());
        errors.add("embeds.0.title", "A", "a");
        errors.add("embeds.0.title", "B", "b");
        errors.add("embeds.1", "C", "c");
        errors.add("", "D", "d");
        assert_eq!(
            errors.tree,
            json!({
                "_errors": [{ "code": "D", "message": "d" }],
                "embeds": {
                    "0": { "title": { "_errors": [
                        { "code": "A", "message": "a" },
                        { "code": "B", "message": "b" },
                    ] } },
                    "1": { "_errors": [{ "code": "C", "message": "c" }] },
                },
            })
        );
    }
}
