//! twilight against the mock.
//!
//! `BENCH_WANTS=message` has only MESSAGE_CREATE of the blast decoded, `BENCH_WANTS=nobody` nothing of it;
//! both need the mock's `--tail`. `BENCH_CACHE=1` feeds the in-memory cache, `BENCH_SPAWN=1` handles every event in a task of its own
//! (as twilight's examples do), `BENCH_LIMITER=1` keeps the REST rate limiter on.

use std::sync::Arc;

use meter::{Meter, RestPlan};
use twilight_cache_inmemory::{DefaultInMemoryCache, InMemoryCache};
use twilight_gateway::{ConfigBuilder, Event, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _};
use twilight_http::Client;
use twilight_model::id::{Id, marker::ChannelMarker};

const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB";

fn main() {
    let meter = Meter::start();
    rustls::crypto::ring::default_provider()
        .install_default()
        .expect("no other provider");
    if meter::wants_rest() {
        meter::block_on(rest(meter));
    } else {
        meter::block_on(gateway(meter));
    }
}

async fn gateway(meter: &'static Meter) {
    let cache = meter::flag("CACHE").then(|| DefaultInMemoryCache::builder().message_cache_size(0).build());
    let spawn = meter::flag("SPAWN");
    let config = ConfigBuilder::new(TOKEN.to_owned(), Intents::all())
        .proxy_url(meter.config.ws_url())
        .build();
    let mut shard = Shard::with_config(ShardId::ONE, config);

    let wanted = wanted();
    while let Some(item) = shard.next_event(wanted).await {
        let event = match item {
            Ok(event) => event,
            Err(error) => {
                eprintln!("twilight: {error:?}");
                continue;
            }
        };
        update(cache.as_ref(), &event);
        if spawn {
            tokio::spawn(async move { handle(meter, &event) });
        } else {
            handle(meter, &event);
        }
    }
}

fn wanted() -> EventTypeFlags {
    let ends = EventTypeFlags::READY | EventTypeFlags::GUILD_CREATE | EventTypeFlags::GUILD_DELETE;
    match std::env::var("BENCH_WANTS").as_deref() {
        Ok("message") => ends | EventTypeFlags::MESSAGE_CREATE,
        Ok("nobody") => ends,
        _ => EventTypeFlags::all(),
    }
}

fn update(cache: Option<&InMemoryCache>, event: &Event) {
    if let Some(cache) = cache {
        cache.update(event);
    }
}

fn handle(meter: &Meter, event: &Event) {
    match event {
        Event::MessageCreate(message) => meter.message(&message.content),
        Event::Ready(_) => meter.ready(),
        Event::GuildCreate(_) => meter.guild(),
        Event::GuildDelete(_) => meter.tail(),
        Event::PresenceUpdate(_)
        | Event::TypingStart(_)
        | Event::ReactionAdd(_)
        | Event::MessageUpdate(_)
        | Event::MemberAdd(_)
        | Event::MemberRemove(_)
        | Event::InteractionCreate(_)
        | Event::VoiceStateUpdate(_) => meter.other(),
        _ => {}
    }
}

async fn rest(meter: &'static Meter) {
    let plan = RestPlan::from_env();
    let builder = Client::builder()
        .token(TOKEN.to_owned())
        .proxy(meter.config.mock.clone(), true);
    let builder = if meter::flag("LIMITER") {
        // Discord's own 50 requests per second would decide the figure otherwise.
        builder.ratelimiter(Some(twilight_http_ratelimiting::RateLimiter::new(u16::MAX)))
    } else {
        builder.ratelimiter(None)
    };
    let client = Arc::new(builder.build());
    post(&client, Id::new(900_000_000_000_000_000)).await;

    meter::rest(&meter.config.label, plan.requests, async {
        let tasks: Vec<_> = (0..plan.tasks)
            .map(|task| {
                let client = Arc::clone(&client);
                let channels = plan.channels_of(task);
                tokio::spawn(async move {
                    for channel in channels {
                        post(&client, Id::new(channel)).await;
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

async fn post(client: &Client, channel: Id<ChannelMarker>) {
    let response = client
        .create_message(channel)
        .content("hello from the bench")
        .await
        .expect("response");
    let message = response.model().await.expect("model");
    assert_eq!(message.content.len(), 20);
}
