use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::{
    cron, every,
    kit::{Driven, HOUR, MINUTE, NEW_YEAR, SECOND, secs, start},
};
use crate::{
    lock,
    schedule::{Missed, Options, Why, drive, drive::SIDE_BY_SIDE},
};

const OVERLAP: Options = Options {
    overlap: true,
    at_start: None,
};

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
