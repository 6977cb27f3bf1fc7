//! What is counted, as a recorder sees it.

use std::{collections::BTreeMap, future::Future, time::Duration};

use ::metrics::with_local_recorder;
use metrics_util::debugging::{DebugValue, DebuggingRecorder};

use crate::rest::{
    RestClient,
    transport::{
        Failure, TransportError,
        fake::{Fake, answer},
    },
};

/// What a recorder is told of by a call, by name and labels; of histograms how many values.
fn recorded(call: impl Future<Output = ()>) -> BTreeMap<String, u64> {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    with_local_recorder(&recorder, || {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap()
            .block_on(call);
    });
    let values = snapshotter.snapshot().into_vec().into_iter();
    values
        .map(|(key, _, _, value)| {
            let labels: Vec<_> = key
                .key()
                .labels()
                .map(|label| format!(" {}={}", label.key(), label.value()))
                .collect();
            let count = match value {
                DebugValue::Counter(count) => count,
                DebugValue::Gauge(value) => u64::from(value.into_inner() > 0.0),
                DebugValue::Histogram(values) => values.len() as u64,
            };
            (format!("{}{}", key.key().name(), labels.concat()), count)
        })
        .collect()
}

#[test]
fn every_attempt_repetition_and_refusal_is_counted() {
    let counted = recorded(async {
        let mut answers = vec![
            Err(Failure::Timeout(Duration::from_secs(30))),
            Ok(answer(502, "")),
            Ok(
                answer(429, r#"{"message":"","retry_after":1.5,"global":false}"#)
                    .with("x-ratelimit-scope", "shared"),
            ),
            Ok(answer(200, r#"{"id":"1","username":"ada"}"#)),
        ]
        .into_iter();
        let fake = Fake::new(move |_| {
            answers.next().unwrap().map_err(|failure| TransportError {
                failure,
                message: "no answer".to_owned(),
                source: None,
            })
        });
        RestClient::over(fake).users().me().await.unwrap();
    });
    for (name, count) in [
        (
            "asyncord_rest_requests_total operation=GetMe status=none",
            1,
        ),
        ("asyncord_rest_requests_total operation=GetMe status=5xx", 1),
        ("asyncord_rest_requests_total operation=GetMe status=429", 1),
        ("asyncord_rest_requests_total operation=GetMe status=2xx", 1),
        ("asyncord_rest_seconds operation=GetMe", 4),
        ("asyncord_rest_limit_wait_seconds operation=GetMe", 4),
        (
            "asyncord_rest_retries_total operation=GetMe cause=timeout",
            1,
        ),
        (
            "asyncord_rest_retries_total operation=GetMe cause=server",
            1,
        ),
        (
            "asyncord_rest_rate_limited_total operation=GetMe scope=shared",
            1,
        ),
        ("asyncord_rest_in_flight", 0),
    ] {
        assert_eq!(counted.get(name), Some(&count), "{name} in {counted:#?}");
    }
}
