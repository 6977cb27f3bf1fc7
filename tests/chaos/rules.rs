//! The server itself: it speaks as Discord does, and sees what clients do wrong.

use std::time::Duration;

use asyncord_tests::gateway_server::{Compressed, Fault, GatewayServer, Options};
use flate2::{Decompress, FlushDecompress};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::sleep};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};
use zstd_safe::{DCtx, InBuffer, OutBuffer};

use super::run;

const QUERY: &str = "/?v=10&encoding=json";

/// A client that does as it is told.
struct Client {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    decoder: Decoder,
}

enum Decoder {
    None,
    Payload,
    Zlib(Decompress),
    Zstd(DCtx<'static>),
}

impl Decoder {
    fn text(&mut self, bytes: &[u8]) -> String {
        let mut text = vec![0; 64 << 10];
        let length = match self {
            Self::None => panic!("a binary message"),
            Self::Payload => {
                let mut once = Decompress::new(true);
                once.decompress(bytes, &mut text, FlushDecompress::Finish)
                    .unwrap();
                usize::try_from(once.total_out()).unwrap()
            }
            Self::Zlib(stream) => {
                assert!(bytes.ends_with(&[0, 0, 0xff, 0xff]));
                let before = stream.total_out();
                stream
                    .decompress(bytes, &mut text, FlushDecompress::Sync)
                    .unwrap();
                usize::try_from(stream.total_out() - before).unwrap()
            }
            Self::Zstd(stream) => {
                let mut output = OutBuffer::around(&mut text[..]);
                let mut input = InBuffer::around(bytes);
                stream.decompress_stream(&mut output, &mut input).unwrap();
                assert_eq!(input.pos(), bytes.len());
                output.pos()
            }
        };
        text.truncate(length);
        String::from_utf8(text).unwrap()
    }
}

impl Client {
    async fn connect(url: &str, query: &str, decoder: Decoder) -> Self {
        let (stream, _) = connect_async(format!("{url}{query}")).await.unwrap();
        Self { stream, decoder }
    }

    async fn says(&mut self, payload: Value) {
        self.says_text(payload.to_string()).await;
    }

    async fn says_text(&mut self, text: String) {
        // The server may have hung up by now, which the test is about.
        let _ = self.stream.send(Message::text(text)).await;
    }

    /// The next payload, or the close code.
    async fn hears(&mut self) -> Result<Value, Option<u16>> {
        loop {
            let text = match self.stream.next().await {
                Some(Ok(Message::Text(text))) => text.to_string(),
                Some(Ok(Message::Binary(bytes))) => self.decoder.text(&bytes),
                Some(Ok(Message::Close(frame))) => return Err(frame.map(|it| it.code.into())),
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Err(None),
            };
            return Ok(serde_json::from_str(&text).unwrap());
        }
    }

    async fn hears_op(&mut self, op: u64) -> Value {
        let payload = self.hears().await.unwrap();
        assert_eq!(payload["op"], op, "{payload}");
        payload
    }

    /// The names and numbers of events up to this one.
    async fn hears_until(&mut self, last: &str) -> Vec<(String, u64)> {
        let mut heard = Vec::new();
        loop {
            let event = self.hears_op(0).await;
            let name = event["t"].as_str().unwrap().to_owned();
            heard.push((name.clone(), event["s"].as_u64().unwrap()));
            if name == last {
                return heard;
            }
        }
    }

    /// The close code, whatever comes before.
    async fn hears_close(&mut self) -> Option<u16> {
        loop {
            if let Err(code) = self.hears().await {
                return code;
            }
        }
    }

    async fn begin(&mut self) -> Value {
        self.hears_op(10).await;
        self.says(identify(false)).await;
        let ready = self.hears_op(0).await;
        assert_eq!(ready["t"], "READY");
        for _ in 0..3 {
            assert_eq!(self.hears_op(0).await["t"], "GUILD_CREATE");
        }
        ready["d"].clone()
    }
}

fn identify(compress: bool) -> Value {
    json!({"op": 2, "d": {
        "token": "chaos-0",
        "properties": {"os": "", "browser": "", "device": ""},
        "intents": 0,
        "shard": [0, 1],
        "compress": compress,
    }})
}

fn resume(session: &Value, sequence: u64) -> Value {
    json!({"op": 6, "d": {"token": "chaos-0", "session_id": session, "seq": sequence}})
}

async fn server(compressed: Compressed) -> GatewayServer {
    let options = Options {
        compressed,
        ..Options::default()
    };
    GatewayServer::start(options, true).await
}

#[test]
fn every_compression_can_be_read() {
    let kinds = [
        (Compressed::Never, Decoder::None),
        (Compressed::Payloads, Decoder::Payload),
        (Compressed::ZlibStream, Decoder::Zlib(Decompress::new(true))),
        (Compressed::ZstdStream, Decoder::Zstd(DCtx::create())),
    ];
    for (compressed, decoder) in kinds {
        run(true, 1, async {
            let server = server(compressed).await;
            let query = compressed
                .query()
                .map_or(QUERY.to_owned(), |it| format!("{QUERY}&compress={it}"));
            let mut client = Client::connect(&server.gateway_url(), &query, decoder).await;
            client.hears_op(10).await;
            client
                .says(identify(compressed == Compressed::Payloads))
                .await;
            assert_eq!(client.hears_op(0).await["t"], "READY");
            for _ in 0..10 {
                server.publish(0);
            }
            for sequence in 2..=14 {
                assert_eq!(client.hears_op(0).await["s"], sequence);
            }
            client.says(json!({"op": 1, "d": 14})).await;
            client.hears_op(11).await;
            assert_eq!(server.report().violations, [""; 0]);
        });
    }
}

#[test]
fn what_was_missed_is_replayed_and_then_the_session_goes_on() {
    run(true, 1, async {
        let server = server(Compressed::Never).await;
        let mut client = Client::connect(&server.gateway_url(), QUERY, Decoder::None).await;
        let ready = client.begin().await;
        server.inject(0, &Fault::Cut).await;
        assert_eq!(client.hears_close().await, None);
        server.publish(0);
        server.publish(0);

        let url = ready["resume_gateway_url"].as_str().unwrap();
        let mut client = Client::connect(url, QUERY, Decoder::None).await;
        client.hears_op(10).await;
        client.says(resume(&ready["session_id"], 3)).await;
        let heard = client.hears_until("RESUMED").await;
        let names: Vec<_> = heard.iter().map(|(name, _)| name.as_str()).collect();
        let numbers: Vec<_> = heard.iter().map(|(_, number)| *number).collect();
        let message = "MESSAGE_CREATE";
        assert_eq!(names, ["GUILD_CREATE", message, message, "RESUMED"]);
        assert_eq!(numbers, [4, 5, 6, 7]);
        server.publish(0);
        assert_eq!(client.hears_op(0).await["s"], 8);

        server
            .inject(0, &Fault::InvalidSession { resumable: false })
            .await;
        assert_eq!(client.hears_op(9).await["d"], false);
        drop(client);
        let mut client = Client::connect(url, QUERY, Decoder::None).await;
        client.hears_op(10).await;
        client.says(resume(&ready["session_id"], 8)).await;
        assert_eq!(client.hears_op(9).await["d"], false);

        let report = server.report();
        assert_eq!(report.violations, [""; 0]);
        assert!(
            report
                .faults
                .iter()
                .any(|it| it.contains("the client says it has")),
            "nobody handled anything: {:?}",
            report.faults
        );
    });
}

/// What a client does after READY, the close code, and what is noted.
async fn misbehaves(step: &str) -> (Option<u16>, Vec<String>) {
    let server = server(Compressed::Never).await;
    let query = if step == "query" { "/?v=9" } else { QUERY };
    let mut client = Client::connect(&server.gateway_url(), query, Decoder::None).await;
    let ready = client.begin().await;
    match step {
        "query" => client.says(json!({"op": 12})).await,
        "second identify" => client.says(identify(false)).await,
        "opcode" => client.says(json!({"op": 7, "d": null})).await,
        "no JSON" => client.says_text("{".to_owned()).await,
        "size" => client.says_text(" ".repeat(4097)).await,
        "rate" => {
            for _ in 0..120 {
                client.says(json!({"op": 1, "d": 4})).await;
            }
        }
        "future" => client.says(json!({"op": 1, "d": 5})).await,
        "back" => {
            client.says(json!({"op": 1, "d": 4})).await;
            client.says(json!({"op": 1, "d": 3})).await;
        }
        "silence" => {}
        "demand" => server.inject(0, &Fault::DemandHeartbeat).await,
        "stays" => server.inject(0, &Fault::Reconnect).await,
        "too soon" => {
            client = Client::connect(&server.gateway_url(), QUERY, Decoder::None).await;
            client.hears_op(10).await;
            client.says(identify(false)).await;
        }
        "token" | "unknown session" | "resume future" | "identify at resume" => {
            let url = ready["resume_gateway_url"].as_str().unwrap();
            sleep(Duration::from_secs(5)).await;
            client = Client::connect(url, QUERY, Decoder::None).await;
            client.hears_op(10).await;
            let mut said = resume(&ready["session_id"], 4);
            match step {
                "token" => said["d"]["token"] = json!("chaos-1"),
                "unknown session" => said["d"]["session_id"] = json!("x"),
                "resume future" => said["d"]["seq"] = json!(99),
                _ => said = identify(false),
            }
            client.says(said).await;
        }
        "close" => {
            let code = 1000.into();
            let reason = "".into();
            client
                .stream
                .close(Some(CloseFrame { code, reason }))
                .await
                .unwrap();
        }
        other => panic!("{other}"),
    }
    let code = if matches!(step, "future" | "back") {
        None
    } else {
        client.hears_close().await
    };
    sleep(Duration::from_millis(100)).await;
    (code, server.report().violations)
}

#[test]
fn what_clients_do_wrong_is_seen() {
    for (step, code, noted) in [
        ("query", Some(4001), "with the query"),
        ("second identify", Some(4005), "a second Identify"),
        ("opcode", Some(4001), "opcode 7"),
        ("no JSON", Some(4002), "no JSON"),
        ("size", Some(4002), "4097 bytes"),
        ("rate", Some(4008), "more than 120"),
        ("future", None, "a heartbeat of 5, sent were 4"),
        ("back", None, "a heartbeat of 3 after one of 4"),
        ("silence", Some(4000), "no heartbeat in time"),
        ("demand", Some(4000), "although one was asked for"),
        ("stays", None, "did not leave"),
        ("too soon", None, "two Identifies of key 0"),
        ("token", Some(4004), "wrong token"),
        ("unknown session", None, "that never was"),
        ("resume future", Some(4007), "Resume of 99"),
        ("identify at resume", None, "at the address to resume at"),
        ("close", Some(1000), "which ends the session"),
    ] {
        let (closed, violations) = run(true, 1, misbehaves(step));
        assert!(
            violations.iter().any(|it| it.contains(noted)),
            "{step}: {violations:?}"
        );
        assert!(code.is_none() || code == closed, "{step}: {closed:?}");
    }
}
