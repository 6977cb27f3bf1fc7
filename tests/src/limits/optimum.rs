//! What a client could reach at best that knew all limits before.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap, VecDeque},
    time::Duration,
};

use super::{
    run::{Done, Report, Task},
    server::World,
};

const SECOND: Duration = Duration::from_secs(1);

/// When each request would be counted if the client knew when windows begin and end and which bucket counts what, and
/// if no way took any time: first come, first served, and nothing that may go waits.
///
/// The limits are those at the start: worlds in which they change are compared with nothing.
#[derive(Debug)]
pub struct Optimum {
    tasks: Vec<Task>,
    /// In the order of the tasks.
    counted_at: Vec<Duration>,
}

#[derive(Default)]
struct Window {
    ends: Duration,
    used: u32,
}

type Line = (usize, u64);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Comes(usize),
    Ready(Line),
    Global,
}

struct Schedule<'a> {
    world: &'a World,
    tasks: &'a [Task],
    pause: Duration,
    lines: HashMap<Line, (VecDeque<usize>, Window)>,
    events: BinaryHeap<Reverse<(Duration, Event)>>,
    /// The first ones of all lines that may go by their buckets, in order: those that the global limit counts, and
    /// those that it does not.
    ready: [BTreeMap<usize, Line>; 2],
    global: Window,
    counted_at: Vec<Duration>,
}

impl Window {
    /// `pause`: how long after the end of a window the next can begin at the earliest.
    fn free_at(&self, now: Duration, limit: u32, pause: Duration) -> Duration {
        if self.used >= limit {
            now.max(self.ends + pause)
        } else {
            now
        }
    }

    fn take(&mut self, now: Duration, length: Duration) {
        if now >= self.ends {
            *self = Self {
                ends: now + length,
                used: 0,
            };
        }
        self.used += 1;
    }
}

impl Schedule<'_> {
    /// Whether the first one of a line may go, or when.
    fn look_at(&mut self, line: Line, now: Duration) {
        let (waiting, window) = &self.lines[&line];
        let Some(first) = waiting.front() else {
            return;
        };
        let at = window.free_at(now, self.world.buckets[line.0].limit, self.pause);
        if at > now {
            self.events.push(Reverse((at, Event::Ready(line))));
        } else {
            let exempt = self.world.exempt.contains(&self.tasks[*first].operation);
            self.ready[usize::from(exempt)].insert(*first, line);
        }
    }

    fn happens(&mut self, event: Event, now: Duration) {
        match event {
            Event::Comes(task) => {
                let Task {
                    operation,
                    variant,
                    major,
                    ..
                } = self.tasks[task];
                let line = (self.world.operations[operation][variant], major);
                let (waiting, _) = self.lines.entry(line).or_default();
                waiting.push_back(task);
                if waiting.len() == 1 {
                    self.look_at(line, now);
                }
            }
            Event::Ready(line) => self.look_at(line, now),
            Event::Global => {}
        }
    }

    fn go(&mut self, exempt: bool, now: Duration) {
        while let Some((task, line)) = self.ready[usize::from(exempt)].first_key_value() {
            let (task, line) = (*task, *line);
            if !exempt {
                let at = self
                    .global
                    .free_at(now, self.world.global_per_second, Duration::ZERO);
                if at > now {
                    self.events.push(Reverse((at, Event::Global)));
                    return;
                }
                self.global.take(now, SECOND);
            }
            self.ready[usize::from(exempt)].remove(&task);
            self.counted_at[task] = now;
            if let Some((waiting, window)) = self.lines.get_mut(&line) {
                window.take(now, self.world.buckets[line.0].window);
                waiting.pop_front();
            }
            self.look_at(line, now);
        }
    }

    fn run(&mut self) {
        while let Some(Reverse((now, event))) = self.events.pop() {
            self.happens(event, now);
            if self
                .events
                .peek()
                .is_some_and(|Reverse((at, _))| *at == now)
            {
                continue;
            }
            self.go(true, now);
            self.go(false, now);
        }
    }
}

impl Optimum {
    /// `pause` is what passes between two windows of a bucket at the least: nothing for a client that knows when the
    /// server has begun a window, and the way there and back for one that has to be told.
    pub fn of(world: &World, tasks: &[Task], pause: Duration) -> Self {
        let mut tasks = tasks.to_vec();
        tasks.sort_by_key(|task| task.at);
        let events = tasks.iter().enumerate();
        let mut schedule = Schedule {
            world,
            tasks: &tasks,
            pause,
            lines: HashMap::new(),
            events: events
                .map(|(index, task)| Reverse((task.at, Event::Comes(index))))
                .collect(),
            ready: [BTreeMap::new(), BTreeMap::new()],
            global: Window::default(),
            counted_at: vec![Duration::ZERO; tasks.len()],
        };
        schedule.run();
        let counted_at = schedule.counted_at;
        Self { tasks, counted_at }
    }

    /// When the last request would be counted.
    pub fn total(&self) -> Duration {
        self.counted_at.iter().max().copied().unwrap_or_default()
    }

    /// The longest that anyone waited beyond what he would have waited, at a pace that is slower by five in a hundred.
    pub fn worst_wait(&self, report: &Report) -> Duration {
        let mut bounds: HashMap<_, Duration> = HashMap::new();
        for (task, counted_at) in self.tasks.iter().zip(&self.counted_at) {
            let key = (task.at, task.operation, task.major, task.variant);
            let bound = bounds.entry(key).or_default();
            *bound = (*bound).max(*counted_at);
        }
        let mut worst = Duration::ZERO;
        for Done { task, waited } in &report.done {
            let key = (task.at, task.operation, task.major, task.variant);
            if let (Some(waited), Some(bound)) = (waited, bounds.get(&key)) {
                worst = worst.max((task.at + *waited).saturating_sub(bound.mul_f64(1.05)));
            }
        }
        worst
    }
}
