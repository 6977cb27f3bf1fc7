//! Limits of an operation's own fields, which are declared beside them.

use std::{fmt, ops::RangeInclusive};

use serde_json::Value;

pub(crate) use crate::model::limits::Faults;
use crate::model::limits::Unit;

/// How long, how many or how large something may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    unit: Unit,
    least: u64,
    most: u64,
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

    /// Checks a value; null is within every limit.
    pub(crate) fn check(&self, key: impl fmt::Display, value: &Value, faults: &mut Faults) {
        let measured = match (self.unit, value) {
            (Unit::Characters, Value::String(text)) => text.chars().count() as u64,
            (Unit::Items, Value::Array(items)) => items.len() as u64,
            // A list with commas between.
            (Unit::Items, Value::String(text)) => {
                text.split(',').filter(|item| !item.is_empty()).count() as u64
            }
            (Unit::Range, value) => match value.as_u64() {
                Some(number) => number,
                None => return,
            },
            _ => return,
        };
        faults.measure(key, self.unit, measured, &(self.least..=self.most));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Faults, Limit};

    fn fault(limit: &Limit, value: &serde_json::Value) -> Option<String> {
        let mut faults = Faults::default();
        limit.check("x", value, &mut faults);
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
