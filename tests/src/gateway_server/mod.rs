//! A gateway that knows Discord's rules, and breaks as it is told.
//!
//! It is written from Discord's documentation, without any of the library's gateway code, down to the
//! frames: else it would agree with our bugs, and could not send what is broken. It keeps every
//! session's numbered log, notes what was written to which socket and when, notes what clients did
//! against the rules, and is told what handlers were called with. At the end [`GatewayServer::report`]
//! says what was lost, what came twice, and how long each fault lasted.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{Instant, sleep, sleep_until},
};

pub use self::{
    encoding::Compressed,
    fault::{Fault, Garbage},
    report::{How, Record, Report},
};
use self::{peer::Address, world::World};

mod encoding;
mod events;
mod fault;
mod http;
mod inject;
mod peer;
mod report;
mod session;
mod wire;
mod world;

/// How many guilds each shard has.
const GUILDS: u64 = 3;

/// What the server is like.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many bots there are.
    pub bots: usize,
    /// How many shards each of them has.
    pub shards: usize,
    /// How many shards may identify in 5 seconds.
    pub max_concurrency: usize,
    /// Between heartbeats.
    pub interval: Duration,
    /// How long a session can be resumed after its connection has ended.
    pub lifetime: Duration,
    /// Time moves by no more than this at once. Paused time jumps to the next timer when nobody has
    /// anything to do, and bytes that are on their way through the kernel are no one's work.
    pub pulse: Duration,
    /// What clients shall ask for.
    pub compressed: Compressed,
    /// Names of faults that are never drawn.
    pub without: &'static [&'static str],
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bots: 1,
            shards: 1,
            max_concurrency: 1,
            interval: Duration::from_millis(41_250),
            lifetime: Duration::from_mins(3),
            pulse: Duration::from_millis(50),
            compressed: Compressed::Never,
            without: &[],
        }
    }
}

impl Options {
    /// How many shards there are in all.
    pub fn lines(&self) -> usize {
        self.bots * self.shards
    }

    /// The token of a bot.
    pub fn token(bot: usize) -> String {
        format!("chaos-{bot}")
    }

    /// A guild of a shard.
    fn guild(&self, line: usize, number: u64) -> String {
        let (line, shards) = (line as u64, self.shards as u64);
        let which = 1 + (line / shards) * GUILDS + number % GUILDS;
        ((which * shards + line % shards) << 22).to_string()
    }
}

/// What all connections share.
#[derive(Clone)]
pub(crate) struct Shared {
    world: Arc<Mutex<World>>,
    interval: Duration,
    base: SocketAddr,
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts what handlers are called with.
#[derive(Clone)]
pub struct Ledger(Shared);

impl Ledger {
    /// A handler was called with a message of this content.
    pub fn handled(&self, content: &str) {
        self.0.world().handled(content);
    }
}

/// The server; it ends when this is dropped.
pub struct GatewayServer {
    shared: Shared,
    /// Until when nobody listens at the base address.
    base_down: watch::Sender<Instant>,
    /// Until when nobody listens at the address to resume at.
    resume_down: watch::Sender<Instant>,
    /// Whether time is paused.
    paused: bool,
    tasks: Vec<JoinHandle<()>>,
}

impl GatewayServer {
    /// Starts a server on loopback, with one port to begin at and one to resume at.
    ///
    /// # Panics
    ///
    /// If no port is free.
    pub async fn start(options: Options, paused: bool) -> Self {
        let bind = async || {
            TcpListener::bind("127.0.0.1:0")
                .await
                .expect("loopback has free ports")
        };
        let (base, resume) = (bind().await, bind().await);
        let address = |listener: &TcpListener| listener.local_addr().expect("it is bound");
        let Options {
            interval, pulse, ..
        } = options;
        let world = World::new(options, format!("ws://{}", address(&resume)));
        let shared = Shared {
            world: Arc::new(Mutex::new(world)),
            interval,
            base: address(&base),
        };
        let (base_down, resume_down) = (
            watch::Sender::new(Instant::now()),
            watch::Sender::new(Instant::now()),
        );
        let tasks = vec![
            tokio::spawn(listen(
                base,
                shared.clone(),
                Address::Base,
                base_down.subscribe(),
            )),
            tokio::spawn(listen(
                resume,
                shared.clone(),
                Address::Resume,
                resume_down.subscribe(),
            )),
            tokio::spawn(async move {
                loop {
                    sleep(pulse).await;
                }
            }),
        ];
        Self {
            shared,
            base_down,
            resume_down,
            paused,
            tasks,
        }
    }

    /// Where the API is.
    pub fn api_url(&self) -> String {
        format!("http://{}/api", self.shared.base)
    }

    /// Where handlers count what they are called with.
    pub fn ledger(&self) -> Ledger {
        Ledger(self.shared.clone())
    }

    /// Where the gateway is.
    pub fn gateway_url(&self) -> String {
        format!("ws://{}", self.shared.base)
    }

    /// Publishes a message to a shard.
    pub fn publish(&self, line: usize) {
        self.shared.world().publish(line);
    }

    /// Resolves when every shard has a session.
    pub async fn live(&self) {
        while !self.shared.world().dead().is_empty() {
            sleep(Duration::from_millis(100)).await;
        }
    }

    /// Whether everything that was done has been overcome: every shard has handled an event since.
    pub fn has_recovered(&self) -> bool {
        let world = self.shared.world();
        world.records.iter().all(|it| it.recovered.is_some())
    }

    /// No more faults that wait for a connection or an answer.
    pub fn calm(&self) {
        let mut world = self.shared.world();
        world.door.clear();
        for line in &mut world.lines {
            line.answers.clear();
        }
    }

    /// From now on clients may end their sessions.
    pub fn let_go(&self) {
        self.shared.world().stopping = true;
    }

    /// What the run came to; to be asked while the shards are at rest, before the bots are stopped.
    pub fn report(&self) -> Report {
        let world = self.shared.world();
        let sessions = world.sessions.iter();
        let (mut lost, mut owed) = (Vec::new(), 0);
        for session in sessions {
            let account = session.account(|connection| world.impaired[connection]);
            lost.extend(account.faults);
            owed += account.owed;
        }
        Report {
            records: world.records.clone(),
            violations: world.violations.clone(),
            faults: lost
                .into_iter()
                .chain(world.strange.iter().cloned())
                .collect(),
            owed,
            dead: world.dead(),
            published: world.published,
            unheard: world.lines.iter().map(|line| line.unheard).sum(),
            handled: world
                .sessions
                .iter()
                .flat_map(|it| it.handled.values())
                .sum(),
            sessions: world.sessions.len(),
            identifies: world.identifies.len(),
            resumes: world.resumes,
            resumes_at_base: world.resumes_at_base,
            connections: world.impaired.len(),
        }
    }
}

impl Drop for GatewayServer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Accepts connections, except for the times in which the port is closed.
async fn listen(
    listener: TcpListener,
    shared: Shared,
    address: Address,
    mut down: watch::Receiver<Instant>,
) {
    let place = listener.local_addr().expect("it is bound");
    let mut listener = Some(listener);
    let mut connections = JoinSet::new();
    loop {
        let until = *down.borrow_and_update();
        if until > Instant::now() {
            listener = None;
            sleep_until(until).await;
            continue;
        }
        let Some(open) = &listener else {
            match TcpListener::bind(place).await {
                Ok(open) => listener = Some(open),
                // Whoever has the port is another test, and gives it back.
                Err(_) => sleep(Duration::from_millis(20)).await,
            }
            continue;
        };
        tokio::select! {
            accepted = open.accept() => if let Ok((socket, _)) = accepted {
                let shared = shared.clone();
                connections.spawn(async move {
                    // A client that has hung up comes back.
                    let _ = http::serve(socket, shared, address).await;
                });
            },
            _ = down.changed() => {}
            Some(_) = connections.join_next() => {}
        }
    }
}
