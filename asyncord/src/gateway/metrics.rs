//! What the gateway counts, by the facade of the crate `metrics`.
//!
//! `docs/metrics.md` lists the names, their labels and what they count.

use std::{collections::HashMap, ops::Range, sync::Once};

use metrics::{Counter, Gauge, Unit, counter, describe_counter, describe_gauge, gauge};

use super::{
    ShardId,
    client::{Health, ShardStatus},
    socket::Traffic,
};
use crate::event::DisconnectCause;

const READY: &str = "asyncord_gateway_ready";
const LATENCY: &str = "asyncord_gateway_latency_seconds";
const GUILDS: &str = "asyncord_gateway_guilds";
const COMMANDS: &str = "asyncord_gateway_queued_commands";
const EVENTS: &str = "asyncord_gateway_events_total";
const RECEIVED: &str = "asyncord_gateway_received_bytes_total";
const DECOMPRESSED: &str = "asyncord_gateway_decompressed_bytes_total";
const RECONNECTS: &str = "asyncord_gateway_reconnects_total";
const RESUMES: &str = "asyncord_gateway_resumes_total";
const IDENTIFIES: &str = "asyncord_gateway_identifies_total";
const IDENTIFIES_LEFT: &str = "asyncord_gateway_identifies_left";
const PAUSES: &str = "asyncord_gateway_pauses_total";

/// Names of events that are told apart: more than Discord has, so that nothing can make them endless.
const MOST_NAMES: usize = 128;

/// Tells the recorder what the names mean.
fn describe() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        describe_gauge!(
            READY,
            Unit::Count,
            "Whether the shard receives events: 1 or 0"
        );
        describe_gauge!(
            LATENCY,
            Unit::Seconds,
            "From the last heartbeat to its answer"
        );
        describe_gauge!(GUILDS, Unit::Count, "Guilds that the shard serves");
        describe_gauge!(COMMANDS, Unit::Count, "Commands that wait to be sent");
        describe_counter!(EVENTS, Unit::Count, "Events that came, wanted or not");
        describe_counter!(RECEIVED, Unit::Bytes, "Bytes that came over the network");
        describe_counter!(DECOMPRESSED, Unit::Bytes, "Bytes of the messages in them");
        describe_counter!(
            RECONNECTS,
            Unit::Count,
            "Connections that were lost or did not come about"
        );
        describe_counter!(RESUMES, Unit::Count, "Sessions that were taken up again");
        describe_counter!(IDENTIFIES, Unit::Count, "Sessions that were started");
        describe_gauge!(
            IDENTIFIES_LEFT,
            Unit::Count,
            "Sessions that may be started yet today"
        );
        describe_counter!(
            PAUSES,
            Unit::Count,
            "How often reading stopped because handlers were behind"
        );
    });
}

/// The handles of one shard.
pub(super) struct ShardMetrics {
    labels: [(&'static str, String); 2],
    events: HashMap<Box<str>, Counter, foldhash::fast::RandomState>,
    /// Events of further names.
    others: Option<Counter>,
    received: Counter,
    decompressed: Counter,
    resumes: Counter,
    identifies: Counter,
    pauses: Counter,
    ready: Gauge,
    latency: Gauge,
    guilds: Gauge,
    commands: Gauge,
    traffic: Traffic,
    /// As it was shown last.
    health: Option<Health>,
}

impl ShardMetrics {
    pub(super) fn new(group: &str, shard: ShardId) -> Self {
        describe();
        let labels = [
            ("group", group.to_owned()),
            ("shard", shard.number().to_string()),
        ];
        Self {
            events: HashMap::default(),
            others: None,
            received: counter!(RECEIVED, &labels),
            decompressed: counter!(DECOMPRESSED, &labels),
            resumes: counter!(RESUMES, &labels),
            identifies: counter!(IDENTIFIES, &labels),
            pauses: counter!(PAUSES, &labels),
            ready: gauge!(READY, &labels),
            latency: gauge!(LATENCY, &labels),
            guilds: gauge!(GUILDS, &labels),
            commands: gauge!(COMMANDS, &labels),
            traffic: Traffic::default(),
            health: None,
            labels,
        }
    }

    /// An event came.
    pub(super) fn event(&mut self, name: &str) {
        if let Some(counter) = self.events.get(name) {
            return counter.increment(1);
        }
        if self.events.len() < MOST_NAMES {
            let counter = self.of_event(name);
            counter.increment(1);
            self.events.insert(name.into(), counter);
        } else {
            let others = self.others.take();
            let others = others.unwrap_or_else(|| self.of_event("other"));
            others.increment(1);
            self.others = Some(others);
        }
    }

    fn of_event(&self, name: &str) -> Counter {
        let [group, shard] = self.labels.clone();
        counter!(EVENTS, &[group, shard, ("event", name.to_owned())])
    }

    /// So much came over the present connection.
    pub(super) fn traffic(&mut self, traffic: Traffic) {
        // A new connection counts from zero.
        let since = |now: u64, before: u64| now.checked_sub(before).unwrap_or(now);
        self.received
            .increment(since(traffic.wire, self.traffic.wire));
        self.decompressed
            .increment(since(traffic.plain, self.traffic.plain));
        self.traffic = traffic;
    }

    /// A new connection counts from zero.
    pub(super) fn connected(&mut self) {
        self.traffic = Traffic::default();
    }

    /// Shows where the shard stands: asked after every event.
    pub(super) fn health(&mut self, health: Health) {
        if self.health == Some(health) {
            return;
        }
        self.health = Some(health);
        let ready = health.status == ShardStatus::Ready;
        self.ready.set(f64::from(u8::from(ready)));
        if let Some(latency) = health.latency {
            self.latency.set(latency.as_secs_f64());
        }
        self.guilds.set(f64::from(health.guilds));
        let waiting = u32::try_from(health.queued_commands).unwrap_or(u32::MAX);
        self.commands.set(f64::from(waiting));
    }

    pub(super) fn disconnected(&self, cause: DisconnectCause) {
        if cause == DisconnectCause::Shutdown {
            return;
        }
        let [group, shard] = self.labels.clone();
        let cause = ("cause", cause.as_str().to_owned());
        counter!(RECONNECTS, &[group, shard, cause]).increment(1);
    }

    pub(super) fn resumed(&self) {
        self.resumes.increment(1);
    }

    pub(super) fn identified(&self) {
        self.identifies.increment(1);
    }

    pub(super) fn paused(&self) {
        self.pauses.increment(1);
    }
}

/// There are no shards of these numbers any more.
pub(super) fn gone(group: &str, shards: Range<u32>) {
    for number in shards {
        let labels = [("group", group.to_owned()), ("shard", number.to_string())];
        for name in [READY, GUILDS, COMMANDS] {
            gauge!(name, &labels).set(0.0);
        }
    }
}

/// How many sessions may be started yet.
pub(super) fn identifies_left(group: &str, left: u32) {
    gauge!(IDENTIFIES_LEFT, "group" => group.to_owned()).set(f64::from(left));
}
