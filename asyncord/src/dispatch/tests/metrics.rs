//! What is counted, as a recorder sees it.

use std::{collections::HashMap, time::Duration};

use ::metrics::with_local_recorder;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use tokio::time::sleep;

use super::{LONG, Log, dispatcher, message, prepare, send, start, work};
use crate::{
    Context, Dispatcher, Result,
    dispatch::running::Running,
    event::{MessageCreate, RawEvent},
    handler, provider,
};

#[handler(manual, timeout = "20s")]
async fn counted(message: MessageCreate, log: Log) -> Result {
    work(&message, &log).await
}

/// Is not computed.
#[provider(manual)]
async fn missing(_event: &MessageCreate) -> Result<u8> {
    Err("none".into())
}

#[handler(manual)]
async fn needy(_message: MessageCreate, missing: u8) {
    unreachable!("{missing}")
}

/// What a recorder has been told since its start, by name and labels.
struct Recorded {
    snapshotter: Snapshotter,
    values: HashMap<String, DebugValue>,
}

impl Recorded {
    /// Brings the values up to date: a snapshot has what has changed since the last one.
    fn look(&mut self) {
        for (key, _, _, value) in self.snapshotter.snapshot().into_vec() {
            let mut labels: Vec<_> = key
                .key()
                .labels()
                .map(|label| format!("{}={}", label.key(), label.value()))
                .collect();
            labels.sort();
            let name = format!("{} {}", key.key().name(), labels.join(" "));
            match (self.values.get_mut(&name), value) {
                (Some(DebugValue::Counter(all)), DebugValue::Counter(more)) => *all += more,
                (Some(DebugValue::Gauge(all)), DebugValue::Gauge(more)) => *all += more,
                (Some(DebugValue::Histogram(all)), DebugValue::Histogram(more)) => all.extend(more),
                (_, value) => {
                    self.values.insert(name, value);
                }
            }
        }
    }

    fn get(&mut self, name: &str) -> &DebugValue {
        self.look();
        self.values
            .get(name)
            .unwrap_or_else(|| panic!("no {name} in {:?}", self.values.keys()))
    }

    fn count(&mut self, name: &str) -> u64 {
        match self.get(name) {
            DebugValue::Counter(count) => *count,
            other => panic!("{name} is {other:?}"),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
    fn gauge(&mut self, name: &str) -> usize {
        match self.get(name) {
            DebugValue::Gauge(value) => {
                usize::try_from(value.0 as i64).expect("it is not negative")
            }
            other => panic!("{name} is {other:?}"),
        }
    }
}

/// Runs with a recorder of this test's own.
fn recorded(dispatcher: &Dispatcher, queued_bytes: Option<usize>) -> (Running, Recorded) {
    let debugging = DebuggingRecorder::new();
    let running = with_local_recorder(&debugging, || {
        let mut prepared = prepare(dispatcher);
        if let Some(bytes) = queued_bytes {
            prepared.queued_bytes = bytes;
        }
        start(prepared)
    });
    let recorded = Recorded {
        snapshotter: debugging.snapshotter(),
        values: HashMap::new(),
    };
    (running, recorded)
}

const OF_COUNTED: &str = "group=test handler=asyncord::dispatch::tests::metrics::counted";

#[tokio::test(start_paused = true)]
async fn calls_failures_and_times_are_counted() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<counted>()
        .add_handler::<missing>()
        .add_handler::<needy>();
    let (running, mut recorded) = recorded(&dispatcher, None);
    for text in ["a", "b 7", "fail", "fail 1", "panic", "c 90", "d 19"] {
        send(&running, message(1, text));
    }
    send(&running, RawEvent::from_json("MESSAGE_CREATE", "[1]"));
    sleep(Duration::from_secs(15)).await;
    let in_flight = format!("asyncord_handler_in_flight {OF_COUNTED}");
    assert_eq!(recorded.gauge(&in_flight), 2);
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(recorded.gauge(&in_flight), 0);
    let calls = format!("asyncord_handler_calls_total {OF_COUNTED}");
    assert_eq!(recorded.count(&calls), 7);
    for (reason, count) in [
        ("error", 2),
        ("panic", 1),
        ("timeout", 1),
        ("provider", 0),
        ("decode", 1),
    ] {
        let failures = format!("asyncord_handler_failures_total {OF_COUNTED} reason={reason}");
        assert_eq!(recorded.count(&failures), count, "{reason}");
    }
    let of_needy = OF_COUNTED.replace("counted", "needy");
    let failures = format!("asyncord_handler_failures_total {of_needy} reason=provider");
    assert_eq!(recorded.count(&failures), 7);
    let DebugValue::Histogram(seconds) =
        recorded.get(&format!("asyncord_handler_seconds {OF_COUNTED}"))
    else {
        panic!("it is a histogram");
    };
    let mut seconds: Vec<_> = seconds.iter().map(|seconds| seconds.0.round()).collect();
    seconds.sort_by(f64::total_cmp);
    assert_eq!(seconds, [0.0, 0.0, 0.0, 1.0, 7.0, 19.0, 20.0]);
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_dropped_are_not_in_flight_any_more() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    let handle = dispatcher.on(|message: MessageCreate, cx: Context| async move {
        let log = cx.argument::<Log>("log").expect("it was given");
        work(&message, &log).await
    });
    let (running, mut recorded) = recorded(&dispatcher, None);
    send(&running, message(1, "a 90"));
    sleep(Duration::from_secs(1)).await;
    let place = format!("{handle:?}");
    let place = place
        .trim_start_matches("HandlerHandle(\"")
        .trim_end_matches("\")");
    let name = format!("asyncord_handler_in_flight group=test handler=closure ({place})");
    assert_eq!(recorded.gauge(&name), 1);
    assert_eq!(running.drain(Duration::ZERO).await, 1);
    assert_eq!(recorded.gauge(&name), 0);
}

#[tokio::test(start_paused = true)]
async fn the_queue_tells_how_full_it_is() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<counted>().calls_in_flight(1);
    let size = message(1, "a 5").size();
    let (running, mut recorded) = recorded(&dispatcher, Some(2 * size));
    let sink = running.sink();
    send(&running, message(1, "a 5"));
    send(&running, message(1, "b 5"));
    assert!(sink.try_send(message(1, "c 5")).is_err());
    assert_eq!(recorded.gauge("asyncord_queue_bytes group=test"), 2 * size);
    assert_eq!(recorded.count("asyncord_queue_full_total group=test"), 1);
    drop(sink);
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(recorded.gauge("asyncord_queue_bytes group=test"), 0);
}

#[tokio::test(start_paused = true)]
async fn every_name_is_described() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<counted>();
    let (running, recorded) = recorded(&dispatcher, None);
    let recorded = recorded.snapshotter.snapshot().into_vec();
    assert!(!recorded.is_empty());
    for (key, unit, description, _) in recorded {
        assert!(unit.is_some() && description.is_some(), "{key:?}");
        let documented = include_str!("../../../docs/metrics.md");
        assert!(documented.contains(key.key().name()), "{key:?}");
    }
    running.drain(LONG).await;
}
