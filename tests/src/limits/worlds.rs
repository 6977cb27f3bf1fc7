//! Worlds and workloads.

use std::time::Duration;

use super::{
    run::Task,
    server::{BucketSpec, Change, World},
};

/// How many operations there are on channels; they are the first ones.
pub const CHANNEL_OPERATIONS: usize = 10;
/// A webhook's message: each webhook is a resource of its own.
pub const WEBHOOK: usize = 10;
/// The answer to an interaction: each interaction is a resource of its own.
pub const CALLBACK: usize = 11;

const SECOND: Duration = Duration::from_secs(1);

/// A world in which nothing goes wrong: each operation has a bucket of its own.
pub fn plain(seed: u64) -> World {
    let buckets: [(&str, u32, u32); 12] = [
        ("create", 5, 5),
        ("list", 10, 3),
        ("update", 5, 5),
        ("delete", 5, 2),
        ("bulk", 1, 3),
        ("channel", 10, 15),
        ("get", 10, 5),
        ("typing", 5, 5),
        ("reaction", 4, 2),
        ("get-message", 30, 10),
        ("webhook", 5, 2),
        ("callback", 5, 2),
    ];
    World {
        buckets: buckets
            .iter()
            .map(|(name, limit, seconds)| BucketSpec::new(name, *limit, SECOND * *seconds))
            .collect(),
        operations: (0..buckets.len()).map(|bucket| vec![bucket]).collect(),
        exempt: [CALLBACK].into(),
        global_per_second: 50,
        changes: Vec::new(),
        clock_noise: 0,
        latency: (10, 40),
        lost: 0,
        seed,
    }
}

/// Windows that are shorter than the way there and back.
pub fn short_windows(seed: u64, clock_noise: i64) -> World {
    let mut world = plain(seed);
    world.latency = (20, 250);
    world.clock_noise = clock_noise;
    world.buckets[8] = BucketSpec::new("reaction", 1, SECOND / 4);
    world.buckets[0] = BucketSpec::new("create", 5, SECOND / 4);
    world
}

/// Three operations in one bucket, one in two of its own, two in one of their own and in another's.
pub fn shared_and_split(seed: u64) -> World {
    let mut world = plain(seed);
    world.operations[1] = vec![0];
    world.operations[2] = vec![0];
    world.operations[3] = vec![3, 4];
    world.operations[5] = vec![5, 6];
    world.operations[7] = vec![7, 8];
    world
}

/// Limits go up and down, and buckets get other names.
pub fn changing(seed: u64) -> World {
    let mut world = plain(seed);
    for bucket in 0..CHANNEL_OPERATIONS {
        let at = |seconds| SECOND * (seconds + u32::try_from(bucket).unwrap_or_default());
        world.changes.extend([
            (at(5), Change::Limit(bucket, 10)),
            (at(20), Change::Limit(bucket, 2)),
            (
                at(35),
                Change::Name(bucket, format!("renamed-{bucket}").into()),
            ),
            (at(50), Change::Limit(bucket, 5)),
        ]);
    }
    world
}

/// Others use limits up, and headers are wrong.
pub fn others_and_lies(seed: u64) -> World {
    let mut world = plain(seed);
    world.buckets[0].used_by_others = 30;
    world.buckets[5].used_by_others = 30;
    world.buckets[3].lies = true;
    world
}

/// A clock that is wrong and jumps.
pub fn wrong_clock(seed: u64) -> World {
    let mut world = plain(seed);
    world.clock_noise = 2_000;
    for (second, by) in [(10, -3_600_000), (30, 7_200_000), (50, -10_000_000)] {
        world.changes.push((SECOND * second, Change::Clock(by)));
    }
    world
}

/// All of it.
pub fn everything(seed: u64) -> World {
    let mut world = changing(seed);
    world.latency = (20, 60);
    world.lost = 10;
    world.clock_noise = 50;
    world.operations[2] = vec![0];
    world.operations[3] = vec![3, 4];
    world.buckets[1].used_by_others = 10;
    world.changes.push((SECOND * 41, Change::Clock(-5_000)));
    world
}

/// Ten messages a second to each of eight channels, for a quarter of a minute: more than their buckets take.
pub fn busy_tasks() -> Vec<Task> {
    let of = |channel| (0..150).map(move |number| task(SECOND * number / 10, 0, channel));
    (0..8).flat_map(of).collect()
}

/// Forty requests a second for a quarter of a minute, in two buckets on three channels.
pub fn short_tasks() -> Vec<Task> {
    (0..600_u32)
        .map(|number| {
            let operation = if number % 2 == 0 { 0 } else { 8 };
            task(SECOND * number / 40, operation, u64::from(number % 6 / 2))
        })
        .collect()
}

/// So many requests at once that the global limit is behind by a minute, and a hundred answers to interactions in
/// each second of half a minute.
pub fn rush_tasks(world: &World) -> Vec<Task> {
    let mut tasks = random_tasks(world, 3_000, 100, SECOND);
    for number in 0..3_000 {
        tasks.push(task(SECOND * number / 100, CALLBACK, u64::from(number)));
    }
    tasks
}

/// Requests at random moments of a span, over all operations on so many channels.
pub fn random_tasks(world: &World, number: usize, channels: u64, span: Duration) -> Vec<Task> {
    let mut random = fastrand::Rng::with_seed(world.seed.wrapping_mul(31).wrapping_add(7));
    let mut tasks: Vec<_> = (0..number)
        .map(|_| {
            let operation = random.usize(..CHANNEL_OPERATIONS);
            Task {
                variant: random.usize(..world.operations[operation].len()),
                ..task(
                    random_time(&mut random, span),
                    operation,
                    random.u64(..channels),
                )
            }
        })
        .collect();
    tasks.sort_by_key(|task| task.at);
    tasks
}

/// A request that is waited for as long as it takes.
pub fn task(at: Duration, operation: usize, major: u64) -> Task {
    Task {
        at,
        operation,
        major,
        variant: 0,
        patience: None,
        unsent: false,
    }
}

/// Makes some of them, in thousandths, give up after a random time, and as many others be dropped before sending.
pub fn make_impatient(tasks: &mut [Task], thousandths: u32, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    for task in tasks {
        if random.u32(..1_000) < thousandths {
            task.patience = Some(random_time(&mut random, SECOND * 8));
        } else {
            task.unsent = random.u32(..1_000) < thousandths;
        }
    }
}

fn random_time(random: &mut fastrand::Rng, span: Duration) -> Duration {
    let milliseconds = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(random.u64(..milliseconds.max(1)))
}
