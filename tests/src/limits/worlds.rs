//! Worlds and workloads.

use std::time::Duration;

use super::{
    run::Task,
    server::{BucketSpec, World},
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
