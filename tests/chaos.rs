//! Shards against a gateway with faults drawn at random, and with each fault alone.
//!
//! The server is `src/gateway_server`. Time is paused, so that an hour takes seconds; the sockets are real.
//!
//! ```text
//! CHAOS_SEED=7 CHAOS_SECONDS=86400 cargo test -p asyncord-tests --test chaos at_random -- --nocapture
//! CHAOS_REAL=1 CHAOS_SECONDS=300 cargo test -p asyncord-tests --test chaos at_random -- --nocapture
//! ```

use std::{sync::Arc, time::Duration};

use asyncord::{
    gateway::{Compression, GatewayOptions},
    model::Intents,
    prelude::*,
};
use asyncord_tests::gateway_server::{Compressed, GatewayServer, Ledger, Options};
use tokio::{
    runtime::Builder,
    time::{sleep, timeout},
};

#[path = "chaos/alone.rs"]
mod alone;
#[path = "chaos/at_random.rs"]
mod at_random;
#[path = "chaos/days.rs"]
mod days;
#[path = "chaos/many.rs"]
mod many;
#[path = "chaos/rules.rs"]
mod rules;
#[path = "chaos/starts.rs"]
mod starts;

/// Long enough for whatever is on its way.
const SETTLE: Duration = Duration::from_secs(15);

/// What today's client can ask for.
const COMPRESSIONS: &[Compressed] = &[
    Compressed::Never,
    Compressed::Payloads,
    Compressed::ZlibStream,
    Compressed::ZstdStream,
];

/// A bot that counts the messages it handles. The one place that says how bots are set up.
fn bot(server: &GatewayServer, options: &Options, number: usize) -> ClientGroup {
    let url = server.api_url().parse().expect("it is an address");
    let bot = asyncord::connect(Token::new(Options::token(number)).with_api_url(url));
    let ledger: Ledger = server.ledger();
    bot.set_intents(Intents::GUILDS | Intents::GUILD_MESSAGES | Intents::MESSAGE_CONTENT);
    let compression = match options.compressed {
        Compressed::Never => Compression::None,
        Compressed::Payloads => Compression::Payload,
        Compressed::ZlibStream => Compression::ZlibStream,
        Compressed::ZstdStream => Compression::ZstdStream,
    };
    let gateway = GatewayOptions::new().compression(compression);
    bot.set_gateway(gateway.without_store());
    bot.dispatcher
        .without_registered_handlers()
        .on(move |message: MessageCreate, _cx: Context| {
            ledger.handled(&message.content);
            async { Ok::<(), BoxError>(()) }
        });
    bot
}

/// A server and its bots, which are connected.
struct Stage {
    server: Arc<GatewayServer>,
    bots: Vec<ClientGroup>,
}

impl Stage {
    async fn set(options: Options, paused: bool) -> Self {
        let server = GatewayServer::start(options.clone(), paused).await;
        Self::set_at(server, &options).await
    }

    /// With a server that runs already.
    async fn set_at(server: GatewayServer, options: &Options) -> Self {
        let bots: Vec<_> = (0..options.bots)
            .map(|number| bot(&server, options, number))
            .collect();
        for bot in &bots {
            bot.start().await.expect("the bot starts");
        }
        let live = timeout(Duration::from_mins(5), server.live()).await;
        live.expect("all shards get a session");
        Self {
            server: Arc::new(server),
            bots,
        }
    }

    /// Ends the bots, which close their sessions.
    async fn strike(self) {
        self.server.let_go();
        for bot in &self.bots {
            bot.stop().await;
        }
    }
}

/// Runs this on a runtime of its own, on this thread. The same seed gives the same run, as far as sockets do.
fn run<T>(paused: bool, seed: u64, future: impl Future<Output = T>) -> T {
    // The client's jitter comes from the thread's generator.
    fastrand::seed(seed);
    let runtime = Builder::new_current_thread()
        .enable_all()
        .start_paused(paused)
        .build()
        .expect("a runtime can be had");
    runtime.block_on(future)
}

/// Publishes messages to random shards, about so often in each, until it is aborted.
async fn publish(server: Arc<GatewayServer>, lines: usize, pause: Duration, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    loop {
        let line = rng.usize(0..lines);
        // Now and then many at once.
        let count = if rng.u8(..) == 0 { 20 } else { 1 };
        for _ in 0..count {
            server.publish(line);
        }
        let part = pause.mul_f64(rng.f64() * 2.0) / u32::try_from(lines).unwrap_or(u32::MAX);
        sleep(part.max(Duration::from_millis(1))).await;
    }
}
