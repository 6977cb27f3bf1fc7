//! twilight's limiter, used as `twilight-http` uses it, but for one thing: the headers of an answer that is no refusal
//! are read also where they have no `x-ratelimit-scope`, which Discord documents for refusals only.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;
use twilight_http_ratelimiting::{Endpoint, Method, Permit, RateLimitHeaders, RateLimiter};

use crate::limits::{
    run::{Subject, Task},
    server::Reply,
};

#[derive(Clone)]
pub struct Twilight {
    limiter: RateLimiter,
    tickets: Arc<AtomicU64>,
}

impl Twilight {
    pub fn new(per_second: u16) -> Self {
        Self {
            limiter: RateLimiter::new(per_second),
            tickets: Arc::default(),
        }
    }
}

/// Of the same operations as in `ours.rs`. The ids of messages are left out: each would be one more endpoint to learn.
const OPERATIONS: [(Method, &str, &str); 12] = [
    (Method::Post, "channels", "messages"),
    (Method::Get, "channels", "messages"),
    (Method::Patch, "channels", "messages/1"),
    (Method::Delete, "channels", "messages/1"),
    (Method::Post, "channels", "messages/bulk-delete"),
    (Method::Patch, "channels", ""),
    (Method::Get, "channels", ""),
    (Method::Post, "channels", "typing"),
    (Method::Put, "channels", "messages/1/reactions/x/@me"),
    (Method::Get, "channels", "messages/1"),
    (Method::Post, "webhooks", ""),
    (Method::Post, "interactions", "callback"),
];

fn endpoint(operation: usize, major: u64) -> Endpoint {
    let (method, top, rest) = OPERATIONS[operation];
    let path = match (top, rest) {
        ("webhooks", _) => format!("webhooks/1/{major}"),
        ("interactions", _) => format!("interactions/{major}/token/callback"),
        (_, "") => format!("channels/{major}"),
        _ => format!("channels/{major}/{rest}"),
    };
    Endpoint { method, path }
}

fn headers(reply: Reply) -> Option<RateLimitHeaders> {
    let headers = reply.headers?;
    let bucket = headers.bucket.as_bytes().to_vec();
    if let Some(refused) = reply.refused {
        if refused.global {
            return None;
        }
        if refused.shared {
            let seconds = refused.retry_after.as_secs_f64().ceil() as u16;
            // As `RateLimitHeaders::shared`, but by the time that is simulated.
            return Some(RateLimitHeaders {
                bucket,
                limit: 0,
                remaining: 0,
                reset_at: (Instant::now() + Duration::from_secs(seconds.into())).into_std(),
            });
        }
    }
    Some(RateLimitHeaders {
        bucket,
        limit: headers.limit.try_into().unwrap_or(u16::MAX),
        remaining: headers.remaining.try_into().unwrap_or(u16::MAX),
        reset_at: (Instant::now() + headers.reset_after).into_std(),
    })
}

impl Subject for Twilight {
    type Ticket = u64;
    type Permit = Permit;

    fn ticket(&self) -> u64 {
        self.tickets.fetch_add(1, Ordering::Relaxed)
    }

    async fn acquire(&self, task: &Task, _: u64) -> Permit {
        self.limiter.acquire(endpoint(task.operation, task.major)).await
    }

    fn send(&self, _: &mut Permit) {}

    fn complete(&self, permit: Permit, reply: Option<Reply>) {
        // As where the connection fails: dropped.
        if let Some(reply) = reply {
            permit.complete(headers(reply));
        }
    }
}
