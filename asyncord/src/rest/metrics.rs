//! What the REST client counts, by the facade of the crate `metrics`.
//!
//! `docs/metrics.md` lists the names, their labels and what they count.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, Once},
    time::Duration,
};

use metrics::{
    Counter, Gauge, Histogram, Unit, counter, describe_counter, describe_gauge, describe_histogram,
    gauge, histogram,
};

use http::StatusCode;

use super::OperationInfo;

const REQUESTS: &str = "asyncord_rest_requests_total";
const SECONDS: &str = "asyncord_rest_seconds";
const WAITED: &str = "asyncord_rest_limit_wait_seconds";
const RETRIES: &str = "asyncord_rest_retries_total";
const REFUSED: &str = "asyncord_rest_rate_limited_total";
const IN_FLIGHT: &str = "asyncord_rest_in_flight";

/// Tells the recorder what the names mean.
pub(super) fn describe() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        describe_counter!(REQUESTS, Unit::Count, "Requests that were answered, or not");
        describe_histogram!(
            SECONDS,
            Unit::Seconds,
            "How long answers took, each attempt"
        );
        describe_histogram!(
            WAITED,
            Unit::Seconds,
            "How long requests waited for rate limits"
        );
        describe_counter!(
            RETRIES,
            Unit::Count,
            "Requests that were sent again, by cause"
        );
        describe_counter!(
            REFUSED,
            Unit::Count,
            "Answers that refuse: too many requests"
        );
        describe_gauge!(IN_FLIGHT, Unit::Count, "Requests that wait for an answer");
    });
}

/// The handles of a client, made once for each operation, so that a request makes no keys.
#[derive(Default)]
pub(super) struct Metrics {
    operations: Mutex<HashMap<&'static str, Arc<OperationMetrics>>>,
}

/// The handles of one operation.
pub(super) struct OperationMetrics {
    name: &'static str,
    /// In the order of [`STATUSES`].
    requests: [Counter; STATUSES.len()],
    seconds: Histogram,
    waited: Histogram,
    in_flight: Gauge,
}

/// The values of the label `status`.
const STATUSES: [&str; 9] = [
    "none", "2xx", "401", "403", "404", "429", "4xx", "5xx", "other",
];

impl Metrics {
    pub(super) fn of(&self, operation: &'static OperationInfo) -> Arc<OperationMetrics> {
        let mut operations = crate::lock(&self.operations);
        let handles = operations
            .entry(operation.name)
            .or_insert_with(|| Arc::new(OperationMetrics::new(operation.name)));
        handles.clone()
    }
}

impl OperationMetrics {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            requests: STATUSES
                .map(|status| counter!(REQUESTS, "operation" => name, "status" => status)),
            seconds: histogram!(SECONDS, "operation" => name),
            waited: histogram!(WAITED, "operation" => name),
            in_flight: gauge!(IN_FLIGHT),
        }
    }

    /// An attempt ended with this status, or without an answer.
    pub(super) fn attempt(&self, status: Option<StatusCode>, took: Duration) {
        let index = match status.map(|status| status.as_u16()) {
            None => 0,
            Some(200..=299) => 1,
            Some(401) => 2,
            Some(403) => 3,
            Some(404) => 4,
            Some(429) => 5,
            Some(400..=499) => 6,
            Some(500..=599) => 7,
            Some(_) => 8,
        };
        self.requests[index].increment(1);
        self.seconds.record(took);
    }

    /// A request waited for the limiter.
    pub(super) fn waited(&self, waited: Duration) {
        self.waited.record(waited);
    }

    /// A request is sent again.
    pub(super) fn retry(&self, cause: &'static str) {
        counter!(RETRIES, "operation" => self.name, "cause" => cause).increment(1);
    }

    /// An answer refuses.
    pub(super) fn refused(&self, scope: &'static str) {
        counter!(REFUSED, "operation" => self.name, "scope" => scope).increment(1);
    }

    /// Counts an attempt as in flight while what it yields lives.
    pub(super) fn in_flight(&self) -> InFlight<'_> {
        self.in_flight.increment(1.0);
        InFlight(&self.in_flight)
    }
}

/// An attempt that waits for its answer.
pub(super) struct InFlight<'a>(&'a Gauge);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}
