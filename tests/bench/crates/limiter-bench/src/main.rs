//! asyncord's limiter beside twilight's, on the same workloads: prints tables. No sockets, and simulated time.

mod alloc;
// The tests use more of it.
#[allow(dead_code)]
mod limits;
mod twilight;

use std::{future::Future, time::Duration};

use asyncord::rest::limiter::InMemoryRateLimiter;
use limits::{
    optimum::Optimum,
    run::{Subject, Task, run},
    server::{Headers, Reply, World},
    worlds::{
        CALLBACK, WEBHOOK, busy_tasks, changing, everything, make_impatient, others_and_lies, plain, random_tasks,
        rush_tasks, shared_and_split, short_tasks, short_windows, task, wrong_clock,
    },
};
use tokio::time::{advance, timeout};
use twilight::Twilight;

const SECOND: Duration = Duration::from_secs(1);
const SEED: u64 = 1;

fn main() {
    // twilight's memory grows: it is asked for as many as the first argument says.
    let few: u64 = std::env::args()
        .nth(1)
        .map_or(2_000_000, |it| it.parse().expect("a number"));
    workloads();
    println!();
    println!("| what | asyncord | twilight |\n|---|---|---|");
    row("requests of one bucket in flight, where 4 remain", async |it| {
        in_flight(&it).await.to_string()
    });
    row("callbacks let go before any is answered, of 100", async |it| {
        callbacks(&it).await.to_string()
    });
    row(
        "allocations for a request that need not wait, its route included",
        async |it| format!("{:.1}", steady(&it, 20_000).await.allocations),
    );
    row("time for such a request", async |it| {
        format!("{:.0} ns", steady(&it, 200_000).await.nanoseconds)
    });
    row("memory after 200,000 webhook tokens, 1,000 a second", async |it| {
        let before = alloc::live();
        webhooks(&it, 200_000).await;
        mebibytes(before)
    });
    row(
        "the same, 13 hours and 100,000 requests of one channel later",
        async |it| {
            let before = alloc::live();
            webhooks(&it, 200_000).await;
            advance(SECOND * 60 * 60 * 13).await;
            steady(&it, 100_000).await;
            mebibytes(before)
        },
    );
    row(
        "allocations for a request with those tokens behind, 50 a second",
        async |it| {
            webhooks(&it, 200_000).await;
            advance(SECOND * 60 * 60 * 13).await;
            format!("{:.1}", slowly(&it, 1_000).await)
        },
    );
    row(
        &format!("memory after 10,000,000 webhook tokens (twilight: {few})"),
        async move |it| {
            let number = match it {
                Either::Ours(_) => 10_000_000,
                Either::Twilight(_) => few,
            };
            let before = alloc::live();
            webhooks(&it, number).await;
            mebibytes(before)
        },
    );
}

#[derive(Clone, Copy)]
enum Which {
    Ours,
    Twilight,
}

/// Either of them.
#[derive(Clone)]
enum Either {
    Ours(InMemoryRateLimiter),
    Twilight(Twilight),
}

enum EitherPermit {
    Ours(<InMemoryRateLimiter as Subject>::Permit),
    Twilight(<Twilight as Subject>::Permit),
}

impl Subject for Either {
    type Ticket = <InMemoryRateLimiter as Subject>::Ticket;
    type Permit = EitherPermit;

    fn ticket(&self) -> Self::Ticket {
        asyncord::rest::limiter::Ticket::draw()
    }

    async fn acquire(&self, task: &Task, ticket: Self::Ticket) -> EitherPermit {
        match self {
            Self::Ours(limiter) => EitherPermit::Ours(Subject::acquire(limiter, task, ticket).await),
            Self::Twilight(limiter) => EitherPermit::Twilight(limiter.acquire(task, 0).await),
        }
    }

    fn send(&self, permit: &mut EitherPermit) {
        if let (Self::Ours(limiter), EitherPermit::Ours(permit)) = (self, permit) {
            limiter.send(permit);
        }
    }

    fn complete(&self, permit: EitherPermit, reply: Option<Reply>) {
        match (self, permit) {
            (Self::Ours(limiter), EitherPermit::Ours(permit)) => limiter.complete(permit, reply),
            (Self::Twilight(limiter), EitherPermit::Twilight(permit)) => {
                limiter.complete(permit, reply);
            }
            _ => {}
        }
    }
}

/// Without a global limit that could be met, where `per_second` is `None`.
fn limiter(which: Which, per_second: Option<u16>) -> Either {
    match (which, per_second) {
        (Which::Ours, None) => Either::Ours(InMemoryRateLimiter::new(u32::MAX)),
        (Which::Ours, Some(number)) => Either::Ours(InMemoryRateLimiter::new(number.into())),
        (Which::Twilight, number) => Either::Twilight(Twilight::new(number.unwrap_or(u16::MAX))),
    }
}

/// Measures both, each in a thread of its own: one that panics is one figure less.
fn row<F: Future<Output = String>>(what: &str, measure: impl FnOnce(Either) -> F + Send + Clone + 'static) {
    let on = |which| {
        let measure = measure.clone();
        let run = move || block_on(async move { measure(limiter(which, None)).await });
        std::thread::spawn(run).join().unwrap_or_else(|_| "panicked".into())
    };
    println!("| {what} | {} | {} |", on(Which::Ours), on(Which::Twilight));
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(future)
}

/// What is in use now and was not before.
fn mebibytes(before: u64) -> String {
    let bytes = alloc::live().saturating_sub(before);
    format!("{:.1} MiB", bytes as f64 / 1_048_576.0)
}

fn workloads() {
    println!(
        "| workload | limiter | requests | 429s | avoidable | by the global limit | time | optimum | longest wait beyond | overtaken |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let minute = 60 * SECOND;
    let usual = |world: &World| random_tasks(world, 6_000, 100, minute);
    let world = plain(SEED);
    compare("1,000 routes, 6,000 requests in a minute", &world, usual(&world));
    compare("8 busy channels", &world, busy_tasks());
    compare("3,000 callbacks in a rush", &world, rush_tasks(&world));
    let world = short_windows(SEED, 5);
    compare("windows of 250 ms, ways of 20 to 250 ms", &world, short_tasks());
    let world = shared_and_split(SEED);
    compare("shared and split buckets", &world, usual(&world));
    let world = changing(SEED);
    compare(
        "limits and names change",
        &world,
        random_tasks(&world, 6_000, 40, 100 * SECOND),
    );
    let mut world = plain(SEED);
    world.lost = 30;
    let mut tasks = random_tasks(&world, 6_000, 60, minute);
    make_impatient(&mut tasks, 200, SEED);
    compare("answers lost, requests given up", &world, tasks);
    let world = others_and_lies(SEED);
    compare(
        "others use limits, headers wrong",
        &world,
        random_tasks(&world, 4_000, 60, 80 * SECOND),
    );
    let world = wrong_clock(SEED);
    compare("the server's clock jumps", &world, usual(&world));
    let world = everything(SEED);
    let mut tasks = random_tasks(&world, 4_000, 100, minute);
    make_impatient(&mut tasks, 100, SEED);
    compare("everything at once", &world, tasks);
}

fn compare(name: &str, world: &World, tasks: Vec<Task>) {
    let optimum = Optimum::of(world, &tasks, Duration::ZERO);
    let best = optimum.total().as_secs_f64();
    for (label, which) in [("asyncord", Which::Ours), ("twilight", Which::Twilight)] {
        let (world, tasks) = (world.clone(), tasks.clone());
        let report =
            std::thread::spawn(move || block_on(async move { run(&limiter(which, Some(50)), &world, &tasks).await }));
        let Ok(report) = report.join() else {
            println!("| {name} | {label} | does not end | | | | | {best:.1} s | | |");
            continue;
        };
        let counts = report.counts;
        println!(
            "| {name} | {label} | {} | {} | {} | {} | {:.1} s | {best:.1} s | {:.1} s | {} |",
            counts.requests,
            counts.refused,
            counts.avoidable,
            counts.refused_by_global,
            report.took.as_secs_f64(),
            optimum.worst_wait(&report).as_secs_f64(),
            report.overtaken,
        );
    }
}

fn answer(bucket: &str, limit: u32, remaining: u32, reset_after: Duration) -> Option<Reply> {
    Some(Reply::of(Headers {
        bucket: bucket.into(),
        limit,
        remaining,
        reset_after,
        reset: 1_600_000_000_000,
    }))
}

/// How many requests of a bucket go before any is answered, where an answer has told of four that remain.
async fn in_flight(subject: &Either) -> usize {
    let task = task(Duration::ZERO, 0, 1);
    let permit = subject.acquire(&task, subject.ticket()).await;
    subject.complete(permit, answer("create", 5, 4, 5 * SECOND));
    let mut held = Vec::new();
    while held.len() < 10 {
        match timeout(SECOND, subject.acquire(&task, subject.ticket())).await {
            Ok(permit) => held.push(permit),
            Err(_) => break,
        }
    }
    held.len()
}

/// How many of a hundred answers to interactions go before any is answered.
async fn callbacks(subject: &Either) -> usize {
    let mut held = Vec::new();
    for number in 0..100 {
        let task = task(Duration::ZERO, CALLBACK, number);
        if let Ok(permit) = timeout(SECOND / 10, subject.acquire(&task, subject.ticket())).await {
            held.push(permit);
        }
    }
    held.len()
}

struct Steady {
    allocations: f64,
    nanoseconds: f64,
}

/// One request after the other in a bucket that has room.
async fn steady(subject: &Either, number: u32) -> Steady {
    let task = task(Duration::ZERO, 0, 1);
    let answers = |number| -> Vec<_> {
        (0..number)
            .map(|_| answer("create", 65_000, 64_999, 5 * SECOND))
            .collect()
    };
    for reply in answers(1_000) {
        let permit = subject.acquire(&task, subject.ticket()).await;
        subject.complete(permit, reply);
    }
    let answers = answers(number);
    let (allocations, start) = (alloc::count(), std::time::Instant::now());
    for reply in answers {
        let permit = subject.acquire(&task, subject.ticket()).await;
        subject.complete(permit, reply);
    }
    Steady {
        allocations: (alloc::count() - allocations) as f64 / f64::from(number),
        nanoseconds: start.elapsed().as_nanos() as f64 / f64::from(number),
    }
}

/// Fifty requests a second, and the allocations for each.
async fn slowly(subject: &Either, number: u32) -> f64 {
    let task = task(Duration::ZERO, 0, 1);
    let allocations = alloc::count();
    for _ in 0..number {
        let permit = subject.acquire(&task, subject.ticket()).await;
        subject.complete(permit, answer("create", 65_000, 64_999, 5 * SECOND));
        advance(SECOND / 50).await;
    }
    (alloc::count() - allocations) as f64 / f64::from(number)
}

/// One message to each of so many webhooks; every tenth answer is lost.
async fn webhooks(subject: &Either, number: u64) {
    for token in 0..number {
        let task = task(Duration::ZERO, WEBHOOK, token);
        let mut permit = subject.acquire(&task, subject.ticket()).await;
        subject.send(&mut permit);
        let reply = answer("webhook", 5, 4, 2 * SECOND).filter(|_| token % 10 != 0);
        subject.complete(permit, reply);
        if token % 1_000 == 999 {
            advance(SECOND).await;
        }
    }
}
