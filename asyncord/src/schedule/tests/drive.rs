use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};
use tokio_util::sync::CancellationToken;

use super::{cron, every};
use crate::{
    lock,
    schedule::{
        Missed, Options, Schedule, drive,
        drive::Why,
        drive::{SIDE_BY_SIDE, drive_by},
    },
};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

const OVERLAP: Options = Options {
    overlap: true,
    at_start: None,
};

/// What happened, each with the time since the start.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Entries>>);

#[derive(Default)]
struct Entries {
    started: Vec<Duration>,
    ended: Vec<Duration>,
    missed: Vec<(Duration, Missed)>,
}

impl Log {
    fn started(&self) -> Vec<Duration> {
        lock(&self.0).started.clone()
    }

    fn missed(&self) -> Vec<(Duration, u64, Why)> {
        let told = &lock(&self.0).missed;
        let told = told.iter();
        told.map(|(at, Missed { count, why })| (*at, *count, *why))
            .collect()
    }
}

/// A driver on its own task, with a wall clock that can be set.
struct Driven {
    log: Log,
    stop: CancellationToken,
    set: Arc<AtomicI64>,
    task: JoinHandle<()>,
}

/// Drives a schedule from `wall`; the runs take as long as `lasts` says, one after the other.
fn start(
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

const NEW_YEAR: &str = "2026-01-01T00:00:00Z";

impl Driven {
    fn every(millis: u64, lasts: Duration) -> Self {
        start(every(millis), Options::default(), NEW_YEAR, move |_| lasts)
    }

    /// A calendar in UTC whose runs take a second.
    fn cron(expression: &'static str, wall: &str) -> Self {
        let schedule = cron(expression, "UTC");
        start(schedule, Options::default(), wall, |_| SECOND)
    }

    /// Sets the wall clock forward, or back.
    fn set_clock(&self, seconds: i64) {
        self.set.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Ends the driver, and waits until the runs under way have ended.
    async fn stopped(self) -> Log {
        self.stop.cancel();
        self.task.await.unwrap();
        self.log
    }

    async fn after(self, time: Duration) -> Log {
        sleep(time).await;
        self.stopped().await
    }
}

fn secs(seconds: impl IntoIterator<Item = u64>) -> Vec<Duration> {
    seconds.into_iter().map(Duration::from_secs).collect()
}

#[tokio::test(start_paused = true)]
async fn an_interval_runs_at_once_and_then_without_drift() {
    let log = Driven::every(5_000, 3 * SECOND).after(22 * SECOND).await;
    assert_eq!(log.started(), secs([0, 5, 10, 15, 20]));
    assert_eq!(log.missed(), []);
}

#[tokio::test(start_paused = true)]
async fn the_first_run_can_wait_for_its_interval_and_a_calendar_can_begin_with_one() {
    let at_start = |at_start| Options {
        overlap: false,
        at_start: Some(at_start),
    };
    let later = start(every(5_000), at_start(false), NEW_YEAR, |_| SECOND);
    assert_eq!(later.after(11 * SECOND).await.started(), secs([5, 10]));

    let hourly = cron("@hourly", "UTC");
    let now = start(hourly, at_start(true), "2026-01-01T11:59:00Z", |_| SECOND);
    assert_eq!(now.after(2 * MINUTE).await.started(), secs([0, 60]));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_takes_too_long_makes_others_missed_and_is_told_at_its_end() {
    let log = Driven::every(5_000, 12 * SECOND).after(28 * SECOND).await;
    assert_eq!(log.started(), secs([0, 15]));
    // The third was under way when it stopped: what was due at 20 and 25 is told then.
    assert_eq!(
        log.missed(),
        [(12 * SECOND, 2, Why::Busy), (27 * SECOND, 2, Why::Busy),]
    );
}

#[tokio::test(start_paused = true)]
async fn a_run_that_ends_when_the_next_is_due_does_not_miss_it() {
    let log = Driven::every(5_000, 5 * SECOND).after(12 * SECOND).await;
    assert_eq!(log.started(), secs([0, 5, 10]));
    assert_eq!(log.missed(), []);
}

#[tokio::test(start_paused = true)]
async fn a_run_that_never_ends_is_told_every_hour_and_at_the_end() {
    let driven = Driven::every(600_000, 1000 * HOUR);
    sleep(2 * HOUR + HOUR / 2).await;
    driven.stop.cancel();
    sleep(SECOND).await;
    let missed = driven.log.missed();
    let counts: Vec<_> = missed.iter().map(|(_, count, _)| *count).collect();
    // Every ten minutes; what is due at the moment of telling belongs to the next hour.
    assert_eq!(counts, [5, 6, 3]);
    assert!(!driven.task.is_finished(), "the run is waited for");
}

#[tokio::test(start_paused = true)]
async fn overlapping_runs_start_side_by_side_up_to_their_bound() {
    let schedule = start(every(1_000), OVERLAP, NEW_YEAR, |_| {
        20 * SECOND + SECOND / 2
    });
    let log = schedule.after(22 * SECOND + SECOND / 4).await;
    // 16 at once; the first ends at 20.5 s, so 16 to 20 are missed and 21 has its place again.
    assert_eq!(log.started(), secs((0..16).chain([21, 22])));
    assert_eq!(log.missed(), [(20 * SECOND + SECOND / 2, 5, Why::Busy)]);
    assert_eq!(SIDE_BY_SIDE, 16, "the documentation says so");
}

#[tokio::test(start_paused = true)]
async fn stopping_ends_the_waiting_at_once_and_waits_for_the_run() {
    let idle = Driven::cron("0 9 * * *", NEW_YEAR);
    sleep(SECOND).await;
    let begin = Instant::now();
    idle.stopped().await;
    assert_eq!(begin.elapsed(), Duration::ZERO);

    let busy = Driven::every(60_000, 10 * SECOND);
    sleep(SECOND).await;
    let log = busy.stopped().await;
    assert_eq!(lock(&log.0).ended, secs([10]));
}

#[tokio::test(start_paused = true)]
async fn a_driver_that_was_stopped_before_runs_nothing() {
    let driven = Driven::every(5_000, SECOND);
    driven.stop.cancel();
    assert_eq!(driven.stopped().await.started(), []);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_driver_drops_the_run_under_way() {
    let driven = Driven::every(60_000, 10 * SECOND);
    sleep(SECOND).await;
    driven.task.abort();
    sleep(MINUTE).await;
    assert_eq!(driven.log.started(), secs([0]));
    assert_eq!(lock(&driven.log.0).ended, []);
}

#[tokio::test(start_paused = true)]
async fn a_calendar_runs_at_its_times() {
    let log = Driven::cron("0 9 * * *", "2026-01-01T08:00:00Z")
        .after(25 * HOUR + SECOND)
        .await;
    assert_eq!(log.started(), [HOUR, HOUR + DAY]);
    assert_eq!(log.missed(), []);
}

#[tokio::test(start_paused = true)]
async fn a_calendar_goes_by_its_time_zone_through_the_change_of_the_clock() {
    // 02:30 does not exist on the 29th: the gap ends at 01:00 UTC.
    let schedule = cron("30 2 * * *", "Europe/Paris");
    let driven = start(schedule, Options::default(), "2026-03-28T01:00:00Z", |_| {
        SECOND
    });
    let log = driven.after(2 * DAY + HOUR).await;
    let half = HOUR / 2;
    assert_eq!(log.started(), [half, DAY, DAY + 23 * HOUR + half]);
}

#[tokio::test(start_paused = true)]
async fn what_a_sleeping_machine_missed_is_told_and_not_made_up_for() {
    let driven = Driven::cron("0 * * * *", "2026-01-01T08:30:00Z");
    sleep(10 * SECOND).await;
    driven.set_clock(3 * 60 * 60); // it is 11:30 now
    let log = driven.after(HOUR).await;
    assert_eq!(log.started(), [HOUR / 2]);
    assert_eq!(log.missed(), [(30 * SECOND, 3, Why::Late)]);
}

#[tokio::test(start_paused = true)]
async fn a_clock_set_forward_a_little_makes_a_run_late_and_not_missed() {
    let driven = Driven::cron("0 9 * * *", "2026-01-01T08:59:05Z");
    sleep(SECOND).await;
    driven.set_clock(58);
    let log = driven.after(MINUTE).await;
    assert_eq!(log.started(), secs([30]));
    assert_eq!(log.missed(), []);
}

#[tokio::test(start_paused = true)]
async fn a_clock_set_back_does_not_run_the_same_time_again() {
    let driven = Driven::cron("0 9 * * *", "2026-01-01T08:59:00Z");
    sleep(2 * MINUTE).await;
    driven.set_clock(-2 * 60 * 60);
    let log = driven.after(4 * HOUR).await;
    assert_eq!(log.started(), [MINUTE]);
    assert_eq!(log.missed(), []);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_was_wrong_by_a_year_does_not_silence_the_task() {
    let driven = Driven::cron("0 9 * * *", "2027-01-01T08:59:00Z");
    sleep(2 * MINUTE).await;
    driven.set_clock(-365 * 24 * 60 * 60);
    let log = driven.after(DAY).await;
    assert_eq!(log.started(), [MINUTE, MINUTE + DAY]);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_was_years_behind_is_not_counted_to_the_end() {
    let driven = Driven::cron("* * * * *", "1970-01-01T00:00:30Z");
    sleep(SECOND).await;
    driven.set_clock(50 * 365 * 24 * 60 * 60);
    let log = driven.after(2 * MINUTE).await;
    assert_eq!(log.missed(), [(30 * SECOND, 10_000, Why::Late)]);
    assert_eq!(log.started(), secs([90]));
}

#[tokio::test(start_paused = true)]
async fn setting_the_clock_does_not_touch_an_interval() {
    let driven = Driven::every(60_000, SECOND);
    sleep(SECOND).await;
    driven.set_clock(-500_000);
    sleep(MINUTE).await;
    driven.set_clock(2_000_000);
    let log = driven.after(MINUTE).await;
    assert_eq!(log.started(), secs([0, 60, 120]));
    assert_eq!(log.missed(), []);
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_a_run_is_the_drivers() {
    let stop = CancellationToken::new();
    let run = || async { panic!("a bug in the wrapper") };
    let driver = drive(every(1_000), Options::default(), run, |_| {}, &stop);
    let outcome = AssertUnwindSafe(driver).catch_unwind().await;
    assert_eq!(
        outcome.unwrap_err().downcast_ref(),
        Some(&"a bug in the wrapper")
    );
}

#[tokio::test(start_paused = true)]
async fn the_system_clock_drives_as_well() {
    let runs = Arc::new(AtomicUsize::new(0));
    let (counted, stop) = (Arc::clone(&runs), CancellationToken::new());
    let token = stop.clone();
    let task = tokio::spawn(async move {
        let run = || {
            let counted = Arc::clone(&counted);
            async move {
                counted.fetch_add(1, Ordering::Relaxed);
            }
        };
        drive(every(250), Options::default(), run, |_| {}, &token).await;
    });
    sleep(Duration::from_millis(999)).await;
    stop.cancel();
    task.await.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 4);
}

#[test]
fn missed_runs_are_told_in_words() {
    let told = |count, why| Missed { count, why }.to_string();
    assert_eq!(
        told(1, Why::Busy),
        "1 run was missed: the one before had not ended"
    );
    assert_eq!(
        told(3, Why::Late),
        "3 runs were missed: the machine slept, its clock was set forward, or the program stood still"
    );
}

/// What must have happened, told slowly: goes through the due instants and gives each its place.
fn expected(due: &[u64], lasts: &[u64], places: usize) -> (Vec<u64>, u64) {
    let (mut started, mut missed, mut under_way) = (Vec::new(), 0, Vec::<u64>::new());
    for &instant in due {
        under_way.retain(|end| *end > instant);
        if under_way.len() < places {
            under_way.push(instant + lasts[started.len() % lasts.len()]);
            started.push(instant);
        } else {
            missed += 1;
        }
    }
    (started, missed)
}

#[tokio::test(start_paused = true)]
async fn every_due_instant_is_run_or_told_to_be_missed_and_once() {
    let mut random = fastrand::Rng::with_seed(23);
    let (mut all_started, mut all_missed) = (0, 0);
    for case in 0..300 {
        let overlap = random.bool();
        let calendar = random.bool();
        let step = if calendar {
            60_000 * random.choice([1, 5, 7, 30]).unwrap()
        } else {
            random.u64(1..100_000)
        };
        // Runs that are short, long, and exactly as long as the distance of two.
        let longest = step * if overlap { 40 } else { 6 };
        let lasts: Vec<u64> = (0..random.usize(1..8))
            .map(|_| match random.u8(0..4) {
                0 => step * random.u64(1..4),
                1 => random.u64(0..=step),
                _ => random.u64(0..longest),
            })
            .collect();
        let total = step * random.u64(5..60) + random.u64(1..step.max(2));

        let (schedule, due): (_, Vec<u64>) = if calendar {
            let minutes = step / 60_000;
            let expression: &'static str = format!("*/{minutes} * * * *").leak();
            // In a list of minutes every hour starts anew.
            let due = (1..=total / 60_000).filter(|minute| minute % 60 % minutes == 0);
            (
                cron(expression, "UTC"),
                due.map(|minute| minute * 60_000).collect(),
            )
        } else {
            let due = (0..=total / step).map(|index| index * step);
            (every(step), due.collect())
        };
        // What is due at the very moment of the end is neither.
        let due: Vec<u64> = due.into_iter().filter(|instant| *instant < total).collect();
        let places = if overlap { SIDE_BY_SIDE } else { 1 };
        let (started, missed) = expected(&due, &lasts, places);

        let options = Options {
            overlap,
            at_start: None,
        };
        let durations = lasts.clone();
        let driven = start(schedule, options, NEW_YEAR, move |count| {
            Duration::from_millis(durations[count % durations.len()])
        });
        let log = driven.after(Duration::from_millis(total)).await;

        let shown = format!("case {case}: step {step}, runs of {lasts:?}, {options:?}");
        let ran: Vec<u64> = log
            .started()
            .iter()
            .map(|at| u64::try_from(at.as_millis()).unwrap())
            .collect();
        assert_eq!(ran, started, "{shown}");
        let told: u64 = log.missed().iter().map(|(_, count, _)| *count).sum();
        assert_eq!(told, missed, "{shown}");
        assert!(log.missed().iter().all(|(.., why)| *why == Why::Busy));
        all_started += started.len();
        all_missed += missed;
    }
    assert!(all_started > 2_000 && all_missed > 1_000);
}
