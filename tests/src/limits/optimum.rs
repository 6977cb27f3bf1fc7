//! What a client could reach at best that knew all limits before.

use std::{collections::HashMap, time::Duration};

use super::{
    run::{Done, Report, Task},
    server::World,
};

/// The times at which the server could count each request if its bucket, or the global limit, were the only one:
/// first come, first served, all windows full.
#[derive(Debug)]
pub struct Optimum {
    tasks: Vec<Task>,
    /// In the order of the tasks.
    by_bucket: Vec<Duration>,
    by_global: Vec<Duration>,
}

#[derive(Default)]
struct Window {
    ends: Duration,
    used: u32,
    last: Duration,
}

impl Window {
    /// `pause`: how long after the end of a window the next can begin at the earliest.
    fn next(&mut self, at: Duration, limit: u32, length: Duration, pause: Duration) -> Duration {
        let mut at = at.max(self.last);
        if self.used >= limit && at < self.ends + pause {
            at = self.ends + pause;
        }
        if at >= self.ends {
            self.ends = at + length;
            self.used = 0;
        }
        self.used += 1;
        self.last = at;
        at
    }
}

impl Optimum {
    /// Where limits change, those at the start are taken; so those worlds are compared with nothing.
    ///
    /// `pause` is what passes between two windows at the least: nothing for a client that knows when the server has
    /// begun a window, and the way there and back for one that has to be told.
    pub fn of(world: &World, tasks: &[Task], pause: Duration) -> Self {
        let mut order: Vec<usize> = (0..tasks.len()).collect();
        order.sort_by_key(|index| tasks[*index].at);
        let mut windows: HashMap<_, Window> = HashMap::new();
        let mut global = Window::default();
        let zero = vec![Duration::ZERO; tasks.len()];
        let (mut by_bucket, mut by_global) = (zero.clone(), zero);
        for index in order {
            let task = &tasks[index];
            let bucket = world.operations[task.operation][task.variant];
            let spec = &world.buckets[bucket];
            let window = windows.entry((bucket, task.major)).or_default();
            by_bucket[index] = window.next(task.at, spec.limit, spec.window, pause);
            by_global[index] = if world.exempt.contains(&task.operation) {
                task.at
            } else {
                let second = Duration::from_secs(1);
                global.next(task.at, world.global_per_second, second, Duration::ZERO)
            };
        }
        Self {
            tasks: tasks.to_vec(),
            by_bucket,
            by_global,
        }
    }

    /// When the last request could be counted: no client can be done before.
    pub fn total(&self) -> Duration {
        let all = self.by_bucket.iter().chain(&self.by_global);
        all.max().copied().unwrap_or_default()
    }

    /// The longest that anyone waited beyond what the two limits, one after the other, would have made him wait.
    pub fn worst_wait(&self, report: &Report) -> Duration {
        let mut bounds: HashMap<_, Vec<Duration>> = HashMap::new();
        for (index, task) in self.tasks.iter().enumerate() {
            let bound = self.by_bucket[index] + self.by_global[index] - task.at * 2;
            let key = (task.at, task.operation, task.major, task.variant);
            bounds.entry(key).or_default().push(bound);
        }
        let mut worst = Duration::ZERO;
        for Done { task, waited } in &report.done {
            let key = (task.at, task.operation, task.major, task.variant);
            let bound = bounds.get(&key).and_then(|all| all.iter().max());
            if let (Some(waited), Some(bound)) = (waited, bound) {
                // The pace may be so much slower.
                worst = worst.max(waited.saturating_sub(bound.mul_f64(1.05)));
            }
        }
        worst
    }
}
