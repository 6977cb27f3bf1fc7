//! The reader against serde_json: the same texts are taken, and the same is made of them.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json, value::RawValue};

use super::from_str;

/// Types that ask for everything that serde can ask for.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Choice {
    Unit,
    Newtype(Box<Self>),
    Tuple(i8, Option<bool>),
    Struct { a: u16, b: Vec<Self> },
}

#[derive(Debug, PartialEq, Deserialize)]
struct Newtype(f32);

#[derive(Debug, PartialEq, Deserialize)]
struct Nothing;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Everything<'a> {
    a: Option<String>,
    b: Option<&'a str>,
    c: BTreeMap<u8, i64>,
    d: BTreeMap<i64, Option<Newtype>>,
    e: Option<Choice>,
    f: (u64, char, f64),
    g: Option<Nothing>,
    h: (),
    i: Vec<u8>,
    j: i32,
    k: u32,
    l: bool,
    m: BTreeMap<Letter, String>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Letter {
    A,
    B,
}

/// Whether two values are the same but for the last bits of numbers with a fraction.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(ours), Value::Number(theirs)) => {
            ours == theirs
                || match (ours.as_f64(), theirs.as_f64()) {
                    (Some(ours), Some(theirs)) => {
                        (ours - theirs).abs() <= ours.abs() * 2.0 * f64::EPSILON
                            && ours.is_sign_negative() == theirs.is_sign_negative()
                    }
                    _ => false,
                }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .zip(theirs)
                    .all(|((a, x), (b, y))| a == b && same(x, y))
        }
        _ => ours == theirs,
    }
}

/// Reads a text with both, as values of all sorts.
fn compare(text: &str) {
    match (from_str::<Value>(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{text}: {ours} {theirs}"),
        (ours, theirs) => assert_eq!(
            ours.is_ok(),
            theirs.is_ok(),
            "{text:?}: {ours:?} {theirs:?}"
        ),
    }
    assert_eq!(
        from_str::<IgnoredAny>(text).is_ok(),
        serde_json::from_str::<IgnoredAny>(text).is_ok(),
        "ignored: {text:?}"
    );
    assert_eq!(
        from_str::<&RawValue>(text).ok().map(RawValue::get),
        serde_json::from_str::<&RawValue>(text)
            .ok()
            .map(RawValue::get),
        "raw: {text:?}"
    );
    let ours = from_str::<Everything<'_>>(text);
    let theirs = serde_json::from_str::<Everything<'_>>(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let close = |a: f64, b: f64| (a - b).abs() <= a.abs() * 2.0 * f64::EPSILON;
            assert!(close(ours.f.2, theirs.f.2), "{text}");
            let fraction = ours.f.2;
            let theirs = Everything {
                f: (theirs.f.0, theirs.f.1, fraction),
                ..theirs
            };
            assert_eq!(ours, theirs, "{text}");
        }
        (Err(ours), Err(theirs)) => {
            let theirs = theirs.to_string();
            // Where a text is wrong in two ways, the one that is told may differ.
            let ours = ours.message(text, false);
            let is_type =
                |told: &str| told.starts_with("invalid type") && !told.contains("floating point");
            if is_type(&ours) && is_type(&theirs) {
                assert!(theirs.starts_with(&ours), "{text:?}: {ours}, {theirs}");
            }
        }
        (ours, theirs) => panic!("{text:?}: {ours:?}, {theirs:?}"),
    }
}

/// A text that is JSON, mostly.
fn random(rng: &mut Rng, depth: usize, into: &mut String) {
    const WORDS: &[&str] = &[
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "-1",
        "255",
        "256",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "1e3",
        "1.5",
        "-2.5E-3",
        "1e400",
        "1E+2",
        "0.1",
        "123456789012345678901234567890",
        "01",
        "1.",
        "-",
        "+1",
        "1e",
        ".5",
        "nul",
        "\"\"",
        "\"a\"",
        "\"ab\"",
        "\"\\u0041\\n\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\x\"",
        "\"größe ü 😀\"",
        "\"a longer text of many bytes\"",
        "\"tab\there\"",
        "\"\\\"quoted\\\" and \\\\ \\/ \\b\\f\\r\\t\"",
        "\"unit\"",
        "\"\u{7f}\u{80}\"",
        "\"\\u00e\"",
        "\"open",
    ];
    let space = |rng: &mut Rng, into: &mut String| {
        if rng.u8(..8) == 0 {
            into.push([' ', '\n', '\t', '\r', '\u{a0}'][rng.usize(..5)]);
        }
    };
    space(rng, into);
    match rng.u8(..if depth == 0 { 3 } else { 8 }) {
        0..3 => into.push_str(WORDS[rng.usize(..WORDS.len())]),
        3 | 4 => {
            into.push('[');
            for index in 0..rng.usize(..4) {
                if index > 0 {
                    into.push(',');
                }
                random(rng, depth - 1, into);
            }
            space(rng, into);
            into.push(']');
        }
        _ => {
            const KEYS: &[&str] = &[
                "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "unit", "newtype",
                "tuple", "struct", "5", "-5", "300", "5 ", " 5", "\\u0061", "x y", "",
            ];
            into.push('{');
            for index in 0..rng.usize(..5) {
                if index > 0 {
                    into.push(',');
                }
                space(rng, into);
                into.push('"');
                into.push_str(KEYS[rng.usize(..KEYS.len())]);
                into.push('"');
                space(rng, into);
                into.push(':');
                random(rng, depth - 1, into);
                space(rng, into);
            }
            into.push('}');
        }
    }
    space(rng, into);
}

/// Changes some characters.
fn damage(text: &str, rng: &mut Rng) -> String {
    const CHARACTERS: &[char] = &[
        '"', '\\', '{', '}', '[', ']', ',', ':', '0', '1', '-', '.', 'e', 'n', ' ', '\u{1}',
        '\u{1f}', 'ü',
    ];
    let mut characters: Vec<_> = text.chars().collect();
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..=characters.len());
        let new = CHARACTERS[rng.usize(..CHARACTERS.len())];
        match rng.u8(..4) {
            0 => characters.insert(at, new),
            1 => characters.truncate(at),
            2 if at < characters.len() => characters[at] = new,
            _ if at < characters.len() => {
                characters.remove(at);
            }
            _ => {}
        }
    }
    characters.into_iter().collect()
}

#[test]
fn made_up_and_damaged_texts_are_read_as_serde_json_reads_them() {
    let mut rng = Rng::with_seed(7);
    for _ in 0..20_000 {
        let mut text = String::new();
        random(&mut rng, 4, &mut text);
        compare(&text);
        compare(&damage(&text, &mut rng));
    }
}

#[test]
fn every_start_and_every_changed_byte_of_a_payload_is_read_as_serde_json_reads_it() {
    let payload = r#"{"a":"p\u00e4\n","b":"plain","c":{"1":-1,"2":2},"d":{"-5":1.5,"6":null},
        "e":{"struct":{"a":1,"b":["unit",{"newtype":"unit"},{"tuple":[1,true]}]}},"f":[1,"x",2.5e3],
        "g":null,"h":null,"i":[1,2,255],"j":-7,"k":7,"l":true,"m":{"a":"b"},
        "unknown":{"x":[{},[],[[1.0e5,"\ud800"]],{"y":{"z":null}}]}}"#;
    compare(payload);
    assert!(from_str::<Everything<'_>>(payload).is_ok());
    for end in 0..payload.len() {
        compare(&payload[..end]);
    }
    for at in 0..payload.len() {
        for byte in [b'"', b'\\', b'{', b'}', b']', b',', b'0', b'x', b' ', 0] {
            let mut changed = payload.as_bytes().to_vec();
            changed[at] = byte;
            compare(std::str::from_utf8(&changed).unwrap());
        }
    }
}

#[test]
fn strings_of_every_length_are_read_up_to_their_end() {
    // Eight bytes are looked at at a time.
    for length in 0..40 {
        for end in ["", "\\n", "ü", "\u{1}", "😀", "\\ud83d\\ude00", "\u{7f}"] {
            for after in 0..9 {
                let text = format!("\"{}{end}{}\"", "a".repeat(length), "b".repeat(after));
                compare(&text);
                compare(&format!("[{text},{text}]"));
            }
        }
    }
}

#[test]
fn depth_is_bounded_where_it_is_read_and_not_where_it_is_skipped() {
    for depth in [1, 126, 127, 128, 129, 200] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            compare(&text);
        }
    }
    // What is skipped may change between the two kinds at any depth.
    for depth in [63, 64, 65, 66, 127, 128, 129, 130, 300] {
        for pattern in [
            &["[", "{\"a\":"][..],
            &["[", "[", "{\"a\":"],
            &["{\"a\":", "["],
        ] {
            let open: Vec<_> = pattern.iter().cycle().take(depth).copied().collect();
            let close: String = open
                .iter()
                .rev()
                .map(|open| if *open == "[" { ']' } else { '}' })
                .collect();
            let text = format!("{}1{close}", open.concat());
            compare(&text);
            compare(&text.replacen(']', "}", 1));
            compare(&text.replacen("1]", "1,2]", 1));
        }
    }
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(from_str::<IgnoredAny>(&deep).is_ok());
    assert!(from_str::<Value>(&deep).is_err());
    let error = from_str::<Value>(&deep).unwrap_err();
    assert_eq!(error.message(&deep, false), "recursion limit exceeded");
}

#[test]
fn texts_without_escapes_are_lent() {
    let text = r#"["plain", 1]"#;
    let (lent, _): (&str, u8) = from_str(text).unwrap();
    assert_eq!(lent, "plain");
    assert!(from_str::<(&str, u8)>(r#"["esc\naped", 1]"#).is_err());
}

#[test]
fn raw_values_stand_as_they_came() {
    let text = r#"{"a": {"b" : [1.50, 1e1000,"\ud800"] } ,"c":null}"#;
    let raw: BTreeMap<String, Box<RawValue>> = from_str(text).unwrap();
    assert_eq!(raw["a"].get(), r#"{"b" : [1.50, 1e1000,"\ud800"] }"#);
    assert_eq!(raw["c"].get(), "null");
}

#[test]
fn fractions_are_the_nearest_number() {
    for text in [
        "64.57",
        "0.1",
        "1e23",
        "8.41",
        "9007199254740993.0",
        "2.2250738585072011e-308",
    ] {
        assert_eq!(
            from_str::<f64>(text).unwrap().to_bits(),
            text.parse::<f64>().unwrap().to_bits()
        );
    }
}

#[test]
fn errors_say_what_stands_there_and_where() {
    let error = |text: &str| {
        from_str::<BTreeMap<String, u8>>(text)
            .unwrap_err()
            .message(text, false)
    };
    assert_eq!(
        error(r#"{"a":"x"}"#),
        r#"invalid type: string "x", expected u8"#
    );
    assert_eq!(error(r#"{"a":null}"#), "invalid type: null, expected u8");
    assert_eq!(
        error(r#"{"a":300}"#),
        "invalid value: integer `300`, expected u8"
    );
    assert_eq!(error("[1]"), "invalid type: sequence, expected a map");
    assert_eq!(
        error(r#"{"a":1"#),
        "EOF while parsing an object at line 1 column 6"
    );
    assert_eq!(
        error("{\"a\":1}\n}"),
        "trailing characters at line 2 column 1"
    );
    assert_eq!(json!({"a": 1}), from_str::<Value>(r#"{"a":1}"#).unwrap());
}
