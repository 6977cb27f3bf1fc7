//! Frames that nobody in his right mind sends.

use fastrand::Rng;
use serde_json::{Map, Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::super::super::testing::{ALL, Bench, Gateway};

const KEYS: [&str; 24] = [
    "token",
    "intents",
    "properties",
    "shard",
    "presence",
    "compress",
    "large_threshold",
    "session_id",
    "seq",
    "guild_id",
    "guild_ids",
    "channel_id",
    "self_mute",
    "query",
    "limit",
    "presences",
    "user_ids",
    "nonce",
    "fields",
    "status",
    "activities",
    "since",
    "afk",
    "name",
];
const OPCODES: [u64; 11] = [0, 1, 2, 3, 4, 6, 8, 11, 31, 43, 99];

/// A value of any kind, with words and ids among them that mean something here.
fn value(random: &mut Rng, known: &[Value], depth: usize) -> Value {
    match random.u8(..if depth == 0 { 7 } else { 12 }) {
        0 => Value::Null,
        1 => random.bool().into(),
        2 => random.i64(..).into(),
        3 => random.f64().into(),
        4 => random.u8(..4).into(),
        5 => json!(
            random
                .choice(&["", "-1", "online", "\u{0}", "ä\u{202e}"])
                .unwrap()
        ),
        6 | 7 => random.choice(known).unwrap().clone(),
        8 | 9 => (0..random.usize(..4))
            .map(|_| value(random, known, depth - 1))
            .collect(),
        _ => object(random, known, depth - 1),
    }
}

fn object(random: &mut Rng, known: &[Value], depth: usize) -> Value {
    let mut fields = Map::new();
    for _ in 0..random.usize(1..10) {
        let key = *random.choice(&KEYS).unwrap();
        fields.insert(key.to_owned(), value(random, known, depth));
    }
    fields.into()
}

/// What a client in his right mind sends with an opcode.
fn right(opcode: u64, known: &[Value]) -> Value {
    let [token, guild, channel, user, ..] = known else {
        panic!("{known:?}");
    };
    match opcode {
        2 => json!({ "token": token, "intents": ALL, "properties": {} }),
        3 => json!({ "since": null, "activities": [], "status": "idle", "afk": false }),
        4 => {
            json!({ "guild_id": guild, "channel_id": channel, "self_mute": true, "self_deaf": false })
        }
        6 => json!({ "token": token, "session_id": "x", "seq": 1 }),
        8 => json!({ "guild_id": guild, "user_ids": [user], "limit": 0 }),
        31 => json!({ "guild_ids": [guild] }),
        43 => json!({ "guild_id": guild, "fields": ["status"] }),
        _ => json!({}),
    }
}

/// A frame: one that is nearly right, that one damaged, or bytes.
fn frame(random: &mut Rng, known: &[Value]) -> Message {
    let opcode = *random.choice(&OPCODES).unwrap();
    let mut data = right(opcode, known);
    for _ in 0..random.u8(..3) {
        let key = *random.choice(&KEYS).unwrap();
        data[key] = value(random, known, 3);
    }
    let mut text = json!({ "op": opcode, "d": data }).to_string();
    match random.u8(..12) {
        0 => {
            let at = text.floor_char_boundary(random.usize(..text.len()));
            text.truncate(at);
        }
        1 => {
            let at = text.floor_char_boundary(random.usize(..text.len()));
            text.insert(at, *random.choice(&['{', '"', '9', '\u{0}', 'e']).unwrap());
        }
        2 => text = format!(r#"{{"op":{},"d":{}}}"#, opcode, "[".repeat(2000)),
        3 => text = "x".repeat(random.usize(..70_000)),
        4 => {
            let bytes: Vec<u8> = (0..random.usize(..50)).map(|_| random.u8(..)).collect();
            return Message::binary(bytes);
        }
        5 => return Message::binary(text),
        6 => return Message::Ping(text.into_bytes().into_iter().take(100).collect()),
        _ => {}
    }
    Message::text(text)
}

/// Whether the connection is still there; if not, it was closed with one of Discord's codes.
async fn is_open(gateway: &mut Gateway) -> bool {
    gateway
        .try_send(Message::text(r#"{"op":1,"d":null}"#))
        .await;
    loop {
        match gateway.next().await {
            Ok(payload) if payload["op"] == 11 => return true,
            Ok(_) => {}
            Err(code) => {
                let code = code.expect("the connection broke");
                assert!((4000..=4014).contains(&code), "{code}");
                return false;
            }
        }
    }
}

#[tokio::test]
async fn rubbish_frames_get_a_code_of_discords() {
    let bench = Bench::start().await;
    let known = [
        json!(bench.token),
        json!(bench.sandbox.guild_id()),
        json!(bench.sandbox.channel_id()),
        json!(bench.ada()),
        json!([bench.sandbox.guild_id()]),
        json!([0, 1]),
        json!({}),
        json!(ALL),
    ];
    let mut random = Rng::with_seed(11);
    let (mut open, mut closed) = (0, 0);
    for round in 0..400 {
        let mut gateway = bench.connect().await;
        if round % 4 != 0 {
            gateway.identify(&bench.token, ALL).await;
            gateway.dispatch("READY").await;
        }
        for _ in 0..5 {
            let frame = frame(&mut random, &known);
            gateway.try_send(frame).await;
            if is_open(&mut gateway).await {
                open += 1;
            } else {
                closed += 1;
                break;
            }
        }
    }
    assert!(open > 100 && closed > 100, "{open} open, {closed} closed");

    let (mut gateway, _) = bench.identified(1 << 9 | 1).await;
    bench.say("still here").await;
    gateway.dispatch("MESSAGE_CREATE").await;
}
