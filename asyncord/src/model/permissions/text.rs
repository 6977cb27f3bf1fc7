//! Permissions as text: the names for people, decimal strings on the wire.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Permissions;

impl fmt::Display for Permissions {
    /// The names, joined with ` | `, bits without a name as one hexadecimal number; `0x0` of nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("0x0");
        }
        bitflags::parser::to_writer(self, f)
    }
}

/// A text that is not a list of permissions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{part}` is no permission; write names as Discord does, joined with `|`, as in \
     `VIEW_CHANNEL | SEND_MESSAGES`"
)]
pub struct ParsePermissionsError {
    part: String,
}

impl FromStr for Permissions {
    type Err = ParsePermissionsError;

    /// Reads what [`Display`](fmt::Display) writes: names, or hexadecimal numbers after `0x`, joined with
    /// `|`. The empty text is the empty set.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().is_empty() {
            return Ok(Self::empty());
        }
        text.split('|').try_fold(Self::empty(), |union, part| {
            let part = part.trim();
            named_or_hexadecimal(part)
                .map(|permissions| union | permissions)
                .ok_or_else(|| ParsePermissionsError {
                    part: part.chars().take(60).collect(),
                })
        })
    }
}

fn named_or_hexadecimal(part: &str) -> Option<Permissions> {
    match part.strip_prefix("0x") {
        // `from_str_radix` takes a sign.
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            u64::from_str_radix(digits, 16)
                .ok()
                .map(Permissions::from_bits_retain)
        }
        Some(_) => None,
        None => Permissions::from_name(part),
    }
}

crate::model::wire::defaulted!(Permissions);

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.bits())
    }
}

impl<'de> Deserialize<'de> for Permissions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PermissionsVisitor)
    }
}

/// As `BitsVisitor` of `open.rs`, but a string may be larger than 64 bits: Discord says that permissions
/// may grow without end, and a whole guild must not be lost to one role.
struct PermissionsVisitor;

impl de::Visitor<'_> for PermissionsVisitor {
    type Value = Permissions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("permissions as a decimal string or an integer")
    }

    fn visit_u64<E: de::Error>(self, bits: u64) -> Result<Permissions, E> {
        Ok(Permissions::from_bits_retain(bits))
    }

    fn visit_i64<E: de::Error>(self, bits: i64) -> Result<Permissions, E> {
        u64::try_from(bits)
            .map(Permissions::from_bits_retain)
            .map_err(|_| E::invalid_value(de::Unexpected::Signed(bits), &self))
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<Permissions, E> {
        lower_64_bits(digits)
            .map(Permissions::from_bits_retain)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Str(digits), &self))
    }
}

/// The lower 64 bits of a decimal number of any size, or `None` where it is none.
fn lower_64_bits(digits: &str) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0_u64, |bits, byte| {
        // Wrapping is calculating modulo 2^64, which is what the lower 64 bits are.
        byte.is_ascii_digit()
            .then(|| bits.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Permissions;

    fn read(json: &str) -> Result<Permissions, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn shows_names_and_unknown_bits_as_hexadecimal() {
        for (bits, text) in [
            (0, "0x0"),
            (0xC00, "VIEW_CHANNEL | SEND_MESSAGES"),
            (1 << 47, "0x800000000000"),
            (
                (1 << 53) | (1 << 63) | 8,
                "ADMINISTRATOR | 0x8020000000000000",
            ),
        ] {
            let permissions = Permissions::from_bits_retain(bits);
            assert_eq!(permissions.to_string(), text);
            assert_eq!(text.parse(), Ok(permissions));
        }
    }

    #[test]
    fn a_text_may_be_empty_or_without_spaces() {
        assert_eq!("".parse(), Ok(Permissions::empty()));
        assert_eq!(" ".parse(), Ok(Permissions::empty()));
        assert_eq!(
            "CONNECT|SPEAK".parse(),
            Ok(Permissions::CONNECT | Permissions::SPEAK)
        );
    }

    #[test]
    fn a_text_that_is_no_list_is_refused_with_the_part_that_is_wrong() {
        for (text, part) in [
            ("CONNECT | FLY", "`FLY`"),
            ("connect", "`connect`"),
            ("CONNECT |", "``"),
            ("0x", "`0x`"),
            ("0x+1", "`0x+1`"),
            ("0x10000000000000000", "`0x10000000000000000`"),
            ("2048", "`2048`"),
        ] {
            let error = text.parse::<Permissions>().unwrap_err().to_string();
            assert!(error.starts_with(part), "{error}");
        }
    }

    #[test]
    fn unknown_bits_are_kept_and_written_as_a_string() {
        let json = r#""18446744073709551615""#;
        let permissions = read(json).unwrap();
        assert_eq!(permissions, Permissions::all());
        assert_eq!(serde_json::to_string(&permissions).unwrap(), json);
        assert_eq!(read("2048").unwrap(), Permissions::SEND_MESSAGES);
    }

    #[test]
    fn of_more_than_64_bits_the_lower_64_are_kept() {
        // 2^64 + 2048, and 2^200 + 8.
        assert_eq!(
            read(r#""18446744073709553664""#).unwrap(),
            Permissions::SEND_MESSAGES
        );
        assert_eq!(
            read(r#""1606938044258990275541962092341162602522202993782792835301384""#).unwrap(),
            Permissions::ADMINISTRATOR
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for json in [
            r#""""#, r#""+1""#, r#""-1""#, r#""0x8""#, r#"" 8""#, "-1", "1.5", "null", "[]",
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_set_survives_text_and_wire(bits: u64, above: u64) {
            let permissions = Permissions::from_bits_retain(bits);
            prop_assert_eq!(permissions.to_string().parse(), Ok(permissions));
            let json = serde_json::to_string(&permissions).unwrap();
            prop_assert_eq!(&json, &format!("\"{bits}\""));
            prop_assert_eq!(read(&json).unwrap(), permissions);

            let large = (u128::from(above) << 64) | u128::from(bits);
            prop_assert_eq!(read(&format!("\"{large}\"")).unwrap(), permissions);
        }
    }
}
