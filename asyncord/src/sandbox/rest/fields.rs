//! Kinds of fields that several resources have.

use std::ops::RangeInclusive;

use crate::{
    id::Id,
    sandbox::state::{Field, ids::parse_iso},
};

use super::form::Form;

/// The languages of Discord's clients.
const LOCALES: [&str; 34] = [
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE",
    "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

impl Form {
    /// A moment, in milliseconds of Unix time.
    pub(crate) fn moment(&mut self, key: &str) -> Field<u64> {
        let text = self.text(key, 0..=64);
        self.parsed(key, text, |text| {
            let message = format!("Could not parse {text}. Should be ISO8601.");
            parse_iso(text).ok_or(("DATE_TIME_TYPE_PARSE", message))
        })
    }

    /// One of some numbers.
    pub(crate) fn choice(&mut self, key: &str, choices: &[i64]) -> Field<i64> {
        let number = self.integer(key, i64::MIN..=i64::MAX);
        self.parsed(key, number, |number| {
            let message = format!("Value must be one of {choices:?}.");
            let is_known = choices.contains(number);
            is_known
                .then_some(*number)
                .ok_or(("BASE_TYPE_CHOICES", message))
        })
    }

    /// A language of Discord's clients.
    pub(crate) fn locale(&mut self, key: &str) -> Field<String> {
        let text = self.text(key, 0..=16);
        self.parsed(key, text, |text| {
            let message = format!("Value must be one of {LOCALES:?}.");
            let is_known = LOCALES.contains(&text.as_str());
            is_known
                .then(|| text.clone())
                .ok_or(("BASE_TYPE_CHOICES", message))
        })
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, key: &str, length: RangeInclusive<usize>) -> Field<Vec<String>> {
        let list = self.list(key, length);
        self.parsed(key, list, |list| {
            let texts = list.iter().map(|text| text.as_str().map(str::to_owned));
            let message = "Only strings may be used in this list.".to_owned();
            let texts: Option<Vec<String>> = texts.collect();
            texts.ok_or(("STRING_TYPE_CONVERT", message))
        })
    }

    /// Ids in a list, or in one text with commas between them, as queries have them.
    pub(crate) fn ids_or_text<M>(
        &mut self,
        key: &str,
        length: RangeInclusive<usize>,
    ) -> Field<Vec<Id<M>>> {
        if !matches!(self.raw(key), Field::Value(value) if value.is_string()) {
            return self.ids(key, length);
        }
        let text = self.text(key, 0..=usize::MAX);
        self.parsed(key, text, |text| {
            let parts = text.split(',').map(str::trim);
            let ids: Option<Vec<Id<M>>> = parts
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().ok())
                .collect();
            let message = format!("Value \"{text}\" is not a list of snowflakes.");
            let ids = ids.ok_or(("NUMBER_TYPE_COERCE", message))?;
            if length.contains(&ids.len()) {
                Ok(ids)
            } else {
                let message = format!("Must be {} or fewer in length.", length.end());
                Err(("BASE_TYPE_MAX_LENGTH", message))
            }
        })
    }

    /// Reads a field further, and complains of it if that fails.
    fn parsed<T, U>(
        &mut self,
        key: &str,
        field: Field<T>,
        parse: impl FnOnce(&T) -> Result<U, (&'static str, String)>,
    ) -> Field<U> {
        let value = match field {
            Field::Absent => return Field::Absent,
            Field::Null => return Field::Null,
            Field::Value(value) => value,
        };
        match parse(&value) {
            Ok(parsed) => Field::Value(parsed),
            Err((code, message)) => {
                self.error(key, code, message);
                Field::Absent
            }
        }
    }
}
