//! Checks before sending: every fault of a request is found at once, and named by its path.

use std::{fmt, ops::RangeInclusive};

use serde_json::Value;

use super::error::FieldError;

/// The faults found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    /// Notes a fault, with the code that Discord gives to the same.
    pub(crate) fn add(
        &mut self,
        path: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.0.push(FieldError::new(
            path.into(),
            code.to_owned(),
            message.into(),
        ));
    }

    /// Checks a text's length in characters, as Discord counts: Unicode scalar values.
    pub(crate) fn characters(
        &mut self,
        path: impl fmt::Display,
        text: &str,
        limits: RangeInclusive<u64>,
    ) {
        self.limit(path, &Limit::characters(limits), &Value::from(text));
    }

    /// Checks how many there are.
    pub(crate) fn count(
        &mut self,
        path: impl fmt::Display,
        count: usize,
        limits: RangeInclusive<u64>,
    ) {
        self.measure(path, count as u64, &Limit::items(limits));
    }

    /// Checks a value against a limit; null is within every limit.
    pub(crate) fn limit(&mut self, path: impl fmt::Display, limit: &Limit, value: &Value) {
        let measured = match (limit.unit, value) {
            (Unit::Characters, Value::String(text)) => text.chars().count() as u64,
            (Unit::Items, Value::Array(items)) => items.len() as u64,
            (Unit::Range, value) => match value.as_u64() {
                Some(number) => number,
                None => return,
            },
            _ => return,
        };
        self.measure(path, measured, limit);
    }

    fn measure(&mut self, path: impl fmt::Display, measured: u64, limit: &Limit) {
        let (bound, too_many) = if measured < limit.least {
            (format!("at least {}", limit.least), false)
        } else if measured > limit.most {
            (format!("at most {}", limit.most), true)
        } else {
            return;
        };
        let (unit, code) = match (limit.unit, too_many) {
            (Unit::Characters, true) => (" characters", "BASE_TYPE_MAX_LENGTH"),
            (Unit::Characters, false) => (" characters", "BASE_TYPE_MIN_LENGTH"),
            (Unit::Items, true) => (" given", "BASE_TYPE_MAX_LENGTH"),
            (Unit::Items, false) => (" given", "BASE_TYPE_MIN_LENGTH"),
            (Unit::Range, true) => ("", "NUMBER_TYPE_MAX"),
            (Unit::Range, false) => ("", "NUMBER_TYPE_MIN"),
        };
        self.add(path.to_string(), code, format!("{measured}{unit}, {bound}"));
    }

    pub(crate) fn into_vec(self) -> Vec<FieldError> {
        self.0
    }
}

/// How long, how many or how large something may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    unit: Unit,
    least: u64,
    most: u64,
}

#[derive(Clone, Copy, Debug)]
enum Unit {
    Characters,
    Items,
    Range,
}

impl Limit {
    /// The length of a text in characters.
    pub(crate) const fn characters(range: RangeInclusive<u64>) -> Self {
        Self::new(Unit::Characters, &range)
    }

    /// The length of a list.
    pub(crate) const fn items(range: RangeInclusive<u64>) -> Self {
        Self::new(Unit::Items, &range)
    }

    /// The value of a number.
    pub(crate) const fn range(range: RangeInclusive<u64>) -> Self {
        Self::new(Unit::Range, &range)
    }

    const fn new(unit: Unit, range: &RangeInclusive<u64>) -> Self {
        Self {
            unit,
            least: *range.start(),
            most: *range.end(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Faults, Limit};

    fn fault(limit: &Limit, value: &serde_json::Value) -> Option<String> {
        let mut faults = Faults::default();
        faults.limit("x", limit, value);
        faults.into_vec().first().map(ToString::to_string)
    }

    #[test]
    fn limits_are_inclusive_and_say_what_was_found() {
        let text = Limit::characters(1..=3);
        assert_eq!(fault(&text, &json!("äöü")), None);
        assert_eq!(fault(&text, &json!("🦀🦀🦀")), None);
        assert_eq!(
            fault(&text, &json!("abcd")).unwrap(),
            "x: 4 characters, at most 3"
        );
        assert_eq!(
            fault(&text, &json!("")).unwrap(),
            "x: 0 characters, at least 1"
        );
        let items = Limit::items(2..=3);
        assert_eq!(fault(&items, &json!([1, 2])), None);
        assert_eq!(
            fault(&items, &json!([1])).unwrap(),
            "x: 1 given, at least 2"
        );
        let range = Limit::range(1..=100);
        assert_eq!(fault(&range, &json!(100)), None);
        assert_eq!(fault(&range, &json!(101)).unwrap(), "x: 101, at most 100");
        assert_eq!(fault(&range, &json!(0)).unwrap(), "x: 0, at least 1");
    }

    #[test]
    fn null_is_within_every_limit() {
        for limit in [
            Limit::characters(1..=3),
            Limit::items(1..=3),
            Limit::range(1..=3),
        ] {
            assert_eq!(fault(&limit, &json!(null)), None);
        }
    }
}
