//! How large files may be, and what is said of them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    id,
};

const MIB: usize = 1024 * 1024;

async fn sent(bench: &Bench, method: Method, path: &str, form: Form) -> (u16, Value) {
    let (status, body) = answer(bench.request(method, path).multipart(form)).await;
    (status.as_u16(), body)
}

fn messages(bench: &Bench) -> String {
    format!("/channels/{}/messages", bench.channel())
}

#[tokio::test]
async fn parts_without_json_are_fields() {
    let bench = Bench::start().await;
    let form = Form::new()
        .text("content", "hi")
        .part("files[0]", Part::bytes(&b"x"[..]).file_name("x.txt"));
    let (status, message) = sent(&bench, Method::POST, &messages(&bench), form).await;
    assert_eq!(status, 200, "{message}");
    assert_eq!(message["content"], "hi");
    assert_eq!(message["attachments"][0]["filename"], "x.txt");
}

#[tokio::test]
async fn a_request_has_25_mib_at_most() {
    let bench = Bench::start().await;
    for (sizes, status) in [([8 * MIB; 3], 200), ([9 * MIB; 3], 413)] {
        let form = sizes.iter().zip(0..).fold(Form::new(), |form, (size, n)| {
            let part = Part::bytes(vec![0; *size]).file_name("x");
            form.part(format!("files[{n}]"), part)
        });
        let (got, answer) = sent(&bench, Method::POST, &messages(&bench), form).await;
        assert_eq!(got, status, "{answer}");
    }
}

#[tokio::test]
async fn spoilers_are_marked_and_kept_attachments_change() {
    let bench = Bench::start().await;
    let payload = json!({ "attachments": [
        { "id": 0, "is_spoiler": true, "description": "old" },
    ] });
    let file = |name: &'static str| Part::bytes(&b"x"[..]).file_name(name);
    let form = Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", file("a.txt"))
        .part("files[1]", file("SPOILER_b.txt"))
        .part("files[2]", file("c.txt"));
    let (_, message) = sent(&bench, Method::POST, &messages(&bench), form).await;
    let flags = |message: &Value| -> Vec<u64> {
        let attachments = message["attachments"].as_array().unwrap().iter();
        attachments
            .map(|one| one["flags"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(flags(&message), [8, 8, 0]);
    let ids = message["attachments"].as_array().unwrap().iter().map(id);
    let ids: Vec<String> = ids.collect();
    let edit = json!({ "attachments": [
        { "id": ids[0], "is_spoiler": false, "description": "new" },
        { "id": ids[2], "is_spoiler": true },
    ] });
    let one = format!("{}/{}", messages(&bench), id(&message));
    let (_, edited) = bench.call(Method::PATCH, &one, Some(edit)).await;
    assert_eq!(flags(&edited), [0, 8], "{edited}");
    assert_eq!(edited["attachments"][0]["description"], "new");
}

#[tokio::test]
async fn a_waveform_has_256_points_at_most() {
    let bench = Bench::start().await;
    for (points, status) in [(256, 200), (257, 400)] {
        let waveform = STANDARD.encode(vec![7; points]);
        let shape = json!([{ "id": 0, "duration_secs": 1.5, "waveform": waveform }]);
        let payload = json!({ "flags": 1 << 13, "attachments": shape });
        let form = Form::new()
            .text("payload_json", payload.to_string())
            .part("files[0]", Part::bytes(&b"x"[..]).file_name("x.ogg"));
        let (got, answer) = sent(&bench, Method::POST, &messages(&bench), form).await;
        assert_eq!(got, status, "{points}: {answer}");
    }
}

#[tokio::test]
async fn stickers_and_sounds_are_known_by_their_bytes() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    for (bytes, format) in [
        (&b"\x89PNG\r\n\x1a\n"[..], 1),
        (&b"\x89PNG\r\n\x1a\n acTL"[..], 2),
        (&b"{\"v\": \"5.5.7\", \"layers\": []}"[..], 3),
        (&b"GIF89a"[..], 4),
    ] {
        let form = Form::new()
            .text("name", "crab")
            .text("tags", "crab")
            .text("description", "")
            .part("file", Part::bytes(bytes).file_name("crab"));
        let (_, made) = sent(&bench, Method::POST, &format!("{guild}/stickers"), form).await;
        assert_eq!(made["format_type"], format, "{made}");
    }
    for (bytes, status) in [(&b"ID3"[..], 201), (b"OggS", 201), (b"RIFF", 400)] {
        let sound = format!("data:audio/ogg;base64,{}", STANDARD.encode(bytes));
        let body = json!({ "name": "boing", "sound": sound });
        let path = format!("{guild}/soundboard-sounds");
        let (got, answer) = bench.call(Method::POST, &path, Some(body)).await;
        assert_eq!(got.as_u16(), status, "{answer}");
    }
}

#[tokio::test]
async fn stickers_and_sounds_have_512_kib_at_most() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let bytes = |start: &[u8], size: usize| {
        let mut bytes = start.to_vec();
        bytes.resize(size, 0);
        bytes
    };
    for (size, status) in [(512 * 1024, 201), (512 * 1024 + 1, 400)] {
        let file = bytes(b"\x89PNG\r\n\x1a\n", size);
        let form = Form::new()
            .text("name", "crab")
            .text("tags", "crab")
            .text("description", "")
            .part("file", Part::bytes(file).file_name("crab.png"));
        let (got, answer) = sent(&bench, Method::POST, &format!("{guild}/stickers"), form).await;
        assert_eq!(got, status, "{answer}");
        if status == 400 {
            assert_eq!(answer["code"], 50045);
        }
        let sound = format!(
            "data:audio/mpeg;base64,{}",
            STANDARD.encode(bytes(b"ID3", size))
        );
        let body = json!({ "name": "boing", "sound": sound });
        let path = format!("{guild}/soundboard-sounds");
        let (got, answer) = bench.call(Method::POST, &path, Some(body)).await;
        assert_eq!(got.as_u16(), status, "{answer}");
        if status == 400 {
            assert!(answer["errors"]["sound"].is_object(), "{answer}");
        }
    }
}
