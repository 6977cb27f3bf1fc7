//! What a round trip through our types lost, changed or made up.

use serde_json::{Number, Value};

use super::Path;

/// A place where a value differs from what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where, like `embeds[2].fields[0].name`; the whole value is empty.
    pub path: String,
    /// How.
    pub kind: Change,
}

/// How a value differs from what it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It is gone.
    Missing {
        /// What it was.
        value: Value,
    },
    /// It is another.
    Changed {
        /// What it was.
        from: Value,
        /// What it is.
        to: Value,
    },
    /// It was not there.
    Added {
        /// What it is.
        value: Value,
    },
}

impl Difference {
    /// Whether it is only that null and nothing stand for each other.
    ///
    /// That is a loss where the schema's shape is [`Null`](super::Shape::Null), as in the tags of a role.
    pub fn is_null_for_nothing(&self) -> bool {
        match &self.kind {
            Change::Missing { value } | Change::Added { value } => value.is_null(),
            Change::Changed { .. } => false,
        }
    }

    /// Whether a number became the string of its digits, as ids and permissions are written.
    pub fn is_number_as_text(&self) -> bool {
        matches!(
            &self.kind,
            Change::Changed { from: Value::Number(number), to: Value::String(text) }
                if number.to_string() == *text
        )
    }

    /// The other way round.
    pub fn is_text_as_number(&self) -> bool {
        matches!(
            &self.kind,
            Change::Changed { from: Value::String(text), to: Value::Number(number) }
                if number.to_string() == *text
        )
    }

    /// Whether it is only that nothing stands for null, `false` or an empty list or object, or they for it:
    /// what a type with defaults does.
    pub fn is_default_for_nothing(&self) -> bool {
        match &self.kind {
            Change::Missing { value } | Change::Added { value } => match value {
                Value::Null | Value::Bool(false) => true,
                Value::Array(elements) => elements.is_empty(),
                Value::Object(object) => object.is_empty(),
                _ => false,
            },
            Change::Changed { .. } => false,
        }
    }
}

/// The differences of `again` from `original`, where `documented` says of a path that it counts.
///
/// What stands below a path that does not count is not looked at. Lists are compared element by element.
/// Numbers are compared by their exact values, so that `1` and `1.0` are the same and `0.1` is not what
/// became of it in 32 bits. Paths are as in [`Path`].
pub fn lost(original: &Value, again: &Value, documented: impl Fn(&str) -> bool) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare(
        &Path::root(),
        Some(original),
        Some(again),
        &documented,
        &mut differences,
    );
    differences
}

fn compare(
    path: &Path,
    original: Option<&Value>,
    again: Option<&Value>,
    documented: &dyn Fn(&str) -> bool,
    differences: &mut Vec<Difference>,
) {
    let text = path.to_string();
    if !documented(&text) {
        return;
    }
    let kind = match (original, again) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(added) {
                compare(
                    &path.key(key),
                    one.get(key),
                    other.get(key),
                    documented,
                    differences,
                );
            }
            return;
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for index in 0..one.len().max(other.len()) {
                compare(
                    &path.index(index),
                    one.get(index),
                    other.get(index),
                    documented,
                    differences,
                );
            }
            return;
        }
        (Some(Value::Number(one)), Some(Value::Number(other))) if same_number(one, other) => return,
        (Some(one), Some(other)) if one == other => return,
        (Some(one), Some(other)) => Change::Changed {
            from: one.clone(),
            to: other.clone(),
        },
        (Some(one), None) => Change::Missing { value: one.clone() },
        (None, Some(other)) => Change::Added {
            value: other.clone(),
        },
        (None, None) => return,
    };
    differences.push(Difference { path: text, kind });
}

fn same_number(one: &Number, other: &Number) -> bool {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.as_f64() == other.as_f64(),
        (Some(whole), None) => is_whole(other, whole),
        (None, Some(whole)) => is_whole(one, whole),
    }
}

/// Whether a number with a fraction is a whole one after all. Not the other way round: large whole numbers
/// would be rounded.
fn is_whole(number: &Number, whole: i128) -> bool {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a cast beyond the range saturates and differs"
    )]
    number
        .as_f64()
        .is_some_and(|number| number.fract() == 0.0 && number as i128 == whole)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Change, lost};

    fn differences(original: &Value, again: &Value) -> Vec<(String, Change)> {
        let all = lost(original, again, |_| true);
        all.into_iter().map(|one| (one.path, one.kind)).collect()
    }

    #[test]
    fn planted_differences_are_found_where_they_are() {
        let original = json!({
            "embeds": [{}, {"fields": [{"name": "a", "inline": true}]}],
            "gone": null,
            "list": [1, 2],
        });
        let again = json!({
            "embeds": [{}, {"fields": [{"name": "b", "inline": true}]}],
            "list": [1],
            "new": 3,
        });
        assert_eq!(
            differences(&original, &again),
            [
                (
                    "embeds[1].fields[0].name".to_owned(),
                    Change::Changed {
                        from: json!("a"),
                        to: json!("b")
                    }
                ),
                ("gone".to_owned(), Change::Missing { value: json!(null) }),
                ("list[1]".to_owned(), Change::Missing { value: json!(2) }),
                ("new".to_owned(), Change::Added { value: json!(3) }),
            ]
        );
    }

    #[test]
    fn only_null_for_nothing_is_null_for_nothing() {
        let all = lost(
            &json!({"a": null, "b": 1, "c": null}),
            &json!({"c": 1}),
            |_| true,
        );
        let such: Vec<_> = all
            .iter()
            .map(|one| (one.path.as_str(), one.is_null_for_nothing()))
            .collect();
        assert_eq!(such, [("a", true), ("b", false), ("c", false)]);
    }

    #[test]
    fn only_what_is_empty_is_a_default_for_nothing() {
        let original = json!({"a": null, "b": false, "c": [], "d": {}, "e": true, "f": [null], "g": 0, "h": []});
        let all = lost(&original, &json!({"h": null}), |_| true);
        let defaults = all.iter().filter(|one| one.is_default_for_nothing());
        assert_eq!(defaults.map(|one| &*one.path).collect::<String>(), "abcd");
    }

    #[test]
    fn what_is_not_documented_does_not_count_nor_what_is_below_it() {
        let original = json!({"a": {"b": 1, "c": 2}, "d": {"e": 3}});
        let all = lost(&original, &json!({"a": {}, "d": {}}), |path| {
            path != "a.b" && path != "d"
        });
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].path, "a.c");
    }

    #[test]
    fn numbers_are_compared_exactly_but_for_the_form_of_whole_ones() {
        let same = |one: Value, other: Value| differences(&one, &other).is_empty();
        assert!(same(json!(1), json!(1.0)));
        assert!(same(json!(-2.0), json!(-2)));
        assert!(same(json!(0.1), json!(0.1)));
        assert!(!same(json!(0.1), json!(f64::from(0.1_f32))));
        assert!(!same(
            json!(9_007_199_254_740_993_u64),
            json!(9_007_199_254_740_992.0)
        ));
        assert!(!same(json!(u64::MAX), json!(-1)));
        assert!(!same(json!(u64::MAX), json!(1.8e19)));
        assert!(!same(json!(1), json!("1")));
    }
}
