//! Answers that are too large, in one way or another.

use std::io::Write;

use asyncord::{
    model::{Message, decode_reporting},
    rest::ErrorKind::{BadRequest, Decode, Transport},
};
use asyncord_tests::faulty::{Fault, Faulty};
use flate2::{Compression, write::GzEncoder};

use super::{CHANNEL, LONG, MESSAGE, PATIENCE, check, client, client_at, get, post};

const MIB: u64 = 1024 * 1024;
/// What the client takes, 64 MiB, and what both ends may hold in their buffers.
const MOST_WRITTEN: u64 = 64 * MIB + 32 * MIB;

/// An answer that goes on until the client hangs up.
async fn goes_on(head: &str, begin: &str, piece: &str) {
    let fault = Fault::asked()
        .send(format!("HTTP/1.1 200 OK\r\n{head}\r\n{begin}"))
        .flood(piece);
    let server = Faulty::start([fault]).await;
    let client = client_at(
        format_args!("http://{}", server.address()),
        // Only a bound: 64 MiB take time on a loaded machine.
        PATIENCE,
    );
    // Never again, whatever it is: the next answer would be as large.
    let error = get(&client).await.unwrap_err();
    check(
        &error,
        Transport,
        "the answer is larger than 67108864 bytes",
    );
    let written = server.written().await;
    assert!(
        (64 * MIB..MOST_WRITTEN).contains(&written),
        "{written} bytes"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn json_without_end() {
    goes_on("", "[", "{\"id\":\"1\"},").await;
}

#[tokio::test]
async fn chunks_without_end() {
    // Each is 4 KiB.
    let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
    goes_on("transfer-encoding: chunked\r\n", "", &chunk).await;
}

#[tokio::test]
async fn a_length_beyond_all_memory() {
    goes_on("content-length: 9000000000000000000\r\n", "[", "0,").await;
}

#[tokio::test]
async fn zeros_in_gzip_stay_as_they_are() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..128 {
        gzip.write_all(&zeros).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(bomb.len() < 1024 * 1024);
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip", "banana"] {
        let headers = format!("content-encoding: {encoding}\r\n");
        let server = Faulty::start([Fault::answer("200 OK", &headers, &bomb)]).await;
        let error = get(&client(&server, LONG)).await.unwrap_err();
        check(
            &error,
            Decode,
            &format!("it has {} bytes and begins with no JSON", bomb.len()),
        );
        let request = server.requests().remove(0).to_lowercase();
        assert!(!request.contains("accept-encoding"), "{request}");
    }
}

/// `depth` times `open`, then `inner`, then as often `close`.
fn nested(depth: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

#[tokio::test]
async fn json_nested_without_end_costs_no_stack() {
    const DEPTH: usize = 20_000;
    let array = nested(DEPTH, "[", "", "]");
    let object = nested(DEPTH, r#"{"a":"#, "1", "}");
    let components = nested(DEPTH, r#"{"type":17,"components":["#, "", "]}");
    let rest = &MESSAGE[1..];
    let replies = nested(
        DEPTH,
        r#"{"referenced_message":"#,
        MESSAGE,
        &format!(",{rest}"),
    );
    let rows = format!(r#"{{"components":[{components}],{rest}"#);
    let unclosed = "[".repeat(DEPTH);
    for body in [&array, &object, &components, &unclosed] {
        let server = Faulty::start([Fault::answer("200 OK", "", body)]).await;
        let error = post(&client(&server, LONG)).await.unwrap_err();
        check(&error, Decode, "cannot make sense of the answer");
    }
    // What is deep and can be left out may be.
    for body in [
        rows,
        replies,
        format!(r#"{{"unknown":{array},{rest}"#),
        format!(r#"{{"unknown":{object},{rest}"#),
        format!(r#"{{"nonce":{array},{rest}"#),
        format!(r#"{{"author":{object},{rest}"#),
    ] {
        let server = Faulty::start([Fault::answer("200 OK", "", &body)]).await;
        if let Err(error) = post(&client(&server, LONG)).await {
            check(&error, Decode, "cannot make sense of the answer");
        }
    }
}

#[test]
#[ignore = "fault: the second reading copies a part anew for each object around it, up to 64 times"]
fn json_nested_deeply_is_not_copied_for_each_level() {
    let end = format!(",{}", &MESSAGE[1..]);
    let body = nested(5_000, r#"{"referenced_message":"#, MESSAGE, &end);
    let count = allocation_counter::measure(|| {
        // What is too deep is left out.
        decode_reporting::<Message>(&body).unwrap();
    });
    let times = count.bytes_max / body.len() as u64;
    assert!(times < 8, "{times} times the answer is held in memory");
}

#[tokio::test]
async fn long_words_in_json_are_not_repeated() {
    const LENGTH: usize = 1_000_000;
    let word = "x".repeat(LENGTH);
    let digits = "9".repeat(LENGTH);
    for body in [
        word.clone(),
        digits.clone(),
        format!(r#"{{"id":{digits}}}"#),
        format!(r#"{{"id":"{digits}"}}"#),
        format!(r#"{{"id":"{word}"}}"#),
        format!(r#"{{"id":{word}}}"#),
        format!(r#"{{"id":"1","type":"{word}"}}"#),
        format!(r#"{{"id":"1","type":{digits}}}"#),
        format!(r#"{{"id":"1","type":1e{digits}}}"#),
        format!(r#"{{"{word}":{{}}}}"#),
        format!(r#"{{"{word}"#),
        format!(r#"["{word}"]"#),
        format!("{}{CHANNEL}", " ".repeat(LENGTH)).replace("\"id\"", "\"no\""),
    ] {
        let server = Faulty::start([Fault::answer("200 OK", "", &body)]).await;
        let error = get(&client(&server, LONG)).await.unwrap_err();
        check(&error, Decode, "cannot make sense of the answer");
    }
}

#[tokio::test]
async fn a_long_explanation_is_cut() {
    let body = format!(r#"{{"code":50013,"message":"{}"}}"#, "x".repeat(1_000_000));
    let server = Faulty::start([Fault::answer("400 Bad", "", body)]).await;
    let error = get(&client(&server, LONG)).await.unwrap_err();
    check(&error, BadRequest, "xxx (HTTP 400, code 50013)");
}

#[tokio::test]
async fn faults_nested_without_end_cost_no_stack() {
    for errors in [
        nested(100_000, r#"{"a":"#, "1", "}"),
        nested(
            100,
            r#"{"a":"#,
            r#"{"_errors":[{"code":"A","message":"a"}]}"#,
            "}",
        ),
        nested(100_000, "[", "", "]"),
    ] {
        let body = format!(r#"{{"code":50035,"message":"wrong","errors":{errors}}}"#);
        let server = Faulty::start([Fault::answer("400 Bad", "", body)]).await;
        let error = get(&client(&server, LONG)).await.unwrap_err();
        check(&error, BadRequest, "(HTTP 400");
    }
}

#[tokio::test]
#[ignore = "fault: up to 50 faults of up to 500 characters each are all shown"]
async fn many_faults_make_no_long_text() {
    let fault = format!(r#"{{"code":"A","message":"{}"}}"#, "x".repeat(1_000));
    let faults = vec![fault; 1_000].join(",");
    let body = format!(r#"{{"code":50035,"message":"wrong","errors":{{"_errors":[{faults}]}}}}"#);
    let server = Faulty::start([Fault::answer("400 Bad", "", body)]).await;
    let error = get(&client(&server, LONG)).await.unwrap_err();
    check(&error, BadRequest, "wrong");
}

#[tokio::test]
#[ignore = "fault: the path of a fault is as long as the server likes, and is kept for each of 50"]
async fn the_path_of_a_fault_is_cut() {
    let key = "x".repeat(1_000_000);
    let faults = vec![r#"{"code":"A","message":"a"}"#; 50].join(",");
    let body = format!(
        r#"{{"code":50035,"message":"wrong","errors":{{"{key}":{{"_errors":[{faults}]}}}}}}"#
    );
    let server = Faulty::start([Fault::answer("400 Bad", "", body)]).await;
    let error = get(&client(&server, LONG)).await.unwrap_err();
    check(&error, BadRequest, "wrong");
}
