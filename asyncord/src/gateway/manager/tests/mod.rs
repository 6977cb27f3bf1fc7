//! Many shards over a gateway in memory, under paused time.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::Setup;
use crate::{
    gateway::{GatewayOptions, testing},
    model::GatewayBot,
};

mod automatic;
mod keep;
mod metrics;
mod pressure;
mod reshard;
mod start;

const LONG: Duration = Duration::from_mins(10);

/// What shards are started with; options as in [`testing::setup`], and then as `set` says.
fn setup(set: impl FnOnce(GatewayOptions) -> GatewayOptions) -> Setup {
    let mut setup = testing::setup("wss://gateway.test");
    setup.options = set(setup.options);
    setup
}

/// What `GET /gateway/bot` says.
fn info(shards: u32, remaining: u32, max_concurrency: u32) -> GatewayBot {
    serde_json::from_value(json!({
        "url": "wss://gateway.test",
        "shards": shards,
        "session_start_limit": {
            "total": 1000,
            "remaining": remaining,
            "reset_after": 86_400_000,
            "max_concurrency": max_concurrency,
        },
    }))
    .unwrap()
}

impl Setup {
    /// With this said at the start and ever after.
    fn told(mut self, info: &GatewayBot) -> Self {
        let again = info.clone();
        self.info = info.clone();
        self.refresh = Arc::new(move || {
            let again = again.clone();
            Box::pin(async move { Ok(again) })
        });
        self
    }
}
