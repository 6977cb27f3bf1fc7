//! What the machine sends and where to, and what it reads of Discord's payloads.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use url::Url;

use super::super::{Compression, ShardConfig};
use crate::{
    id::{Id, marker::GuildMarker},
    secret::Token,
};

pub(super) mod op {
    pub(in super::super) const DISPATCH: u64 = 0;
    pub(in super::super) const HEARTBEAT: u64 = 1;
    pub(in super::super) const IDENTIFY: u64 = 2;
    pub(in super::super) const PRESENCE_UPDATE: u64 = 3;
    pub(in super::super) const RESUME: u64 = 6;
    pub(in super::super) const RECONNECT: u64 = 7;
    pub(in super::super) const INVALID_SESSION: u64 = 9;
    pub(in super::super) const HELLO: u64 = 10;
    pub(in super::super) const HEARTBEAT_ACK: u64 = 11;
}

/// The gateway's address with the version, encoding and compression that this client speaks. Resuming takes
/// the same ones. A query of another kind, as a proxy may want it, is kept.
pub(super) fn with_query(mut url: Url, compression: Compression) -> Url {
    const OURS: [(&str, &str); 2] = [("v", "10"), ("encoding", "json")];
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !matches!(&**key, "v" | "encoding" | "compress"))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(OURS)
        .extend_pairs(compression.query().map(|value| ("compress", value)))
        .extend_pairs(others);
    url
}

/// An address as it may be shown: the query of a proxy may hold a secret.
pub(super) fn without_query(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}

#[derive(Serialize)]
struct Frame<D> {
    op: u64,
    d: D,
}

fn frame<D: Serialize>(op: u64, d: D) -> String {
    serde_json::to_string(&Frame { op, d }).expect("plain data can be written as JSON")
}

pub(super) fn heartbeat(sequence: Option<u64>) -> String {
    frame(op::HEARTBEAT, sequence)
}

pub(super) fn identify(config: &ShardConfig, presence: Option<&str>) -> String {
    #[derive(Serialize)]
    struct Identify<'a> {
        token: &'a str,
        properties: Properties,
        intents: u64,
        shard: [u32; 2],
        #[serde(skip_serializing_if = "Option::is_none")]
        large_threshold: Option<u8>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        compress: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        presence: Option<&'a RawValue>,
    }

    #[derive(Serialize)]
    struct Properties {
        os: &'static str,
        browser: &'static str,
        device: &'static str,
    }

    frame(
        op::IDENTIFY,
        Identify {
            token: config.token.expose(),
            properties: Properties {
                os: std::env::consts::OS,
                browser: "asyncord",
                device: "asyncord",
            },
            intents: config.intents.bits(),
            shard: [config.shard.number(), config.shard.total()],
            large_threshold: config.large_threshold,
            compress: config.compression.is_per_payload(),
            presence: presence.map(raw),
        },
    )
}

pub(super) fn resume(token: &Token, session: &str, sequence: Option<u64>) -> String {
    #[derive(Serialize)]
    struct Resume<'a> {
        token: &'a str,
        session_id: &'a str,
        seq: Option<u64>,
    }

    frame(
        op::RESUME,
        Resume {
            token: token.expose(),
            session_id: session,
            seq: sequence,
        },
    )
}

pub(super) fn presence_update(presence: &str) -> String {
    frame(op::PRESENCE_UPDATE, raw(presence))
}

fn raw(presence: &str) -> &RawValue {
    serde_json::from_str(presence).expect("a presence is kept as the JSON it was encoded to")
}

#[derive(Deserialize)]
pub(super) struct Hello {
    /// In milliseconds.
    pub(super) heartbeat_interval: u64,
}

/// What the machine needs of READY.
#[derive(Deserialize)]
pub(super) struct Ready {
    pub(super) session_id: String,
    /// Servers that are not Discord may leave it out.
    #[serde(default)]
    pub(super) resume_gateway_url: Option<String>,
    /// They come one by one, as they become available.
    #[serde(default)]
    pub(super) guilds: Vec<UnavailableGuild>,
}

#[derive(Deserialize)]
pub(super) struct UnavailableGuild {
    pub(super) id: Id<GuildMarker>,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{identify, with_query};
    use crate::gateway::{Compression, ShardConfig, machine::tests::config};

    #[test]
    fn addresses_get_the_query_once() {
        let cases = [
            (
                "wss://gateway.discord.gg",
                "wss://gateway.discord.gg/?v=10&encoding=json",
            ),
            (
                "wss://x.discord.gg/?v=9&encoding=etf&compress=zlib-stream",
                "wss://x.discord.gg/?v=10&encoding=json",
            ),
            (
                "ws://127.0.0.1:8080/gateway",
                "ws://127.0.0.1:8080/gateway?v=10&encoding=json",
            ),
            (
                "ws://127.0.0.1:1/?key=a%26b",
                "ws://127.0.0.1:1/?v=10&encoding=json&key=a%26b",
            ),
        ];
        for (given, expected) in cases {
            let url = with_query(given.parse().unwrap(), Compression::None);
            assert_eq!(url.as_str(), expected);
            let url = with_query(url, Compression::Payload);
            assert_eq!(url.as_str(), expected);
        }
        for (compression, name) in [
            (Compression::ZstdStream, "zstd-stream"),
            (Compression::ZlibStream, "zlib-stream"),
        ] {
            let url = with_query("ws://127.0.0.1:1/?key=x".parse().unwrap(), compression);
            let expected = format!("ws://127.0.0.1:1/?v=10&encoding=json&compress={name}&key=x");
            assert_eq!(url.as_str(), expected);
            assert_eq!(with_query(url, compression).as_str(), expected);
        }
    }

    #[test]
    fn identify_says_who_comes_and_how() {
        let sent = identify(&config(), Some(r#"{"status":"idle"}"#));
        let sent: Value = serde_json::from_str(&sent).unwrap();
        let os = std::env::consts::OS;
        assert_eq!(
            sent,
            json!({"op": 2, "d": {
                "token": "hunter2",
                "properties": {"os": os, "browser": "asyncord", "device": "asyncord"},
                "intents": 32_769,
                "shard": [0, 1],
                "presence": {"status": "idle"},
            }})
        );
        let config = ShardConfig {
            compression: Compression::Payload,
            large_threshold: Some(250),
            ..config()
        };
        let sent: Value = serde_json::from_str(&identify(&config, None)).unwrap();
        assert_eq!(sent["d"]["compress"], true);
        assert_eq!(sent["d"]["large_threshold"], 250);
    }
}
