//! The measuring side of every benchmark binary.
//!
//! A binary tells the meter what its handlers saw ([`Meter::ready`], [`Meter::guild`],
//! [`Meter::message`], [`Meter::other`], [`Meter::tail`]); the meter asks the mock to start the blast once all guilds
//! arrived, samples clocks and memory, prints one `BENCH {json}` line and ends the process.
//!
//! Nothing here depends on a Discord library, so a further library is one more binary.

mod sample;

use std::{
    env,
    fmt::Write as _,
    future::Future,
    io::{Read, Write},
    net::TcpStream,
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    thread::{self, Thread},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

pub use sample::{Memory, Sample};

#[cfg(feature = "count-alloc")]
mod alloc;

/// Content of the message that ends the blast; the mock sends it exactly once.
pub const MARKER: &str = "bench-done-7f3a9c51";

/// How long the process idles after the last GUILD_CREATE before memory is read.
const SETTLE: Duration = Duration::from_millis(400);
/// How long missing events are waited for after the marker came.
const GRACE: Duration = Duration::from_secs(5);
/// A run that takes longer than this is a failed run.
const LIMIT: Duration = Duration::from_secs(300);

pub struct Config {
    /// `host:port` of the mock.
    pub mock: String,
    /// GUILD_CREATEs expected before the blast.
    pub guilds: u64,
    /// Events expected in the blast, the marker included.
    pub events: u64,
    /// Name of the library and variant, repeated in the output line.
    pub label: String,
}

impl Config {
    fn from_env() -> Self {
        let text = |key: &str, default: &str| env::var(key).unwrap_or_else(|_| default.to_owned());
        let number = |key: &str, default: &str| text(key, default).parse().expect(key);
        Self {
            mock: text("BENCH_MOCK", "127.0.0.1:7800"),
            guilds: number("BENCH_GUILDS", "100"),
            events: number("BENCH_EVENTS", "200000"),
            label: text("BENCH_LABEL", "unnamed"),
        }
    }

    pub fn http_url(&self) -> String {
        format!("http://{}", self.mock)
    }

    pub fn ws_url(&self) -> String {
        format!("ws://{}", self.mock)
    }
}

pub struct Meter {
    pub config: Config,
    origin: Origin,
    touched: AtomicBool,
    first_handler: OnceLock<Duration>,
    guilds: AtomicU64,
    events: AtomicU64,
    messages: AtomicU64,
    content_bytes: AtomicU64,
    marker: AtomicBool,
    setup_done: OnceLock<Sample>,
    triggered: OnceLock<Sample>,
    begin: OnceLock<Sample>,
    end: OnceLock<Sample>,
    watcher: Mutex<Option<Thread>>,
}

/// The moment the process was asked to start, as told by the runner.
struct Origin {
    main: Instant,
    before_main: Duration,
}

impl Origin {
    fn from_env() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let spawned = env::var("BENCH_T0_NS")
            .ok()
            .and_then(|ns| ns.parse().ok())
            .map(Duration::from_nanos);
        Self {
            main: Instant::now(),
            before_main: spawned.map_or(Duration::ZERO, |t0| now.saturating_sub(t0)),
        }
    }

    fn elapsed(&self) -> Duration {
        self.before_main + self.main.elapsed()
    }
}

impl Meter {
    /// Reads the environment and starts the watcher thread. Call once, first thing in `main`.
    pub fn start() -> &'static Self {
        let meter: &'static Self = Box::leak(Box::new(Self {
            config: Config::from_env(),
            origin: Origin::from_env(),
            touched: AtomicBool::new(false),
            first_handler: OnceLock::new(),
            guilds: AtomicU64::new(0),
            events: AtomicU64::new(0),
            messages: AtomicU64::new(0),
            content_bytes: AtomicU64::new(0),
            marker: AtomicBool::new(false),
            setup_done: OnceLock::new(),
            triggered: OnceLock::new(),
            begin: OnceLock::new(),
            end: OnceLock::new(),
            watcher: Mutex::new(None),
        }));
        let watcher = thread::Builder::new()
            .name("meter".into())
            .spawn(|| meter.watch())
            .expect("spawn meter");
        *meter.watcher.lock().unwrap() = Some(watcher.thread().clone());
        meter
    }

    /// The READY event was handled.
    pub fn ready(&self) {
        self.touch();
        if self.config.guilds == 0 {
            self.finish_setup();
        }
    }

    /// One GUILD_CREATE was handled.
    pub fn guild(&self) {
        self.touch();
        if self.guilds.fetch_add(1, Relaxed) + 1 == self.config.guilds {
            self.finish_setup();
        }
    }

    /// One MESSAGE_CREATE was handled.
    pub fn message(&self, content: &str) {
        self.messages.fetch_add(1, Relaxed);
        self.content_bytes.fetch_add(content.len() as u64, Relaxed);
        if content == MARKER {
            self.marker.store(true, Relaxed);
            self.wake();
        }
        self.other();
    }

    /// One event of another kind was handled.
    pub fn other(&self) {
        let before = self.events.fetch_add(1, Relaxed);
        if before == 0 {
            let _ = self.begin.set(Sample::now());
        }
        if before + 1 == self.config.events {
            let _ = self.end.set(Sample::now());
            self.wake();
        }
    }

    /// The event after the blast was handled: the end for binaries that do not handle all of it. Call it
    /// for GUILD_DELETE, which the mock sends with `--tail 1` only.
    pub fn tail(&self) {
        self.marker.store(true, Relaxed);
        let _ = self.end.set(Sample::now());
        self.wake();
    }

    fn touch(&self) {
        if !self.touched.swap(true, Relaxed) {
            let _ = self.first_handler.set(self.origin.elapsed());
        }
    }

    fn finish_setup(&self) {
        let _ = self.setup_done.set(Sample::now());
        self.wake();
    }

    fn wake(&self) {
        if let Some(thread) = &*self.watcher.lock().unwrap() {
            thread.unpark();
        }
    }

    fn watch(&self) {
        let deadline = Instant::now() + LIMIT;
        self.wait_until(deadline, || self.setup_done.get().is_some());
        let setup_wall = self.origin.elapsed();
        thread::sleep(SETTLE);
        let idle = Memory::read();
        let _ = self.triggered.set(Sample::now());
        self.trigger();
        self.wait_until(deadline, || self.marker.load(Relaxed) || self.end.get().is_some());
        let grace = Instant::now() + GRACE;
        while self.end.get().is_none() && Instant::now() < grace {
            thread::park_timeout(Duration::from_millis(20));
        }
        let end = *self.end.get_or_init(Sample::now);
        self.report(setup_wall, idle, end);
        std::process::exit(0);
    }

    fn wait_until(&self, deadline: Instant, done: impl Fn() -> bool) {
        while !done() {
            if Instant::now() > deadline {
                eprintln!(
                    "{}: gave up waiting, {} guilds, {} events",
                    self.config.label,
                    self.guilds.load(Relaxed),
                    self.events.load(Relaxed)
                );
                std::process::exit(2);
            }
            thread::park_timeout(Duration::from_millis(200));
        }
    }

    /// Tells the mock to begin the blast, over a connection of its own.
    fn trigger(&self) {
        let request = || -> std::io::Result<()> {
            let mut stream = TcpStream::connect(&self.config.mock)?;
            stream.write_all(
                b"POST /bench/start HTTP/1.1\r\nhost: mock\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            )?;
            stream.read_to_end(&mut Vec::new())?;
            Ok(())
        };
        request().expect("mock accepts the start request");
    }

    fn report(&self, setup_wall: Duration, idle: Memory, end: Sample) {
        // Where nothing of the blast is handled, it begins when it is asked for.
        let begin = self.begin.get().or(self.triggered.get()).copied().unwrap_or(end);
        let setup = self.setup_done.get().copied().unwrap_or(begin);
        let mut line = Line::new("gateway", &self.config.label);
        line.count("events", self.events.load(Relaxed));
        line.count("expected", self.config.events);
        line.count("messages", self.messages.load(Relaxed));
        line.count("content_bytes", self.content_bytes.load(Relaxed));
        line.seconds("wall_s", end.wall.duration_since(begin.wall));
        line.seconds("cpu_s", end.cpu().saturating_sub(begin.cpu()));
        line.seconds("user_s", end.user.saturating_sub(begin.user));
        line.seconds("sys_s", end.system.saturating_sub(begin.system));
        line.seconds("first_handler_s", self.first_handler.get().copied().unwrap_or_default());
        line.seconds("setup_wall_s", setup_wall);
        line.seconds("setup_cpu_s", setup.cpu());
        line.count("idle_rss_kib", idle.rss_kib);
        line.count("idle_heap_kib", idle.heap_kib);
        line.count("peak_rss_kib", Memory::read().peak_rss_kib);
        #[cfg(feature = "count-alloc")]
        {
            line.count("allocs", end.allocs - begin.allocs);
            line.count("alloc_bytes", end.alloc_bytes - begin.alloc_bytes);
        }
        line.print();
    }
}

/// Times `requests` REST calls that the caller makes inside `work`, and prints the line.
pub async fn rest<F: Future<Output = ()>>(label: &str, requests: u64, work: F) {
    let begin = Sample::now();
    work.await;
    let end = Sample::now();
    let mut line = Line::new("rest", label);
    line.count("requests", requests);
    line.seconds("wall_s", end.wall.duration_since(begin.wall));
    line.seconds("cpu_s", end.cpu().saturating_sub(begin.cpu()));
    line.seconds("user_s", end.user.saturating_sub(begin.user));
    line.seconds("sys_s", end.system.saturating_sub(begin.system));
    line.count("peak_rss_kib", Memory::read().peak_rss_kib);
    #[cfg(feature = "count-alloc")]
    {
        line.count("allocs", end.allocs - begin.allocs);
        line.count("alloc_bytes", end.alloc_bytes - begin.alloc_bytes);
    }
    line.print();
}

/// What the REST pass asks for: `BENCH_REQUESTS` calls over `BENCH_CHANNELS` channels, by
/// `BENCH_TASKS` concurrent tasks.
pub struct RestPlan {
    pub requests: u64,
    pub channels: u64,
    pub tasks: u64,
}

impl RestPlan {
    pub fn from_env() -> Self {
        let number = |key: &str, default: u64| env::var(key).map_or(default, |v| v.parse().expect(key));
        Self {
            requests: number("BENCH_REQUESTS", 5000),
            channels: number("BENCH_CHANNELS", 50),
            tasks: number("BENCH_TASKS", 50),
        }
    }

    /// The channel ids that task `task` posts to, in order.
    pub fn channels_of(&self, task: u64) -> impl Iterator<Item = u64> + Send + use<> {
        let (requests, channels, tasks) = (self.requests, self.channels, self.tasks);
        (task..requests)
            .step_by(tasks as usize)
            .map(move |n| 900_000_000_000_000_000 + n % channels)
    }
}

/// Whether the binary was asked for its REST pass rather than the gateway one.
pub fn wants_rest() -> bool {
    env::args().any(|arg| arg == "rest")
}

/// Whether `BENCH_<flag>` is set to `1`.
pub fn flag(name: &str) -> bool {
    env::var(format!("BENCH_{name}")).is_ok_and(|v| v == "1")
}

/// Runs `future` on the runtime that `BENCH_RT` names: `multi` (the default, as `#[tokio::main]`)
/// or `current`.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut builder = match env::var("BENCH_RT").as_deref() {
        Ok("current") => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    builder.enable_all().build().expect("runtime").block_on(future)
}

struct Line(String);

impl Line {
    fn new(kind: &str, label: &str) -> Self {
        Self(format!("BENCH {{\"kind\":\"{kind}\",\"label\":\"{label}\""))
    }

    fn count(&mut self, key: &str, value: u64) {
        let _ = write!(self.0, ",\"{key}\":{value}");
    }

    fn seconds(&mut self, key: &str, value: Duration) {
        let _ = write!(self.0, ",\"{key}\":{:.6}", value.as_secs_f64());
    }

    fn print(self) {
        println!("{}}}", self.0);
    }
}
