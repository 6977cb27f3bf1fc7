//! asyncord against the mock, by its public API only.
//!
//! `asyncord-bench <case>`, or `asyncord-bench rest`. Cases: `all` (a handler for each event of the mix, each
//! decoded), `any` (one handler on everything, decoded as `AnyEvent`), `message` (one handler on
//! MESSAGE_CREATE), `projection` (the same with an event type of two fields), `raw` (one handler on
//! everything, undecoded) and `nobody` (nothing of the blast is wanted). `message`, `projection` and `nobody`
//! need the mock's `--tail`. `BENCH_COMPRESS` and `BENCH_SHARDS` say how to connect.

mod projection;

use std::ops::Deref;

use asyncord::{
    gateway::{Compression, GatewayOptions, Sharding},
    prelude::*,
    rest::RestClient,
};
use meter::{Meter, RestPlan};

use crate::projection::Lite;

const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB";

/// The meter as an argument of handlers.
#[derive(Clone, Copy)]
struct Gauge(&'static Meter);

impl Deref for Gauge {
    type Target = Meter;

    fn deref(&self) -> &Meter {
        self.0
    }
}

fn main() {
    let meter = Meter::start();
    if meter::wants_rest() {
        meter::block_on(rest(meter));
    } else {
        meter::block_on(gateway(meter));
    }
}

/// How to connect: plain text unless `BENCH_COMPRESS` is `zlib` or `zstd`, over `BENCH_SHARDS` shards.
fn options() -> GatewayOptions {
    let compression = match std::env::var("BENCH_COMPRESS").as_deref() {
        Ok("zlib") => Compression::ZlibStream,
        Ok("zstd") => Compression::ZstdStream,
        _ => Compression::None,
    };
    let shards = std::env::var("BENCH_SHARDS").map_or(1, |shards| shards.parse().expect("BENCH_SHARDS"));
    GatewayOptions::new()
        .compression(compression)
        .sharding(Sharding::fixed(shards))
}

async fn gateway(meter: &'static Meter) {
    let bot = asyncord::run(TOKEN)
        .api_url(meter.config.http_url())
        .gateway(options())
        // As the other libraries are asked to: the mock sends everything whatever is asked for.
        .intents(Intents::all())
        .argument("meter", Gauge(meter));
    let case = std::env::args().nth(1).unwrap_or_default();
    let bot = match case.as_str() {
        "raw" => bot.add_handler::<everything>(),
        "any" => bot.add_handler::<anything>(),
        _ => bot.add_handler::<ready>().add_handler::<guild>(),
    };
    let bot = match case.as_str() {
        "raw" | "any" => bot,
        "nobody" => bot.add_handler::<tail>(),
        "message" => bot.add_handler::<tail>().add_handler::<message>(),
        "projection" => bot.add_handler::<tail>().add_handler::<lite>(),
        "all" => bot
            .add_handler::<message>()
            .add_handler::<edited>()
            .add_handler::<typing>()
            .add_handler::<reaction>()
            .add_handler::<joined>()
            .add_handler::<left>()
            .add_handler::<presence>()
            .add_handler::<interaction>()
            .add_handler::<voice>(),
        other => panic!("unknown case `{other}`"),
    };
    bot.await.expect("the bot runs");
}

#[handler(manual)]
async fn ready(_event: &Ready, meter: Gauge) {
    meter.ready();
}

#[handler(manual)]
async fn guild(_event: &GuildCreate, meter: Gauge) {
    meter.guild();
}

#[handler(manual)]
async fn tail(_event: &GuildDelete, meter: Gauge) {
    meter.tail();
}

#[handler(manual)]
async fn message(event: &MessageCreate, meter: Gauge) {
    meter.message(&event.content);
}

#[handler(manual)]
async fn lite(event: &Lite, meter: Gauge) {
    std::hint::black_box(event.channel_id);
    meter.message(&event.content);
}

#[handler(manual)]
async fn edited(_event: &MessageUpdate, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn typing(_event: &TypingStart, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn reaction(_event: &MessageReactionAdd, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn joined(_event: &GuildMemberAdd, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn left(_event: &GuildMemberRemove, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn presence(_event: &PresenceUpdate, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn interaction(_event: &InteractionCreate, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn voice(_event: &VoiceStateUpdate, meter: Gauge) {
    meter.other();
}

#[handler(manual)]
async fn anything(event: &AnyEvent, meter: Gauge) {
    match event {
        AnyEvent::Ready(_) => meter.ready(),
        AnyEvent::GuildCreate(_) => meter.guild(),
        AnyEvent::MessageCreate(event) => meter.message(&event.content),
        AnyEvent::GuildDelete(_) => {}
        _ => meter.other(),
    }
}

#[handler(manual)]
async fn everything(event: &RawEvent, meter: Gauge) {
    match event.name() {
        "READY" => meter.ready(),
        "GUILD_CREATE" => meter.guild(),
        "GUILD_DELETE" => {}
        _ => {
            std::hint::black_box(event.json());
            meter.other();
        }
    }
}

async fn rest(meter: &'static Meter) {
    let plan = RestPlan::from_env();
    let client = RestClient::builder(TOKEN)
        .api_url(&meter.config.http_url())
        // Discord's own 50 requests per second would decide the figure otherwise.
        .requests_per_second(u16::MAX.into())
        .build()
        .expect("client");
    post(&client, 900_000_000_000_000_000).await;

    meter::rest(&meter.config.label, plan.requests, async {
        let tasks: Vec<_> = (0..plan.tasks)
            .map(|task| {
                let client = client.clone();
                let channels = plan.channels_of(task);
                tokio::spawn(async move {
                    for channel in channels {
                        post(&client, channel).await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("task");
        }
    })
    .await;
}

async fn post(client: &RestClient, channel: u64) {
    let message = client
        .channels()
        .messages(Id::new(channel))
        .create("hello from the bench")
        .await
        .expect("response");
    assert_eq!(message.content.len(), 20);
}
