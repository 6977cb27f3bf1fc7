//! Every form of a task, of a hook and of a middleware.

#![allow(dead_code)]

use asyncord::{Middleware, prelude::*};

use std::sync::Arc;

#[derive(Arguments)]
struct App {
    text: String,
}

#[task(every = "5m")]
async fn without_parameters() {}

#[task(every = "30s", overlap, timeout = "10s", group = "MyBot1", args = App)]
async fn by_interval(client: RestClient, cx: &Context, text: &str) -> Result {
    let _ = (client, cx, text);
    Ok(())
}

#[task(cron = "0 9 * * MON", timezone = "Europe/Paris", manual, type = Weekly)]
async fn by_clock(gateway: &GatewayClient, limit: Option<u32>, names: &[String]) -> Result<u8> {
    let _ = (gateway, limit, names);
    Ok(1)
}

#[on_start]
async fn at_first() {}

#[on_start(priority = 10, args = App, group = "MyBot1")]
async fn before(client: RestClient, text: &str) -> Result {
    let _ = (client, text);
    Ok(())
}

#[on_shutdown(priority = -10, manual, type = Last)]
async fn after(
    client: &RestClient,
    client_groups: ClientGroups,
) -> std::result::Result<(), String> {
    let _ = (client, client_groups);
    Err("no".to_owned())
}

type Failure = Arc<HandlerFailure>;

#[on_error]
async fn borrowed(failure: &HandlerFailure) {
    println!("{failure}");
}

#[on_error(args = App)]
async fn shared(failure: Arc<HandlerFailure>, text: &str) -> Result {
    println!("{text}: {failure}");
    Ok(())
}

#[on_error(manual, type = Report)]
async fn alias(_failure: Failure, cx: Context) {
    let _ = cx;
}

#[middleware]
async fn plain(next: Next) -> Result {
    next.run().await
}

#[middleware(priority = 10, args = App, computed(place), group = "MyBot1")]
async fn with_arguments(next: Next, text: &str, place: &usize, cx: Context) {
    let _ = (text, place, cx);
    if let Err(error) = next.run().await {
        println!("{error}");
    }
}

#[provider]
async fn place(event: &RawEvent) -> usize {
    event.name().len()
}

const LATE: i32 = -100;

#[middleware(priority = LATE, manual, type = Around)]
async fn mutable(mut next: Next) -> Result {
    let again = &mut next;
    let _ = again;
    next.run().await
}

/// A middleware of a library, with a value of its own.
struct Cooldown(u8);

impl Middleware for Cooldown {
    async fn call(&self, next: Next) -> Result {
        if self.0 == 0 {
            return Ok(());
        }
        next.run().await
    }
}

impl Cooldown {
    const fn new(times: u8) -> Self {
        Self(times)
    }
}

#[handler(wrap = Cooldown::new(5))]
async fn wrapped(_message: &MessageCreate) {}

#[handler(wrap = (Cooldown(1), Cooldown::new(2)))]
async fn wrapped_twice(_message: &MessageCreate) {}

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher
        .add_handler::<by_interval>()
        .add_handler::<Weekly>()
        .add_handler::<before>()
        .add_handler::<Last>()
        .add_handler::<Report>()
        .add_handler::<Around>();
}
