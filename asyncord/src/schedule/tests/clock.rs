use tokio::time::{advance, sleep};

use super::{
    cron,
    kit::{DAY, Driven, HOUR, MINUTE, SECOND, secs, start},
};
use crate::schedule::{Options, Why};

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
async fn of_several_that_are_late_only_the_last_runs() {
    let driven = Driven::cron("* * * * *", "2026-01-01T08:00:05Z");
    sleep(SECOND).await;
    driven.set_clock(3 * 60); // noticed at 08:03:35
    let log = driven.after(MINUTE).await;
    assert_eq!(log.started(), secs([30, 55]));
    assert_eq!(log.missed(), [(30 * SECOND, 2, Why::Late)]);

    let driven = Driven::every(5_000, SECOND);
    sleep(2 * SECOND).await;
    advance(11 * SECOND).await; // the program stood still
    let log = driven.after(3 * SECOND).await;
    assert_eq!(log.started(), secs([0, 13, 15]));
    assert_eq!(log.missed(), [(13 * SECOND, 1, Why::Late)]);
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
