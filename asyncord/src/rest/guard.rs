//! Keeps the address from being banned: Discord shuts out addresses that send too many invalid requests.
//!
//! Answers 401, 403 and 429 (but those of a shared limit) count, over all clients of a process that send to one
//! address. Up to half of what Discord takes in ten minutes nothing happens. From there on requests are spaced so
//! that what is left lasts for ten minutes even if every one of them fails. At 95 % requests are refused.
//!
//! Discord docs: Rate Limits/Invalid Request Limit.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use http::StatusCode;
use tokio::time::Instant;

use super::{Error, ErrorKind, OperationInfo, registry::Registry};

/// How many invalid requests Discord takes from an address in ten minutes.
pub(crate) const INVALID_REQUESTS: u32 = 10_000;

const WINDOW: Duration = Duration::from_mins(10);
/// The grain of counting.
const SLOT: Duration = Duration::from_secs(10);

/// The count of one address.
#[derive(Debug)]
pub(crate) struct Guard(Mutex<Counts>);

#[derive(Debug)]
struct Counts {
    limit: u32,
    /// When a slot began, and how many were counted in it.
    slots: VecDeque<(Instant, u32)>,
    total: u32,
    /// When the next request may go, where they are spaced.
    next: Option<Instant>,
    /// What was answered last.
    last: Option<(&'static OperationInfo, u16)>,
}

/// Whether a request may go.
#[derive(Debug, PartialEq)]
enum Verdict {
    Go,
    At(Instant),
    Refused { until: Instant },
}

impl Guard {
    pub(crate) fn new(limit: u32) -> Self {
        Self(Mutex::new(Counts {
            limit,
            slots: VecDeque::new(),
            total: 0,
            next: None,
            last: None,
        }))
    }

    /// The guard that all clients of `base` share in this process.
    pub(crate) fn shared(base: &str) -> Arc<Self> {
        static SHARED: Registry<String, Guard> = Registry::new();
        SHARED.get(base.to_owned(), || Self::new(INVALID_REQUESTS))
    }

    /// Sets how many invalid requests are taken in ten minutes.
    pub(crate) fn set_limit(&self, limit: u32) {
        crate::lock(&self.0).limit = limit;
    }

    /// Waits until a request may go.
    pub(crate) async fn admit(&self, operation: &'static OperationInfo) -> Result<(), Error> {
        let verdict = crate::lock(&self.0).verdict(Instant::now());
        match verdict {
            Verdict::Go => Ok(()),
            Verdict::At(time) => {
                tokio::time::sleep_until(time).await;
                Ok(())
            }
            Verdict::Refused { until } => Err(self.refusal(operation, until)),
        }
    }

    /// Fails if so many requests have failed that no more may be sent, without waiting: for those that have waited
    /// elsewhere since they were admitted.
    pub(crate) fn check(&self, operation: &'static OperationInfo) -> Result<(), Error> {
        let until = crate::lock(&self.0).refused_until(Instant::now());
        match until {
            Some(until) => Err(self.refusal(operation, until)),
            None => Ok(()),
        }
    }

    /// Counts an answer.
    pub(crate) fn count(&self, operation: &'static OperationInfo, status: StatusCode) {
        crate::lock(&self.0).count(operation, status.as_u16(), Instant::now());
    }

    fn refusal(&self, operation: &'static OperationInfo, until: Instant) -> Error {
        let counts = crate::lock(&self.0);
        let last = counts.last.map_or_else(String::new, |(last, status)| {
            format!(" (the last: {last} with status {status})")
        });
        Error::new(
            ErrorKind::RateLimited,
            format!(
                "not sent: {} of the {} invalid requests that Discord takes from an address in ten minutes have been \
                 answered with 401, 403 or 429{last}, and more would have it banned; find out why they fail",
                counts.total, counts.limit,
            ),
        )
        .with_operation(operation)
        .with_retry_after(Some(until.saturating_duration_since(Instant::now())))
    }
}

impl Counts {
    fn forget(&mut self, now: Instant) {
        while let Some((began, count)) = self.slots.front() {
            if *began + SLOT + WINDOW > now {
                break;
            }
            self.total -= count;
            self.slots.pop_front();
        }
    }

    fn count(&mut self, operation: &'static OperationInfo, status: u16, now: Instant) {
        self.forget(now);
        self.total += 1;
        if self.total == self.limit / 2 {
            tracing::warn!(
                %operation,
                status,
                invalid_requests = self.total,
                "many requests have been refused lately: slowing down, lest Discord ban this address"
            );
        }
        self.last = Some((operation, status));
        match self.slots.back_mut() {
            Some((began, count)) if *began + SLOT > now => *count += 1,
            _ => self.slots.push_back((now, 1)),
        }
    }

    fn verdict(&mut self, now: Instant) -> Verdict {
        if let Some(until) = self.refused_until(now) {
            return Verdict::Refused { until };
        }
        if self.total < self.limit / 2 {
            self.next = None;
            return Verdict::Go;
        }
        let at = self.next.map_or(now, |next| next.max(now));
        self.next = Some(at + WINDOW / self.limit.max(1));
        if at > now {
            Verdict::At(at)
        } else {
            Verdict::Go
        }
    }

    fn refused_until(&mut self, now: Instant) -> Option<Instant> {
        self.forget(now);
        let most = self.limit - self.limit / 20;
        (self.total >= most).then(|| self.until_below(most, now))
    }

    /// When fewer than `most` are left, if nothing is added.
    fn until_below(&self, most: u32, now: Instant) -> Instant {
        let mut total = self.total;
        for (began, count) in &self.slots {
            total -= count;
            if total < most {
                return *began + SLOT + WINDOW;
            }
        }
        now
    }
}

/// Whether an answer is one of those that Discord counts.
pub(crate) fn is_invalid(status: StatusCode, of_shared_limit: bool) -> bool {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => true,
        StatusCode::TOO_MANY_REQUESTS => !of_shared_limit,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Guard;
    use crate::rest::{ErrorKind, OperationInfo, resource::message::CreateMessage};

    static CREATE: OperationInfo = CreateMessage::OPERATION;

    fn fail(guard: &Guard, times: u32) {
        for _ in 0..times {
            guard.count(&CREATE, http::StatusCode::FORBIDDEN);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn it_slows_at_half_and_refuses_before_discord_bans() {
        let guard = Guard::new(100);
        let start = Instant::now();
        fail(&guard, 49);
        for _ in 0..1_000 {
            guard.admit(&CREATE).await.unwrap();
        }
        assert_eq!(
            start.elapsed(),
            Duration::ZERO,
            "nothing happens below half"
        );

        // From there on every request fails, and still the limit is never reached in ten minutes.
        let mut sent = 49;
        let refused = loop {
            match guard.admit(&CREATE).await {
                Ok(()) => fail(&guard, 1),
                Err(error) => break error,
            }
            sent += 1;
        };
        assert_eq!(sent, 95);
        assert!(
            start.elapsed() >= Duration::from_secs(44 * 6),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(refused.kind(), ErrorKind::RateLimited);
        let text = refused.to_string();
        assert!(
            text.contains("95 of the 100") && text.contains("status 403"),
            "{text}"
        );

        // Refusing goes on until enough has been forgotten.
        tokio::time::advance(refused.retry_after().unwrap()).await;
        guard.admit(&CREATE).await.unwrap();
        tokio::time::advance(Duration::from_mins(11)).await;
        let start = Instant::now();
        for _ in 0..1_000 {
            guard.admit(&CREATE).await.unwrap();
        }
        assert_eq!(start.elapsed(), Duration::ZERO, "all forgotten");
    }
}
