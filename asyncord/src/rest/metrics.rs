//! What the REST client counts, by the facade of the crate `metrics`.
//!
//! `docs/metrics.md` lists the names, their labels and what they count.

use std::{sync::Once, time::Duration};

use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
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

/// An attempt ended with this status, or without an answer.
pub(super) fn attempt(operation: &OperationInfo, status: Option<StatusCode>, took: Duration) {
    let status = match status.map(|status| status.as_u16()) {
        None => "none",
        Some(401) => "401",
        Some(403) => "403",
        Some(404) => "404",
        Some(429) => "429",
        Some(200..=299) => "2xx",
        Some(400..=499) => "4xx",
        Some(500..=599) => "5xx",
        Some(_) => "other",
    };
    counter!(REQUESTS, "operation" => operation.name, "status" => status).increment(1);
    histogram!(SECONDS, "operation" => operation.name).record(took);
}

/// A request waited for the limiter.
pub(super) fn waited(operation: &OperationInfo, waited: Duration) {
    histogram!(WAITED, "operation" => operation.name).record(waited);
}

/// A request is sent again.
pub(super) fn retry(operation: &OperationInfo, cause: &'static str) {
    counter!(RETRIES, "operation" => operation.name, "cause" => cause).increment(1);
}

/// An answer refuses.
pub(super) fn refused(operation: &OperationInfo, scope: &'static str) {
    counter!(REFUSED, "operation" => operation.name, "scope" => scope).increment(1);
}

/// Counts an attempt as in flight while it lives.
pub(super) struct InFlight;

impl InFlight {
    pub(super) fn new() -> Self {
        gauge!(IN_FLIGHT).increment(1.0);
        Self
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        gauge!(IN_FLIGHT).decrement(1.0);
    }
}
