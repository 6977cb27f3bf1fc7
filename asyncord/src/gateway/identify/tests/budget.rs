//! The day's sessions: counted, refused, refilled, told by Discord, kept over restarts.

use super::*;

async fn identify(queue: &Queue, times: u32) {
    for _ in 0..times {
        queue.acquire(shard(0)).await.unwrap().identified();
    }
}

#[tokio::test(start_paused = true)]
async fn each_identify_counts_until_the_reserve() {
    let queue = queue(1).reserve(10);
    queue.update(limit(13, 3 * 3_600 * SECOND, 1));
    assert_eq!(queue.budget().remaining, 13);
    assert!(queue.check(3).is_ok());

    let error = queue.check(4).unwrap_err();
    assert_eq!((error.wanted(), error.remaining()), (4, 13));

    identify(&queue, 3).await;
    let error = refused(&queue).await;
    assert_eq!((error.remaining(), error.total()), (10, TOTAL));
    assert_eq!(error.retry_after(), queue.budget().reset_after);
    assert_eq!(
        error.retry_at(),
        clock().checked_add(error.retry_after()).unwrap()
    );
}

#[test]
fn a_refusal_says_what_happened_and_what_to_do() {
    let budget = IdentifyBudget::new(limit(100, 12_000 * SECOND, 1), 100);
    let text = IdentifyRefused::at(&budget, 1, clock()).to_string();
    assert_eq!(
        text,
        "1 session with Discord cannot be started: 100 of the day's 1000 are left, and 100 are kept in reserve; they \
         are counted anew at 2027-01-15T11:20:00Z (in 3h 20m). Each start of a shard that does not resume takes one, \
         and Discord resets the token of a bot that takes too many: find out what restarts so often, or use the \
         reserve by a lower `InMemoryIdentifyQueue::reserve` once that is mended"
    );

    let budget = IdentifyBudget::new(limit(TOTAL, Duration::ZERO, 1), TOTAL);
    let text = format!("{:?}", IdentifyRefused::at(&budget, 2, clock()));
    assert!(text.starts_with("2 sessions"), "{text}");
    assert!(
        text.ends_with("keep fewer with `InMemoryIdentifyQueue::reserve`"),
        "{text}"
    );
}

#[test]
fn the_usual_reserve_is_a_tenth_but_not_more_than_a_hundred() {
    for (total, reserve) in [(0, 0), (5, 0), (50, 5), (1_000, 100), (20_000, 100)] {
        assert_eq!(IdentifyBudget::default_reserve(total), reserve);
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_refused_before_discord_told() {
    let queue = Queue::new();
    identify(&queue, 5).await;
    assert!(queue.check(u32::MAX).is_ok());
    assert_eq!(queue.budget().total, 0);

    // What was started before is not forgotten.
    queue.update(limit(TOTAL, DAY, 1));
    assert_eq!(queue.budget().remaining, TOTAL - 5);
}

#[tokio::test(start_paused = true)]
async fn it_refills_when_the_day_is_over() {
    let queue = queue(1).reserve(0);
    queue.update(limit(1, 3_600 * SECOND, 1));
    identify(&queue, 1).await;
    let error = refused(&queue).await;
    sleep(error.retry_after()).await;
    assert_eq!(queue.budget().remaining, TOTAL);
    identify(&queue, 2).await;
    assert_eq!(queue.budget().remaining, TOTAL - 2);
    assert!(
        queue.budget().reset_after > 23 * 3_600 * SECOND,
        "a day from the first one"
    );
}

#[tokio::test(start_paused = true)]
async fn the_lower_figure_of_one_day_counts() {
    let queue = queue(1);
    queue.update(limit(500, 3_600 * SECOND, 1));
    identify(&queue, 2).await;
    // Discord has not noticed yet.
    queue.update(limit(500, 3_600 * SECOND, 1));
    assert_eq!(queue.budget().remaining, 498);
    // Another process identified too.
    queue.update(limit(400, 3_570 * SECOND, 1));
    assert_eq!(queue.budget().remaining, 400);
    // Another day, or a guess that was wrong.
    queue.update(limit(900, 7_200 * SECOND, 1));
    assert_eq!(queue.budget().remaining, 900);
    queue.update(limit(10, Duration::ZERO, 1));
    assert_eq!(queue.budget().remaining, TOTAL, "that day is over");
}

#[tokio::test(start_paused = true)]
async fn the_last_session_goes_to_one_and_to_the_next_if_it_is_not_used() {
    let queue = queue(16).reserve(10);
    queue.update(limit(11, 3_600 * SECOND, 16));
    let last = now(&queue, 0).await.unwrap();
    let (one, other) = (wait(&queue, 1), wait(&queue, 2));
    sleep(SECOND).await;
    assert!(!one.is_finished(), "it may get one still");

    drop(last);
    let last = one.await.unwrap().unwrap();
    sleep(SECOND).await;
    last.identified();
    assert!(other.await.unwrap().is_err(), "there is none any more");
}

#[tokio::test(start_paused = true)]
async fn all_who_wait_are_refused_when_discord_says_that_nothing_is_left() {
    let queue = queue(1);
    let _held = now(&queue, 0).await.unwrap();
    let waiting: Vec<_> = (1..20).map(|number| wait(&queue, number)).collect();
    sleep(SECOND).await;
    queue.update(limit(50, 3_600 * SECOND, 1));
    for turn in waiting {
        assert!(timeout(SECOND, turn).await.unwrap().unwrap().is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn the_count_survives_restarts() {
    let mut kept = IdentifyCount::default();
    for run in 1..=5 {
        let queue = Queue::with_clock(clock);
        queue.restore(kept);
        identify(&queue, 3).await;
        kept = queue.count();
        assert_eq!(kept.used, 3 * run);
        let ends = clock().unix_seconds() + 86_400;
        // It ends a day after the first one; each run rounds up by a second.
        assert!((ends - 3_600 * i64::from(run - 1)..=ends + 5).contains(&kept.window_ends));
        CLOCK.set(CLOCK.get() + 3_600);
    }
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<IdentifyCount>(&json).unwrap(), kept);

    // Discord counts slower than we do.
    let queue = Queue::with_clock(clock);
    queue.restore(kept);
    let left = kept.window_ends - CLOCK.get();
    let left = Duration::from_secs(left.try_into().unwrap());
    queue.update(limit(990, left, 1));
    assert_eq!(queue.budget().remaining, TOTAL - 15);

    // The day is over.
    CLOCK.set(kept.window_ends);
    let queue = Queue::with_clock(clock);
    queue.restore(kept);
    assert_eq!(queue.count(), IdentifyCount::default());
    assert_eq!(queue.budget().reset_after, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_count_of_a_wrong_clock_lasts_a_day_at_most() {
    let queue = Queue::with_clock(clock);
    queue.restore(IdentifyCount::new(7, clock().unix_seconds() + 10 * 86_400));
    assert_eq!(queue.budget().reset_after, DAY);
    queue.restore(IdentifyCount::new(7, i64::MAX));
    assert_eq!(queue.count().used, 7);
}

#[tokio::test(start_paused = true)]
async fn a_day_begins_with_its_first_session() {
    let queue = queue(1);
    sleep(5 * 3_600 * SECOND).await;
    identify(&queue, 1).await;
    assert_eq!(queue.budget().reset_after, DAY);
}

#[tokio::test(start_paused = true)]
async fn figures_beyond_reason_are_no_panic() {
    let queue = Queue::new();
    queue.update(SessionStartLimit {
        total: u32::MAX,
        remaining: u32::MAX,
        reset_after: u64::MAX,
        max_concurrency: u32::MAX,
    });
    assert!(queue.check(u32::MAX - 100).is_ok());
    identify(&queue, 1).await;
    queue.update(SessionStartLimit {
        total: 1,
        remaining: 2,
        reset_after: 0,
        max_concurrency: 0,
    });
    identify(&queue, 1).await;
}
