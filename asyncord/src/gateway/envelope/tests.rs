use std::fmt::Write;

use fastrand::Rng;
use serde_json::{Value, json};

use super::{Envelope, scan};

#[test]
fn discords_order_is_read_without_touching_the_payload() {
    let text = r#"{"t":"MESSAGE_CREATE","s":42,"op":0,"d":{this is {not [JSON}}"#;
    let envelope = scan(text).unwrap();
    assert_eq!(envelope.op, 0);
    assert_eq!(envelope.sequence, Some(42));
    assert_eq!(envelope.name.as_deref(), Some("MESSAGE_CREATE"));
    assert_eq!(&text[envelope.data], "{this is {not [JSON}");
}

#[test]
fn control_frames_are_read() {
    let cases = [
        (r#"{"t":null,"s":null,"op":11,"d":null}"#, 11, "null"),
        (r#"{"t":null,"s":null,"op":9,"d":false}"#, 9, "false"),
        (r#"{"op":11}"#, 11, ""),
        (
            r#"{"op":10,"d":{"heartbeat_interval":45}}"#,
            10,
            r#"{"heartbeat_interval":45}"#,
        ),
        (
            " {\n\"d\" :\t[ 1 , \"]}\" ] , \"op\" : 7 }\r\n",
            7,
            r#"[ 1 , "]}" ]"#,
        ),
        (r#"{"op":1,"d":251}"#, 1, "251"),
        (r#"{"op":43,"d":"a\"}{"}"#, 43, r#""a\"}{""#),
    ];
    for (text, op, data) in cases {
        let envelope = scan(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(envelope.op, op, "{text}");
        assert_eq!(&text[envelope.data], data, "{text}");
        assert_eq!((envelope.sequence, envelope.name), (None, None), "{text}");
    }
}

#[test]
fn escapes_in_names_and_keys_are_resolved() {
    let text = r#"{"\u0074":"A\u005fB\"","s":1,"\u006fp":0,"d":{}}"#;
    let envelope = scan(text).unwrap();
    assert_eq!(envelope.name.as_deref(), Some("A_B\""));
    assert_eq!(envelope.sequence, Some(1));
    assert_eq!(&text[envelope.data], "{}");
}

#[test]
fn a_key_after_the_payload_is_seen() {
    for extra in ["1", "\"x\"", "null", "[1]", "[{}]"] {
        let text = format!(r#"{{"t":"A","s":1,"op":0,"d":{{"a":[]}},"new":{extra}}}"#);
        let data = scan(&text).unwrap().data;
        assert_eq!(&text[data], r#"{"a":[]}"#, "{text}");
    }
}

#[test]
fn malformed_frames_are_errors() {
    let cases = [
        "",
        " ",
        "{",
        "{}",
        "[]",
        "null",
        "{\"",
        "{\"op",
        "{\"op\\",
        "{\"op\"",
        "{\"op\":",
        "{\"op\":}",
        "{\"op\":0",
        "{\"op\":0,",
        "{\"op\":0,}",
        "{\"op\":0}}",
        "{\"op\":0}x",
        "{\"op\":-1}",
        "{\"op\":null}",
        "{\"op\":\"0\"}",
        "{\"op\":1.5}",
        "{\"op\":99999999999999999999}",
        "{\"op\" 0}",
        "{op:0}",
        "{\"s\":1}",
        "{\"op\":0,\"s\":nul}",
        "{\"op\":0,\"s\":\"1\"}",
        "{\"op\":0,\"t\":1}",
        "{\"op\":0,\"t\":\"\\x\"}",
        "{\"op\":0,\"t\":\"\\",
        "{\"op\":0,\"d\":{}",
        "{\"op\":0,\"d\":{\"a\":[}",
        "{\"op\":0,\"d\":}",
        "{\"op\":0,\"d\":x}",
        "{\"op\":0,\"t\":\"A\",\"s\":1,\"d\":{}",
        "{\"op\":0,\"t\":\"A\",\"s\":1,\"d\":}",
        "{\"op\":0,\"t\":\"A\",\"s\":1,\"d\":{",
        "{\"op\":0,\"t\":\"A\",\"s\":1,\"d\":[}",
        "\u{feff}{\"op\":0}",
    ];
    for text in cases {
        assert!(scan(text).is_err(), "{text:?}: {:?}", scan(text));
    }
}

#[test]
fn deep_nesting_exhausts_nothing() {
    let depth = 200_000;
    let text = format!(
        r#"{{"d":{}{},"op":0}}"#,
        "[".repeat(depth),
        "]".repeat(depth)
    );
    assert_eq!(scan(&text).unwrap().data.len(), 2 * depth);
}

#[test]
fn agrees_with_serde_json_in_every_order_of_keys() {
    let mut rng = Rng::with_seed(7);
    for _ in 0..20_000 {
        let text = frame(&mut rng);
        let whole: Value = serde_json::from_str(&text).unwrap();
        let envelope = scan(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_agrees(&text, &envelope, &whole);
    }
}

#[test]
fn a_cut_frame_is_an_error_or_its_payload_is() {
    let mut rng = Rng::with_seed(11);
    for _ in 0..500 {
        let text = frame(&mut rng);
        for cut in (0..text.trim_end().len()).filter(|&cut| text.is_char_boundary(cut)) {
            let text = &text[..cut];
            if let Ok(envelope) = scan(text) {
                let data = &text[envelope.data];
                assert!(serde_json::from_str::<Value>(data).is_err(), "{text}");
            }
        }
    }
}

#[test]
fn no_garbage_panics() {
    let mut rng = Rng::with_seed(13);
    let bits = [
        "{", "}", "[", "]", "\"", "\\", ":", ",", " ", "op", "\"op\":", "\"s\":", "\"t\":",
        "\"d\":", "null", "0", "-", "1e5", "true", "é", "😀", "\\u12", "\n",
    ];
    for _ in 0..200_000 {
        let mut text = String::from(if rng.bool() { "{" } else { "" });
        for _ in 0..rng.usize(..16) {
            text.push_str(rng.choice(bits).unwrap());
        }
        if let Ok(envelope) = scan(&text) {
            assert!(text.get(envelope.data).is_some(), "{text}");
        }
    }
}

fn assert_agrees(text: &str, envelope: &Envelope<'_>, whole: &Value) {
    assert_eq!(Some(envelope.op), whole["op"].as_u64(), "{text}");
    assert_eq!(envelope.sequence, whole["s"].as_u64(), "{text}");
    assert_eq!(envelope.name.as_deref(), whole["t"].as_str(), "{text}");
    let data = &text[envelope.data.clone()];
    match whole.get("d") {
        Some(expected) => {
            let data: Value = serde_json::from_str(data).unwrap_or_else(|error| {
                panic!("{text}: {data}: {error}");
            });
            assert_eq!(data, *expected, "{text}");
        }
        None => assert_eq!(data, "", "{text}"),
    }
}

/// A well-formed frame with its keys in any order, any of them but `op` missing, and others among them.
fn frame(rng: &mut Rng) -> String {
    let mut fields = vec![("op", json!(rng.u8(..)))];
    if rng.u8(..8) != 0 {
        let sequence = if rng.bool() {
            json!(rng.u64(..))
        } else {
            Value::Null
        };
        fields.push(("s", sequence));
    }
    if rng.u8(..8) != 0 {
        let name = if rng.u8(..4) == 0 {
            Value::Null
        } else {
            json!(string(rng))
        };
        fields.push(("t", name));
    }
    if rng.u8(..8) != 0 {
        fields.push(("d", value(rng, 4)));
    }
    if rng.u8(..4) == 0 {
        // An object here, directly behind `d`, is the one case that the quick way cannot see.
        fields.push(("_trace", json!([string(rng)])));
    }
    rng.shuffle(&mut fields);

    let mut text = space(rng).to_owned() + "{";
    for (index, (key, value)) in fields.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        let key = if rng.u8(..16) == 0 {
            key.chars().fold(String::new(), |key, char| {
                format!("{key}\\u{:04x}", u32::from(char))
            })
        } else {
            (*key).to_owned()
        };
        let value = if rng.bool() {
            value.to_string()
        } else {
            serde_json::to_string_pretty(value).unwrap()
        };
        let (a, b, c, d) = (space(rng), space(rng), space(rng), space(rng));
        write!(text, "{a}\"{key}\"{b}:{c}{value}{d}").unwrap();
    }
    text + "}" + space(rng)
}

fn space(rng: &mut Rng) -> &'static str {
    rng.choice(["", "", "", " ", "\n", "\t\r\n "]).unwrap()
}

fn string(rng: &mut Rng) -> String {
    let bits = [
        "MESSAGE_CREATE",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "d",
        "\"d\":",
        "ü",
        "😀",
        "\n",
        "\u{1}",
        " ",
    ];
    (0..rng.usize(..6))
        .map(|_| *rng.choice(&bits).unwrap())
        .collect()
}

fn value(rng: &mut Rng, depth: u8) -> Value {
    match rng.u8(..if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => json!(rng.bool()),
        2 => json!(rng.i64(..)),
        3 => json!(rng.f64() * 1e9 - 5e8),
        4 => json!(string(rng)),
        5 => (0..rng.usize(..4)).map(|_| value(rng, depth - 1)).collect(),
        _ => Value::Object(
            (0..rng.usize(..4))
                .map(|_| (string(rng), value(rng, depth - 1)))
                .collect(),
        ),
    }
}

#[test]
fn a_field_is_found_wherever_it_stands() {
    let json = r#"{ "a" : {"id":"1","b":["]"]}, "n":"\"id\":2", "id" : "3" , "z":null}"#;
    assert_eq!(super::field(json, "id"), Some("\"3\""));
    assert_eq!(super::field(json, "z"), Some("null"));
    assert_eq!(super::field(json, "b"), None);
    for broken in [
        "",
        "[",
        "{}",
        "null",
        r#"{"id""#,
        r#"{"id":"#,
        r#"{"a":1 "id":2}"#,
    ] {
        assert_eq!(super::field(broken, "id"), None, "{broken}");
    }
}

#[test]
fn the_beginning_of_a_frame_tells_what_stands_before_the_payload() {
    let text = r#"{"t":"GUILD_CREATE","s":7,"op":0,"d":{"id":"1","name":"a very lo"#;
    for end in 0..text.len() {
        let envelope = super::beginning(&text[..end]);
        let known = end > text.find(",\"op\"").unwrap();
        assert_eq!(envelope.sequence, known.then_some(7).or(envelope.sequence));
        assert!(matches!(
            envelope.name.as_deref(),
            None | Some("GUILD_CREATE")
        ));
    }
    let envelope = super::beginning(text);
    assert_eq!(
        (envelope.name.as_deref(), envelope.sequence),
        (Some("GUILD_CREATE"), Some(7))
    );
    let late = super::beginning(r#"{"d":{"id":"1"#);
    assert_eq!((late.name, late.sequence), (None, None));
}
