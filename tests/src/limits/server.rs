//! A server that counts as Discord does: fixed windows that begin with the first request, by bucket and top-level
//! resource, and one over all.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use tokio::time::Instant;

/// One bucket of the server, on every top-level resource.
#[derive(Clone, Debug)]
pub struct BucketSpec {
    /// Discord's name for it.
    pub name: Arc<str>,
    /// How many requests a window takes.
    pub limit: u32,
    /// How long a window is.
    pub window: Duration,
    /// Which share of requests is refused because others have used the limit up, in thousandths; the headers say
    /// that there is room.
    pub used_by_others: u32,
    /// Whether `remaining` is not what is counted, as for emojis.
    pub lies: bool,
}

impl BucketSpec {
    /// One that is as it says.
    pub fn new(name: &str, limit: u32, window: Duration) -> Self {
        Self {
            name: name.into(),
            limit,
            window,
            used_by_others: 0,
            lies: false,
        }
    }
}

/// What changes, and when after the start.
#[derive(Clone, Debug)]
pub enum Change {
    /// The limit of a bucket.
    Limit(usize, u32),
    /// The name of a bucket.
    Name(usize, Arc<str>),
    /// The server's clock jumps by so many milliseconds.
    Clock(i64),
}

/// A world: buckets, and which of them count the requests of each operation.
#[derive(Clone, Debug)]
pub struct World {
    /// All buckets.
    pub buckets: Vec<BucketSpec>,
    /// By operation: the buckets that count it, by what is asked for.
    pub operations: Vec<Vec<usize>>,
    /// Operations that the global limit does not count.
    pub exempt: HashSet<usize>,
    /// The limit over all.
    pub global_per_second: u32,
    /// What happens by itself.
    pub changes: Vec<(Duration, Change)>,
    /// The noise of the server's clock, in milliseconds.
    pub clock_noise: i64,
    /// The least and the most that one way takes, in milliseconds.
    pub latency: (u64, u64),
    /// Which share of answers is lost, in thousandths.
    pub lost: u32,
    /// Same seed, same world.
    pub seed: u64,
}

/// A request as the server sees it.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// What is asked for.
    pub operation: usize,
    /// The top-level resource.
    pub major: u64,
    /// Which of the operation's buckets counts it.
    pub variant: usize,
    /// When the client let it go.
    pub went: Instant,
}

/// Headers.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The name of the bucket.
    pub bucket: Arc<str>,
    /// How many requests a window takes.
    pub limit: u32,
    /// How many more this one takes.
    pub remaining: u32,
    /// How long until it ends.
    pub reset_after: Duration,
    /// By the server's clock, in milliseconds.
    pub reset: u64,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What they tell of the bucket.
    pub headers: Option<Headers>,
    /// Whether it is a refusal.
    pub refused: Option<Refused>,
    /// What the client knows once it has this.
    told: Told,
}

impl Reply {
    /// An answer that is made up.
    pub fn of(headers: Headers) -> Self {
        Self {
            headers: Some(headers),
            refused: None,
            told: Told {
                bucket: None,
                blocked: None,
            },
        }
    }
}

/// Too many requests.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    /// How long to wait.
    pub retry_after: Duration,
    /// Whether it is about all requests.
    pub global: bool,
    /// Whether others have used the limit up.
    pub shared: bool,
}

#[derive(Clone, Debug)]
struct Told {
    /// The bucket of the operation, and the how-manieth state of it.
    bucket: Option<(usize, usize, u32)>,
    blocked: Option<(usize, u64, Instant)>,
}

#[derive(Debug, Default)]
struct Counted {
    window: Option<(Instant, u32)>,
    /// Until when others have used it up.
    used_up_until: Option<Instant>,
    /// When an answer was last lost.
    lost: Option<Instant>,
    /// A refusal that the client knows of: since when, and until when it is to wait.
    told_to_wait: Option<(Instant, Instant)>,
}

/// How much the server had to do.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    /// How many requests came.
    pub requests: u64,
    /// How many of them were refused.
    pub refused: u64,
    /// Those that a client could have known of.
    ///
    /// A refusal is avoidable unless, when the request went,
    /// - the client had had no answer yet, of that operation on whatever resource, that named the bucket in its
    ///   present state: limit and name;
    /// - an answer of that bucket and resource had been lost in this window or the one before;
    /// - others had used up the limit, or `remaining` is not what the bucket counts, and no refusal that is still to
    ///   be waited for had reached the client.
    ///
    /// One by the global limit always is.
    pub avoidable: u64,
    /// Those by the global limit.
    pub refused_by_global: u64,
}

/// The server.
#[derive(Debug)]
pub struct Server {
    world: World,
    start: Instant,
    states: Vec<u32>,
    counted: HashMap<(usize, u64), Counted>,
    global: Option<(Instant, u32)>,
    clock: i64,
    told: HashMap<(usize, usize), (u32, Instant)>,
    random: fastrand::Rng,
    /// How much it had to do.
    pub counts: Counts,
    /// What an avoidable refusal was about.
    pub avoidable: Option<String>,
}

impl Server {
    /// A server that starts now.
    pub fn new(mut world: World) -> Self {
        world.changes.sort_by_key(|(at, _)| *at);
        world.changes.reverse();
        Self {
            start: Instant::now(),
            states: vec![0; world.buckets.len()],
            counted: HashMap::new(),
            global: None,
            clock: 1_600_000_000_000,
            told: HashMap::new(),
            random: fastrand::Rng::with_seed(world.seed),
            counts: Counts::default(),
            avoidable: None,
            world,
        }
    }

    /// How long one way takes.
    pub fn latency(&mut self) -> Duration {
        let (least, most) = self.world.latency;
        Duration::from_micros(self.random.u64(least * 1_000..=most * 1_000))
    }

    /// Whether an answer is lost.
    pub fn loses(&mut self) -> bool {
        self.random.u32(0..1_000) < self.world.lost
    }

    /// An answer will not reach the client.
    pub fn lost(&mut self, asked: &Asked) {
        let bucket = self.world.operations[asked.operation][asked.variant];
        let counted = self.counted.entry((bucket, asked.major)).or_default();
        counted.lost = Some(Instant::now());
    }

    /// Something happens by itself.
    fn change(&mut self, now: Instant) {
        while let Some((at, _)) = self.world.changes.last()
            && self.start + *at <= now
        {
            match self.world.changes.pop() {
                Some((_, Change::Limit(bucket, limit))) => {
                    self.world.buckets[bucket].limit = limit;
                    self.states[bucket] += 1;
                }
                Some((_, Change::Name(bucket, name))) => {
                    self.world.buckets[bucket].name = name;
                    self.states[bucket] += 1;
                }
                Some((_, Change::Clock(by))) => self.clock += by,
                None => {}
            }
        }
    }

    /// Counts a request, and answers.
    pub fn ask(&mut self, asked: &Asked) -> Reply {
        let now = Instant::now();
        self.change(now);
        self.counts.requests += 1;
        if !self.world.exempt.contains(&asked.operation)
            && let Some(retry_after) = self.count_globally(now)
        {
            self.counts.refused += 1;
            self.counts.refused_by_global += 1;
            self.counts.avoidable += 1;
            return Reply {
                headers: None,
                refused: Some(Refused {
                    retry_after,
                    global: true,
                    shared: false,
                }),
                told: Told {
                    bucket: None,
                    blocked: None,
                },
            };
        }
        self.count(asked, now)
    }

    fn count_globally(&mut self, now: Instant) -> Option<Duration> {
        let ends = match self.global {
            Some((ends, _)) if ends > now => ends,
            _ => {
                let ends = now + Duration::from_secs(1);
                self.global = Some((ends, 0));
                ends
            }
        };
        let (_, used) = self.global.as_mut()?;
        if *used >= self.world.global_per_second {
            return Some(ends - now);
        }
        *used += 1;
        None
    }

    fn count(&mut self, asked: &Asked, now: Instant) -> Reply {
        let index = self.world.operations[asked.operation][asked.variant];
        let spec = self.world.buckets[index].clone();
        let others_came = self.random.u32(0..1_000) < spec.used_by_others;
        let others_for = Duration::from_millis(self.random.u64(500..20_000));
        let noise = self
            .random
            .i64(-self.world.clock_noise..=self.world.clock_noise);
        let knew = self
            .told
            .get(&(asked.operation, index))
            .is_some_and(|(state, since)| *state == self.states[index] && *since <= asked.went);
        let counted = self.counted.entry((index, asked.major)).or_default();
        let (ends, used) = match &mut counted.window {
            Some((ends, used)) if *ends > now => (*ends, used),
            window => {
                let (ends, used) = window.insert((now + spec.window, 0));
                (*ends, used)
            }
        };
        if others_came && counted.used_up_until.is_none_or(|until| until <= now) {
            counted.used_up_until = Some(now + others_for);
        }
        let by_others = counted.used_up_until.filter(|until| *until > now);
        let refused = match by_others {
            Some(until) => Some((until, true)),
            None if *used >= spec.limit => Some((ends, false)),
            None => {
                *used += 1;
                None
            }
        };
        let remaining = match refused {
            // As in Discord's example, the headers say that there is room.
            Some((_, true)) => spec.limit,
            _ if spec.lies => spec.limit,
            _ => spec.limit - (*used).min(spec.limit),
        };
        if let Some((_, shared)) = refused {
            self.counts.refused += 1;
            let told_to_wait = counted
                .told_to_wait
                .is_some_and(|(since, until)| since <= asked.went && now < until);
            let of_lost = counted.lost.is_some_and(|at| at + spec.window * 2 >= now);
            let unseen = shared || spec.lies;
            let unknown = !knew || of_lost;
            if told_to_wait || !unseen && !unknown {
                self.counts.avoidable += 1;
                self.avoidable = Some(format!(
                    "{:?} after the start: operation {} on {}, {:?} after it went; {spec:?}, {used} used, ends in {:?}, \
                     told to wait: {told_to_wait}",
                    now - self.start,
                    asked.operation,
                    asked.major,
                    now - asked.went,
                    ends - now,
                ));
            }
        }
        let reset =
            i64::try_from((ends - self.start).as_millis()).unwrap_or_default() + self.clock + noise;
        Reply {
            headers: Some(Headers {
                bucket: spec.name,
                limit: spec.limit,
                remaining,
                // As Discord writes it, in milliseconds.
                reset_after: Duration::from_millis(
                    u64::try_from((ends - now).as_millis()).unwrap_or_default() + 1,
                ),
                reset: u64::try_from(reset).unwrap_or_default(),
            }),
            refused: refused.map(|(until, shared)| Refused {
                retry_after: until - now,
                global: false,
                shared,
            }),
            told: Told {
                bucket: Some((asked.operation, index, self.states[index])),
                blocked: refused.map(|(until, _)| (index, asked.major, until)),
            },
        }
    }

    /// An answer reached the client.
    pub fn delivered(&mut self, reply: &Reply) {
        let now = Instant::now();
        if let Some((operation, bucket, state)) = reply.told.bucket {
            let told = self.told.entry((operation, bucket)).or_insert((state, now));
            if told.0 < state {
                *told = (state, now);
            }
        }
        if let Some((bucket, major, until)) = reply.told.blocked {
            let counted = self.counted.entry((bucket, major)).or_default();
            if counted.told_to_wait.is_none_or(|(_, told)| told < until) {
                counted.told_to_wait = Some((now, until));
            }
        }
    }
}
