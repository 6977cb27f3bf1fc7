//! Damaged payloads: whatever stands in them, reading is an error or a value, never a panic, and takes
//! memory in proportion to the input.
//!
//! The tests run for some seconds. `ASYNCORD_MUTATIONS=1000000 cargo test --release -p asyncord-tests
//! --test mutations` runs that many; `ASYNCORD_SEED` repeats a run.

use std::env;

use asyncord_tests::{
    fuzzing::{is_readable, payloads},
    objects::round_trip,
};
use fastrand::Rng;

/// How many are tried where nothing else is said.
const USUAL: usize = 20_000;
/// Bytes allocated in all for each byte of input, beside a fixed sum: reading leniently reads a nested part
/// once for each part around it.
const BYTES_A_BYTE: u64 = 4_000;
const FIXED_BYTES: u64 = 1 << 20;
/// Bytes held at one time for each byte of input: a list of two bytes an element becomes one of objects.
const HELD_A_BYTE: u64 = 200;

/// Damages `text` in one of many ways.
fn mutate(text: &mut Vec<u8>, others: &[(String, Vec<u8>)], rng: &mut Rng) {
    const TOKENS: &[&[u8]] = &[
        b"null",
        b"{}",
        b"[]",
        b"\"\"",
        b"-1",
        b"1e999",
        b"18446744073709551616",
        b"0.5",
        b"true",
        b"\"\\ud800\"",
        b"\"type\":99",
        b"[[[[",
        b"}}}}",
        b"{\"type\":",
        b"\"components\":[",
        b"\xff",
        b"\\u0000",
        b"-0",
        b"9223372036854775808",
    ];
    let place = |length: usize, rng: &mut Rng| rng.usize(..=length);
    let range = |length: usize, rng: &mut Rng| {
        let start = rng.usize(..=length);
        start..(start + rng.usize(..40)).min(length)
    };
    match rng.u8(..7) {
        0 => {
            if let Some(byte) = rng.choice(text.iter_mut()) {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        1 => drop(text.drain(range(text.len(), rng))),
        2 => {
            let range = range(text.len(), rng);
            let copy = text[range].to_vec();
            let at = place(text.len(), rng);
            text.splice(at..at, copy);
        }
        3 => {
            let token = TOKENS[rng.usize(..TOKENS.len())];
            let range = range(text.len(), rng);
            text.splice(range, token.iter().copied());
        }
        4 => {
            let other = &others[rng.usize(..others.len())].1;
            let part = other[range(other.len(), rng)].to_vec();
            let at = place(text.len(), rng);
            text.splice(at..at, part);
        }
        5 => swap_values(text, rng),
        _ => text.truncate(place(text.len(), rng)),
    }
}

/// Puts a whole value in the place of another, so that the text stays JSON.
fn swap_values(text: &mut Vec<u8>, rng: &mut Rng) {
    let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(text) else {
        return;
    };
    let replacement = match rng.u8(..8) {
        0 => serde_json::Value::Null,
        1 => serde_json::json!(-1),
        2 => serde_json::json!(u64::MAX),
        3 => serde_json::json!("x".repeat(rng.usize(..100))),
        4 => serde_json::json!([]),
        5 => serde_json::json!({}),
        6 => serde_json::json!([{"type": 99}, null, 5, "5"]),
        _ => value.clone(),
    };
    if let Some(place) = any_place(&mut value, rng) {
        *place = replacement;
    }
    *text = value.to_string().into_bytes();
}

fn any_place<'a>(
    value: &'a mut serde_json::Value,
    rng: &mut Rng,
) -> Option<&'a mut serde_json::Value> {
    if rng.u8(..4) == 0 {
        return Some(value);
    }
    match value {
        serde_json::Value::Array(elements) => any_place(rng.choice(elements.iter_mut())?, rng),
        serde_json::Value::Object(object) => {
            any_place(rng.choice(object.values_mut().collect::<Vec<_>>())?, rng)
        }
        value => Some(value),
    }
}

#[test]
fn damaged_payloads_are_errors_or_values() {
    let seed = number("ASYNCORD_SEED").unwrap_or_else(|| fastrand::u64(..));
    let count = number("ASYNCORD_MUTATIONS")
        .map_or(USUAL, |count| usize::try_from(count).expect("a count"));
    println!("ASYNCORD_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let payloads = payloads();
    let mut read = 0;
    for _ in 0..count {
        let (name, original) = &payloads[rng.usize(..payloads.len())];
        let mut text = original.clone();
        for _ in 0..rng.usize(1..4) {
            mutate(&mut text, &payloads, &mut rng);
        }
        read += usize::from(is_readable(name, &text));
    }
    // Else the damage is such that nothing is tried.
    assert!(read > count / 20, "{read} of {count} could still be read");
}

#[test]
fn memory_is_bounded_by_the_input() {
    let deep = |open: &str, close: &str, depth: usize| {
        format!("{}{}", open.repeat(depth), close.repeat(depth))
    };
    let message = |rest: &str| {
        format!(
            r#"{{"id":"1","channel_id":"2","author":{{"id":"4"}},"timestamp":"2026-01-01T00:00:00Z",{rest}}}"#
        )
    };
    for depth in [10, 100, 1_000, 20_000] {
        for json in [
            deep("[", "]", depth),
            deep(r#"{"a":"#, "}", depth),
            message(&format!(r#""components":{}"#, deep(r#"[{"type":1,"components":"#, "}]", depth).replace(":}", ":[]}"))),
            message(&format!(r#""components":{}"#, deep(r#"[{"components":"#, r#","type":17}]"#, depth).replace(":,", ":[],"))),
            message(&format!(r#""referenced_message":{}"#, deep(r#"{"id":"1","channel_id":"2","author":{"id":"4"},"timestamp":"2026-01-01T00:00:00Z","referenced_message":"#, "}", depth).replace(":}", ":null}"))),
            message(&format!(r#""embeds":{}"#, deep("[", "]", depth))),
            message(&format!(r#""mentions":[{}]"#, vec!["{}"; depth].join(","))),
            message(&format!(r#""mentions":[{}{{"id":"x"}}]"#, r#"{"id":"5"},"#.repeat(depth))),
        ] {
            let mut result = None;
            let used = allocation_counter::measure(|| result = round_trip("Message", &json));
            assert!(result.is_some());
            let input = json.len() as u64;
            assert!(
                used.bytes_total <= FIXED_BYTES + input * BYTES_A_BYTE,
                "{} bytes allocated for {input}: {}…", used.bytes_total, &json[..json.len().min(80)]
            );
            assert!(
                used.bytes_max <= FIXED_BYTES + input * HELD_A_BYTE,
                "{} bytes held for {input}: {}…", used.bytes_max, &json[..json.len().min(80)]
            );
        }
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| {
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name} is a number"))
    })
}
