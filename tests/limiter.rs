//! Rate limits, tried against a simulated Discord: how often it has to refuse, how much of what it would take is
//! used, who waits how long, and what is remembered. Each scenario prints a line of figures:
//!
//! ```text
//! cargo test -p asyncord-tests --test limiter -- --nocapture
//! ```
//!
//! The time is not real, so all of them take seconds. Ten million webhooks:
//!
//! ```text
//! cargo test -p asyncord-tests --release --test limiter -- --ignored --nocapture
//! ```

use std::{
    ops::Range,
    task::{Context, Poll, Waker},
    time::Duration,
};

use asyncord::rest::limiter::{
    InMemoryRateLimiter as Limiter, Limits, Outcome, RateLimiter, Refusal, Ticket,
};
use asyncord_tests::limits::{
    optimum::Optimum,
    ours::route,
    run::{Report, Task, run},
    server::World,
    worlds::{
        CALLBACK, WEBHOOK, busy_tasks, changing, everything, make_impatient, others_and_lies,
        plain, random_tasks, rush_tasks, shared_and_split, short_tasks, short_windows, task,
        wrong_clock,
    },
};
use tokio::time::Instant;

const SECOND: Duration = Duration::from_secs(1);

/// Three of them, or as many as `LIMITER_SEEDS` says.
fn seeds() -> Range<u64> {
    let number = std::env::var("LIMITER_SEEDS").ok();
    1..number.and_then(|it| it.parse().ok()).unwrap_or(3) + 1
}

/// Runs a workload, prints its figures, and checks what always holds.
async fn try_out(name: &str, world: &World, tasks: &[Task]) -> (Report, Optimum) {
    let limiter = Limiter::default();
    let real = std::time::Instant::now();
    let report = run(&limiter, world, tasks).await;
    assert_eq!(report.done.len(), tasks.len(), "all come to an end");
    // Those that were given up have used nothing.
    let tasks: Vec<_> = report
        .done
        .iter()
        .filter(|done| done.waited.is_some() && !done.task.unsent)
        .map(|done| done.task)
        .collect();
    let optimum = Optimum::of(world, &tasks, Duration::ZERO);
    println!(
        "{name:<28} seed {}: {} requests, refused {} (avoidable {}, global {}), took {:.1} s, optimum {:.1} s ({:+.1} %), worst wait beyond its turn {:.1} s, overtaken {}, buckets {}, real {:.2} s",
        world.seed,
        report.counts.requests,
        report.counts.refused,
        report.counts.avoidable,
        report.counts.refused_by_global,
        report.took.as_secs_f64(),
        optimum.total().as_secs_f64(),
        (report.took.as_secs_f64() / optimum.total().as_secs_f64() - 1.0) * 100.0,
        optimum.worst_wait(&report).as_secs_f64(),
        report.overtaken,
        limiter.buckets(),
        real.elapsed().as_secs_f64(),
    );
    assert_eq!(report.counts.avoidable, 0, "{:?}", report.avoidable);
    assert_eq!(report.overtaken, 0, "first come, first served");
    assert_eq!(limiter.waiting(), 0);
    (report, optimum)
}

/// Whether a workload took hardly longer than it had to: five in a hundred, one way there and back, and what else
/// cannot be avoided.
fn assert_near(report: &Report, optimum: &Optimum, more: Duration) {
    let most = optimum.total().mul_f64(1.05) + Duration::from_millis(80) + more;
    assert!(report.took <= most, "{:?} > {most:?}", report.took);
}

#[tokio::test(start_paused = true)]
async fn a_thousand_routes_within_the_global_limit() {
    for seed in seeds() {
        let world = plain(seed);
        let tasks = random_tasks(&world, 6_000, 100, 60 * SECOND);
        let (report, optimum) = try_out("a thousand routes", &world, &tasks).await;
        assert_eq!(report.counts.refused, 0);
        assert_near(&report, &optimum, Duration::ZERO);
        let worst = optimum.worst_wait(&report);
        assert!(worst < 5 * SECOND, "{worst:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_few_busy_routes_within_their_buckets() {
    for seed in seeds() {
        let world = plain(seed);
        let tasks = busy_tasks();
        let (report, optimum) = try_out("a few busy routes", &world, &tasks).await;
        assert_eq!(report.counts.refused, 0);
        assert_near(&report, &optimum, Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn windows_that_are_shorter_than_the_way_there_and_back() {
    for (seed, clock_noise) in [(1, 5), (2, 5), (3, 300)] {
        let world = short_windows(seed, clock_noise);
        let tasks = short_tasks();
        let (report, _) = try_out("short windows", &world, &tasks).await;
        assert_eq!(report.counts.refused, 0);
        // No window can be known to be over before the answer that tells of it is back.
        let optimum = Optimum::of(&world, &tasks, 2 * Duration::from_millis(135));
        println!(
            "{:<28} of one that has to be told: {:.1} s",
            "",
            optimum.total().as_secs_f64()
        );
        assert!(report.took < optimum.total().mul_f64(1.05) + Duration::from_millis(500));
    }
}

#[tokio::test(start_paused = true)]
async fn operations_that_share_a_bucket_and_operations_that_are_split() {
    for seed in seeds() {
        let world = shared_and_split(seed);
        let tasks = random_tasks(&world, 6_000, 100, 60 * SECOND);
        let (report, optimum) = try_out("shared and split", &world, &tasks).await;
        assert!(report.counts.refused < 5, "{:?}", report.counts);
        // Who may need either of two buckets has to wait for both, also where one would have had room: some windows
        // of three seconds more for the last ones.
        assert_near(&report, &optimum, 9 * SECOND);
        let worst = optimum.worst_wait(&report);
        assert!(worst < 15 * SECOND, "{worst:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn limits_and_names_that_change() {
    for seed in seeds() {
        let world = changing(seed);
        let tasks = random_tasks(&world, 6_000, 40, 100 * SECOND);
        let (report, _) = try_out("limits and names change", &world, &tasks).await;
        assert!(report.counts.refused < 200, "{:?}", report.counts);
    }
}

#[tokio::test(start_paused = true)]
async fn answers_that_are_lost_and_requests_that_are_given_up() {
    for seed in seeds() {
        let mut world = plain(seed);
        world.lost = 30;
        let mut tasks = random_tasks(&world, 6_000, 60, 60 * SECOND);
        make_impatient(&mut tasks, 200, seed);
        let (report, optimum) = try_out("lost and given up", &world, &tasks).await;
        // A place whose answer is lost stays taken until the window is over.
        assert_near(&report, &optimum, 3 * SECOND);
        let worst = optimum.worst_wait(&report);
        assert!(worst < 10 * SECOND, "{worst:?}");
        assert!(report.counts.refused < 60, "{:?}", report.counts);
    }
}

#[tokio::test(start_paused = true)]
async fn limits_that_others_use_up_and_headers_that_are_wrong() {
    for seed in seeds() {
        let world = others_and_lies(seed);
        let tasks = random_tasks(&world, 4_000, 60, 80 * SECOND);
        try_out("used by others, wrong", &world, &tasks).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_wrong_and_jumps() {
    for seed in seeds() {
        let world = wrong_clock(seed);
        let tasks = random_tasks(&world, 6_000, 100, 60 * SECOND);
        let (report, optimum) = try_out("a wrong clock", &world, &tasks).await;
        assert_eq!(report.counts.refused, 0);
        assert_near(&report, &optimum, Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn everything_at_once() {
    for seed in seeds() {
        let world = everything(seed);
        let mut tasks = random_tasks(&world, 4_000, 100, 60 * SECOND);
        make_impatient(&mut tasks, 100, seed);
        try_out("everything at once", &world, &tasks).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_new_resource_of_a_known_operation_needs_no_request_that_goes_alone() {
    let world = plain(1);
    let mut tasks = vec![task(Duration::ZERO, 0, 0)];
    for channel in 1..=5 {
        for _ in 0..5 {
            tasks.push(task(SECOND, 0, channel));
        }
    }
    let (report, _) = try_out("a new channel", &world, &tasks).await;
    assert_eq!(report.counts.refused, 0);
    let longest = report.done.iter().filter_map(|done| done.waited).max();
    assert_eq!(longest, Some(Duration::ZERO));
    assert!(report.took <= SECOND + Duration::from_millis(81));
}

#[tokio::test(start_paused = true)]
async fn answers_to_interactions_wait_for_nothing() {
    let world = plain(1);
    let tasks = rush_tasks(&world);
    let (report, _) = try_out("callbacks in a rush", &world, &tasks).await;
    let waits = |operation| {
        let done = report.done.iter();
        let of = done.filter(move |done| done.task.operation == operation);
        of.filter_map(|done| done.waited).max()
    };
    assert_eq!(report.counts.refused, 0);
    assert_eq!(waits(CALLBACK), Some(Duration::ZERO));
    assert!(waits(0) > Some(50 * SECOND));

    // Nor for a refusal of everything.
    let limiter = Limiter::default();
    let channel = route(0, 1);
    let permit = limiter.acquire(&channel, Ticket::draw()).await.unwrap();
    let mut refusal = Refusal::new(60 * SECOND);
    refusal.global = true;
    permit.complete(Outcome::Refused {
        limits: None,
        refusal,
    });
    let start = Instant::now();
    for number in 0..100 {
        let callback = route(CALLBACK, number);
        drop(limiter.acquire(&callback, Ticket::draw()).await.unwrap());
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    drop(limiter.acquire(&channel, Ticket::draw()).await.unwrap());
    assert!(start.elapsed() >= 60 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_everything_holds_back_those_who_have_waited_for_their_buckets() {
    let limiter = Limiter::default();
    let (busy, other) = (route(0, 1), route(1, 1));
    let answer = |remaining| Outcome::Answered {
        limits: Some(Limits::new("create", 1, remaining, SECOND)),
        learnt: true,
    };
    limiter
        .acquire(&busy, Ticket::draw())
        .await
        .unwrap()
        .complete(answer(0));
    let start = Instant::now();
    let waiting: Vec<_> = (0..5)
        .map(|_| {
            let limiter = limiter.clone();
            tokio::spawn(async move {
                let permit = limiter.acquire(&busy, Ticket::draw()).await.unwrap();
                let went = start.elapsed();
                permit.complete(answer(0));
                went
            })
        })
        .collect();
    let permit = limiter.acquire(&other, Ticket::draw()).await.unwrap();
    tokio::time::sleep(SECOND / 2).await;
    let mut refusal = Refusal::new(10 * SECOND);
    refusal.global = true;
    permit.complete(Outcome::Refused {
        limits: None,
        refusal,
    });
    let mut went = Vec::new();
    for task in waiting {
        went.push(task.await.unwrap());
    }
    assert!(went[0] >= 10 * SECOND + SECOND / 2, "{went:?}");
    assert!(went[0] < 11 * SECOND, "{went:?}");
    assert!(went[4] < 16 * SECOND, "{went:?}");
}

/// Sends one message to each of so many webhooks, side by side, and yields the most buckets that were remembered.
async fn webhooks(number: u64) -> (usize, Limiter) {
    let limiter = Limiter::new(u32::MAX);
    let mut most = 0;
    for token in 0..number {
        let permit = limiter
            .acquire(&route(WEBHOOK, token), Ticket::draw())
            .await
            .unwrap();
        permit.complete(match token % 10 {
            0 => Outcome::Lost,
            _ => Outcome::Answered {
                limits: Some(Limits::new("webhook", 5, 4, 2 * SECOND)),
                learnt: true,
            },
        });
        if token % 1_000 == 999 {
            most = most.max(limiter.buckets());
            // A thousand a second.
            tokio::time::advance(SECOND).await;
        }
    }
    (most, limiter)
}

#[tokio::test(start_paused = true)]
async fn memory_is_flat_over_many_webhooks() {
    let real = std::time::Instant::now();
    let (most, limiter) = webhooks(200_000).await;
    println!(
        "{:<28} 200,000 tokens, 1,000 a second: at most {most} buckets, {} at the end, real {:.2} s",
        "webhooks",
        limiter.buckets(),
        real.elapsed().as_secs_f64(),
    );
    // What is used within two seconds, and what was lost within two minutes.
    assert!(most < 25_000, "{most}");
    // Another resource's requests clear what is left.
    tokio::time::advance(130 * SECOND).await;
    for _ in 0..most {
        drop(limiter.acquire(&route(0, 1), Ticket::draw()).await.unwrap());
    }
    assert!(limiter.buckets() <= 2, "{}", limiter.buckets());
}

#[tokio::test(start_paused = true)]
#[ignore = "minutes unless optimized: cargo test -p asyncord-tests --release --test limiter -- --ignored"]
async fn memory_is_flat_over_ten_million_webhooks() {
    let real = std::time::Instant::now();
    let (most, limiter) = webhooks(10_000_000).await;
    println!(
        "{:<28} 10,000,000 tokens, 1,000 a second: at most {most} buckets, {} at the end, real {:.2} s",
        "webhooks",
        limiter.buckets(),
        real.elapsed().as_secs_f64(),
    );
    assert!(most < 25_000, "{most}");
}

#[test]
fn a_request_that_need_not_wait_costs_two_allocations() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let limiter = Limiter::new(u32::MAX);
        let known = route(0, 1);
        let answer = || Outcome::Answered {
            limits: Some(Limits::new("create", 1_000_000, 999_999, 5 * SECOND)),
            learnt: true,
        };
        for _ in 0..100 {
            let permit = limiter.acquire(&known, Ticket::draw()).await.unwrap();
            permit.complete(answer());
        }
        let answers: Vec<_> = (0..100).map(|_| answer()).collect();
        let allocated = allocation_counter::measure(|| {
            for answer in answers {
                let mut waiting = limiter.acquire(&known, Ticket::draw());
                let mut context = Context::from_waker(Waker::noop());
                let Poll::Ready(permit) = waiting.as_mut().poll(&mut context) else {
                    panic!("it has to wait");
                };
                let permit = permit.unwrap();
                permit.complete(answer);
            }
        });
        let each = allocated.count_total / 100;
        println!(
            "{:<28} {each} allocations, {} bytes",
            "acquire and complete",
            allocated.bytes_total / 100
        );
        // The future, and what the permit calls.
        assert_eq!(each, 2);
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_threads_in_real_time_leave_no_one_behind() {
    let limiter = Limiter::new(u32::MAX);
    let start = std::time::Instant::now();
    let mut tasks = Vec::new();
    for number in 0..4_000_u64 {
        let limiter = limiter.clone();
        tasks.push(tokio::spawn(async move {
            let route = route(usize::try_from(number % 3).unwrap(), number % 7);
            // Some give up, wherever they stand.
            if number % 5 == 0 {
                let patience = Duration::from_micros(number % 3_000);
                let one = async {
                    let permit = limiter.acquire(&route, Ticket::draw()).await.unwrap();
                    tokio::time::sleep(Duration::from_micros(300)).await;
                    drop(permit);
                };
                let _ = tokio::time::timeout(patience, one).await;
                return;
            }
            let permit = limiter.acquire(&route, Ticket::draw()).await.unwrap();
            tokio::task::yield_now().await;
            permit.complete(Outcome::Answered {
                limits: Some(Limits::new(
                    ["create", "list"][usize::try_from(number % 2).unwrap()],
                    20,
                    u32::try_from(number % 20).unwrap(),
                    Duration::from_millis(3),
                )),
                learnt: true,
            });
        }));
    }
    let all = async {
        for task in tasks {
            task.await.unwrap();
        }
    };
    let ended = tokio::time::timeout(60 * SECOND, all).await;
    println!(
        "{:<28} 4,000 requests in {:.2} s",
        "many threads",
        start.elapsed().as_secs_f64()
    );
    assert!(ended.is_ok(), "{} wait", limiter.waiting());
    assert_eq!(limiter.waiting(), 0);
}
