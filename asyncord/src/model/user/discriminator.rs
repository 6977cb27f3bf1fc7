//! The digits behind old names.

use std::{fmt, num::NonZeroU16, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The four digits of an old name, `0001` to `9999`; `0` where an account has a new name.
///
/// Bots have old names still. Webhooks have `0000`.
///
/// ```
/// use asyncord::model::Discriminator;
///
/// let digits: Discriminator = "0042".parse()?;
/// assert_eq!((digits.get(), digits.is_legacy()), (42, true));
/// assert_eq!(digits.to_string(), "0042");
/// assert!(!"0".parse::<Discriminator>()?.is_legacy());
/// # Ok::<(), asyncord::model::ParseDiscriminatorError>(())
/// ```
///
/// Discord docs: User/User Object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Discriminator(
    // The digits and one, so that an `Option` takes two bytes too; `0` of one digit is the highest.
    NonZeroU16,
);

/// More than the four digits of `9999`.
const NEW_NAME: u16 = 10_000;

impl Discriminator {
    /// That of accounts with a new name: `0`.
    pub const NONE: Self = Self::of(NEW_NAME);

    /// That of webhooks: `0000`.
    pub const WEBHOOK: Self = Self::of(0);

    const fn of(number: u16) -> Self {
        Self(NonZeroU16::MIN.saturating_add(number))
    }

    /// Four digits as a number, or `None` above 9,999.
    pub const fn new(digits: u16) -> Option<Self> {
        if digits < NEW_NAME {
            Some(Self::of(digits))
        } else {
            None
        }
    }

    /// The digits as a number, 0 to 9,999.
    pub const fn get(self) -> u16 {
        let number = self.0.get() - 1;
        if number < NEW_NAME { number } else { 0 }
    }

    /// Whether there are four digits, which are part of the name.
    pub const fn is_legacy(self) -> bool {
        self.0.get() <= NEW_NAME
    }
}

/// A text that is no discriminator: neither four digits nor `0`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no discriminator, which is four digits or `0`")]
pub struct ParseDiscriminatorError {
    text: String,
}

impl FromStr for Discriminator {
    type Err = ParseDiscriminatorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "0" {
            return Ok(Self::NONE);
        }
        // `u16::from_str` takes a leading `+`.
        let four_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|_| four_digits)
            .and_then(Self::new)
            .ok_or_else(|| ParseDiscriminatorError {
                text: text.chars().take(10).collect(),
            })
    }
}

impl fmt::Display for Discriminator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_legacy() {
            write!(f, "{:04}", self.get())
        } else {
            f.write_str("0")
        }
    }
}

impl fmt::Debug for Discriminator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl Serialize for Discriminator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Discriminator {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Discriminator;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("four digits or `0` as a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Discriminator, E> {
                text.parse()
                    .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

crate::model::wire::required!(Discriminator);

#[cfg(test)]
mod tests {
    use super::Discriminator;

    #[test]
    fn every_form_comes_back_as_it_came() {
        for text in ["0", "0000", "0001", "0042", "9999"] {
            let digits: Discriminator = text.parse().unwrap();
            assert_eq!(digits.to_string(), text);
            assert_eq!(digits.get(), text.parse::<u16>().unwrap());
            assert_eq!(digits.is_legacy(), text != "0");
        }
        assert_ne!(Discriminator::NONE, Discriminator::WEBHOOK);
    }

    #[test]
    fn other_texts_are_none() {
        for text in ["", "1", "00", "00000", "+001", "12a4", "10000", "é11"] {
            assert!(text.parse::<Discriminator>().is_err(), "{text}");
        }
        assert_eq!(Discriminator::new(10_000), None);
        assert!(serde_json::from_str::<Discriminator>("42").is_err());
    }

    #[test]
    fn an_option_takes_two_bytes() {
        assert_eq!(size_of::<Option<Discriminator>>(), 2);
    }
}
