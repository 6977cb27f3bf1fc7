//! Whatever happens in whatever order, beside a Discord that counts for itself.

use proptest::{collection::vec, prelude::*};

use super::*;

/// What Discord allows, by its documentation.
const ALLOWED: Duration = Duration::from_secs(5);

#[derive(Clone, Debug)]
enum Step {
    Ask(u32),
    StopWaiting(usize),
    DropTurn(usize),
    Identify(usize),
    Pass(Duration),
    /// Discord's count lags behind by so many.
    Update {
        max_concurrency: u32,
        lag: u32,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..24_u32).prop_map(Step::Ask),
        1 => any::<usize>().prop_map(Step::StopWaiting),
        1 => any::<usize>().prop_map(Step::DropTurn),
        6 => any::<usize>().prop_map(Step::Identify),
        4 => (0..8_000_u64).prop_map(|ms| Step::Pass(Duration::from_millis(ms))),
        1 => (0..200_u64).prop_map(|s| Step::Pass(Duration::from_secs(s))),
        1 => (0..20_u64).prop_map(|h| Step::Pass(Duration::from_hours(h))),
        1 => (0..6_u32, 0..3_u32)
            .prop_map(|(max_concurrency, lag)| Step::Update { max_concurrency, lag }),
    ]
}

/// Discord's own count: a day begins with its first session.
struct Discord {
    total: u32,
    used: u32,
    ends: Option<Instant>,
    max_concurrency: u32,
    identified: Vec<(u32, Instant)>,
}

impl Discord {
    fn roll(&mut self) {
        if self.ends.is_some_and(|ends| ends <= Instant::now()) {
            self.used = 0;
            self.ends = None;
        }
    }

    fn told(&mut self, lag: u32) -> SessionStartLimit {
        self.roll();
        let left = self.ends.map_or(DAY, |ends| ends - Instant::now());
        SessionStartLimit {
            total: self.total,
            remaining: self.total - self.used.saturating_sub(lag),
            reset_after: left.as_millis().try_into().unwrap(),
            max_concurrency: self.max_concurrency,
        }
    }

    /// A shard identifies: whether it may.
    fn identify(&mut self, number: u32, reserve: u32) {
        self.roll();
        let now = Instant::now();
        let key = |number: u32| number % self.max_concurrency.max(1);
        for (other, sent) in &self.identified {
            assert!(
                key(*other) != key(number) || now - *sent >= ALLOWED,
                "shards {other} and {number} within {:?}",
                now - *sent
            );
        }
        assert!(self.used + reserve < self.total, "the reserve is touched");
        self.identified.push((number, now));
        self.used += 1;
        self.ends.get_or_insert(now + DAY);
    }
}

struct Bot {
    queue: Queue,
    discord: Discord,
    reserve: u32,
    waiting: Vec<(u32, JoinHandle<Result<IdentifyPermit, IdentifyRefused>>)>,
    turns: Vec<(u32, IdentifyPermit)>,
}

impl Bot {
    fn new(total: u32, reserve: u32) -> Self {
        let mut discord = Discord {
            total,
            used: 0,
            ends: None,
            max_concurrency: 1,
            identified: Vec::new(),
        };
        let queue = Queue::with_clock(clock).reserve(reserve);
        queue.update(discord.told(0));
        Self {
            queue,
            discord,
            reserve,
            waiting: Vec::new(),
            turns: Vec::new(),
        }
    }

    /// Lets everyone run who can, and takes the turns that were given.
    async fn settle(&mut self) {
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        sleep(Duration::from_millis(1)).await;
        for (number, turn) in std::mem::take(&mut self.waiting) {
            if !turn.is_finished() {
                self.waiting.push((number, turn));
            } else if let Ok(Ok(permit)) = turn.await {
                self.turns.push((number, permit));
            }
        }
    }

    async fn identify(&mut self, which: usize) {
        if self.turns.is_empty() {
            return;
        }
        let (number, permit) = self.turns.remove(which % self.turns.len());
        while permit.not_before() > Instant::now() {
            sleep_until(permit.not_before()).await;
        }
        self.discord.identify(number, self.reserve);
        permit.identified();
    }

    async fn run(&mut self, step: Step) {
        match step {
            Step::Ask(number) => self.waiting.push((number, wait(&self.queue, number))),
            Step::StopWaiting(which) if !self.waiting.is_empty() => {
                let which = which % self.waiting.len();
                self.waiting.remove(which).1.abort();
            }
            Step::DropTurn(which) if !self.turns.is_empty() => {
                let which = which % self.turns.len();
                drop(self.turns.remove(which));
            }
            Step::Identify(which) => self.identify(which).await,
            Step::Pass(time) => sleep(time).await,
            Step::Update {
                max_concurrency,
                lag,
            } => {
                self.discord.max_concurrency = max_concurrency;
                let told = self.discord.told(lag);
                self.queue.update(told);
            }
            Step::StopWaiting(_) | Step::DropTurn(_) => {}
        }
        self.settle().await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_is_broken_and_nobody_waits_forever(
        total in 1..60_u32,
        reserve in 0..4_u32,
        steps in vec(step(), 1..120),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut bot = Bot::new(total, reserve);
            for step in steps {
                bot.run(step).await;
            }
            let began = Instant::now();
            // All but one of the turns are used; that one hangs.
            let hangs = bot.turns.pop();
            let bound = LONGEST_TURN + 2 * SPACING * u32::try_from(bot.waiting.len() + bot.turns.len()).unwrap();
            while !bot.waiting.is_empty() {
                if bot.turns.is_empty() {
                    sleep(SECOND).await;
                }
                bot.identify(0).await;
                bot.settle().await;
                assert!(began.elapsed() <= bound + 5 * SECOND, "{} still wait", bot.waiting.len());
            }
            drop(hangs);
        });
    }
}
