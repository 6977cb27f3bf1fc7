//! What is counted, by the facade of the crate `metrics`: nothing leaves the process unless the program
//! installs a recorder.
//!
//! `docs/metrics.md` lists the names, their labels and what they count.
//!
//! Handles are made once for each handler and start, so that a call looks nothing up.

use metrics::{
    Counter, Gauge, Histogram, Unit, counter, describe_counter, describe_gauge, describe_histogram,
    gauge, histogram,
};
use tokio::time::Instant;

use super::{failure::Reason, registry::FunctionSpec};

const CALLS: &str = "asyncord_handler_calls_total";
const FAILURES: &str = "asyncord_handler_failures_total";
const SECONDS: &str = "asyncord_handler_seconds";
const IN_FLIGHT: &str = "asyncord_handler_in_flight";
const QUEUE_BYTES: &str = "asyncord_queue_bytes";
const QUEUE_FULL: &str = "asyncord_queue_full_total";

/// Tells the recorder what the names mean.
pub(crate) fn describe() {
    describe_counter!(CALLS, Unit::Count, "Calls of handlers that have started");
    describe_counter!(
        FAILURES,
        Unit::Count,
        "Calls of handlers that failed, and events that a handler could not be called for"
    );
    describe_histogram!(
        SECONDS,
        Unit::Seconds,
        "How long calls of handlers took, from the first poll to the end"
    );
    describe_gauge!(
        IN_FLIGHT,
        Unit::Count,
        "Calls of handlers that have started and not ended"
    );
    describe_gauge!(QUEUE_BYTES, Unit::Bytes, "Events that wait for their calls");
    describe_counter!(
        QUEUE_FULL,
        Unit::Count,
        "How often an event was refused because the queue was full"
    );
}

/// The handles of one handler.
pub(crate) struct HandlerMetrics {
    calls: Counter,
    seconds: Histogram,
    in_flight: Gauge,
    error: Counter,
    panic: Counter,
    timeout: Counter,
    provider: Counter,
    decode: Counter,
}

impl HandlerMetrics {
    pub(crate) fn new(function: &FunctionSpec, group: &str) -> Self {
        // Closures all have the same name.
        let handler = if function.module.is_empty() {
            function.to_string()
        } else {
            function.path()
        };
        let labels = [("handler", handler), ("group", group.to_owned())];
        let failures = |reason: &str| {
            let [handler, group] = labels.clone();
            counter!(FAILURES, &[handler, group, ("reason", reason.to_owned())])
        };
        Self {
            calls: counter!(CALLS, &labels),
            seconds: histogram!(SECONDS, &labels),
            in_flight: gauge!(IN_FLIGHT, &labels),
            error: failures("error"),
            panic: failures("panic"),
            timeout: failures("timeout"),
            provider: failures("provider"),
            decode: failures("decode"),
        }
    }

    /// A call starts.
    pub(crate) fn start(&self) -> InFlight {
        self.calls.increment(1);
        self.in_flight.increment(1.0);
        InFlight(self.in_flight.clone())
    }

    /// A call has ended that started at `begin`.
    pub(crate) fn end(&self, begin: Instant) {
        self.seconds.record(begin.elapsed());
    }

    pub(crate) fn failed(&self, reason: &Reason) {
        let counter = match reason {
            Reason::Error(_) => &self.error,
            Reason::Panic(_) => &self.panic,
            Reason::Timeout(_) => &self.timeout,
            Reason::Provider(_) => &self.provider,
            Reason::Decode(_) => &self.decode,
        };
        counter.increment(1);
    }
}

/// Counts a call as in flight until it is dropped, whatever becomes of it.
pub(crate) struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}

/// The handles of the queue of one client group.
pub(crate) struct QueueMetrics {
    pub(crate) bytes: Gauge,
    pub(crate) full: Counter,
}

impl QueueMetrics {
    pub(crate) fn new(group: &str) -> Self {
        let labels = [("group", group.to_owned())];
        Self {
            bytes: gauge!(QUEUE_BYTES, &labels),
            full: counter!(QUEUE_FULL, &labels),
        }
    }
}
