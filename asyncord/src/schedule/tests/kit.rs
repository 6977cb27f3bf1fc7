//! A driver on a task of its own, a log of what it does, and a wall clock that can be set.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};
use tokio_util::sync::CancellationToken;

use super::{cron, every};
use crate::{
    lock,
    schedule::{Missed, Options, Schedule, Why, drive::drive_by},
};

pub(super) const SECOND: Duration = Duration::from_secs(1);
pub(super) const MINUTE: Duration = Duration::from_mins(1);
pub(super) const HOUR: Duration = Duration::from_hours(1);
pub(super) const DAY: Duration = Duration::from_hours(24);

/// What happened, each with the time since the start.
#[derive(Clone, Default)]
pub(super) struct Log(pub(super) Arc<Mutex<Entries>>);

#[derive(Default)]
pub(super) struct Entries {
    pub(super) started: Vec<Duration>,
    pub(super) ended: Vec<Duration>,
    pub(super) missed: Vec<(Duration, Missed)>,
}

impl Log {
    pub(super) fn started(&self) -> Vec<Duration> {
        lock(&self.0).started.clone()
    }

    pub(super) fn missed(&self) -> Vec<(Duration, u64, Why)> {
        let told = &lock(&self.0).missed;
        let told = told.iter();
        told.map(|(at, Missed { count, why })| (*at, *count, *why))
            .collect()
    }
}

/// A driver on its own task, with a wall clock that can be set.
pub(super) struct Driven {
    pub(super) log: Log,
    pub(super) stop: CancellationToken,
    set: Arc<AtomicI64>,
    pub(super) task: JoinHandle<()>,
}

/// Drives a schedule from `wall`; the runs take as long as `lasts` says, one after the other.
pub(super) fn start(
    schedule: Schedule,
    options: Options,
    wall: &str,
    lasts: impl Fn(usize) -> Duration + Send + 'static,
) -> Driven {
    let (begin, wall) = (Instant::now(), wall.parse::<Timestamp>().unwrap());
    let set = Arc::new(AtomicI64::new(0));
    let seconds = Arc::clone(&set);
    let clock = move || {
        let set = SignedDuration::from_secs(seconds.load(Ordering::Relaxed));
        wall + SignedDuration::try_from(begin.elapsed()).unwrap() + set
    };
    let (log, stop) = (Log::default(), CancellationToken::new());
    let (runs, told, token) = (log.clone(), log.clone(), stop.clone());
    let mut count = 0;
    let task = tokio::spawn(async move {
        let run = move || {
            lock(&runs.0).started.push(begin.elapsed());
            let (runs, lasts) = (runs.clone(), lasts(count));
            count += 1;
            async move {
                sleep(lasts).await;
                lock(&runs.0).ended.push(begin.elapsed());
            }
        };
        let missed = move |missed| lock(&told.0).missed.push((begin.elapsed(), missed));
        drive_by(clock, schedule, options, run, missed, &token).await;
    });
    Driven {
        log,
        stop,
        set,
        task,
    }
}

pub(super) const NEW_YEAR: &str = "2026-01-01T00:00:00Z";

impl Driven {
    pub(super) fn every(millis: u64, lasts: Duration) -> Self {
        start(every(millis), Options::default(), NEW_YEAR, move |_| lasts)
    }

    /// A calendar in UTC whose runs take a second.
    pub(super) fn cron(expression: &'static str, wall: &str) -> Self {
        let schedule = cron(expression, "UTC");
        start(schedule, Options::default(), wall, |_| SECOND)
    }

    /// Sets the wall clock forward, or back.
    pub(super) fn set_clock(&self, seconds: i64) {
        self.set.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Ends the driver, and waits until the runs under way have ended.
    pub(super) async fn stopped(self) -> Log {
        self.stop.cancel();
        self.task.await.unwrap();
        self.log
    }

    pub(super) async fn after(self, time: Duration) -> Log {
        sleep(time).await;
        self.stopped().await
    }
}

pub(super) fn secs(seconds: impl IntoIterator<Item = u64>) -> Vec<Duration> {
    seconds.into_iter().map(Duration::from_secs).collect()
}
