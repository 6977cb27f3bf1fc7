//! How a request is sent: time-outs and repetitions.

use std::time::Duration;

/// How one request is sent, where that is to differ from the client's settings.
///
/// ```no_run
/// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
/// use std::time::Duration;
///
/// use asyncord::rest::RequestOptions;
///
/// let quick = RequestOptions::new().timeout(Duration::from_secs(2)).retries(0);
/// let me = client.users().me().with(quick).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use = "options are for a request's `with`"]
pub struct RequestOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) repeatable: Option<bool>,
}

impl RequestOptions {
    /// Options that change nothing.
    pub const fn new() -> Self {
        Self {
            timeout: None,
            retries: None,
            repeatable: None,
        }
    }

    /// Sets how long each attempt may take from connecting to the end of the answer.
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how often the request is repeated after a failure of the network or of Discord; 0 for never.
    ///
    /// Waiting for rate limits is no repetition.
    pub const fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Whether the request is repeated also where it may have arrived.
    ///
    /// By default that holds for what does no more when it is done twice: everything but POST and PATCH, and
    /// messages with an [enforced nonce](super::body::NewMessage::enforce_nonce).
    pub const fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = Some(repeatable);
        self
    }
}

/// How requests are repeated after a failure of the network or of Discord (502, 503, 504).
///
/// Waits begin at a quarter of a second, double each time, and are drawn between half and the whole of that, so that
/// many clients do not come back at once. The budget keeps an outage from being answered with a multiple of the
/// usual load: of 10 requests 2 may be repeated, and 20 in a row after a quiet time.
///
/// ```
/// use std::time::Duration;
///
/// use asyncord::rest::{RestClient, RetryPolicy};
///
/// let policy = RetryPolicy::new().retries(5).most_wait(Duration::from_secs(20));
/// let client = RestClient::builder("the bot's token").retry(policy).build()?;
/// # Ok::<(), asyncord::rest::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a policy is for a client's builder"]
pub struct RetryPolicy {
    pub(crate) retries: u32,
    pub(crate) first_wait: Duration,
    pub(crate) most_wait: Duration,
    pub(crate) share: f64,
    pub(crate) reserve: u32,
}

impl RetryPolicy {
    /// The defaults: 3 repetitions, waits of a quarter of a second to 10 seconds, a budget of a fifth of all requests.
    pub const fn new() -> Self {
        Self {
            retries: 3,
            first_wait: Duration::from_millis(250),
            most_wait: Duration::from_secs(10),
            share: 0.2,
            reserve: 20,
        }
    }

    /// Repeats nothing.
    pub const fn never() -> Self {
        Self::new().retries(0)
    }

    /// Sets how often one request is repeated.
    pub const fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the first wait; each further one is twice as long.
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// Sets the longest wait.
    pub const fn most_wait(mut self, wait: Duration) -> Self {
        self.most_wait = wait;
        self
    }

    /// Sets the budget: which share of all requests may be repeated, 0 to 1, and how many in a row after a quiet time.
    pub const fn budget(mut self, share: f64, reserve: u32) -> Self {
        self.share = share.clamp(0.0, 1.0);
        self.reserve = reserve;
        self
    }

    /// The wait before a repetition, counted from 0, without the jitter.
    pub(crate) fn wait(&self, repetition: u32) -> Duration {
        let factor = 2_u32.saturating_pow(repetition);
        self.first_wait.saturating_mul(factor).min(self.most_wait)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::RetryPolicy;

    #[test]
    fn waits_double_up_to_the_longest() {
        let policy = RetryPolicy::new().most_wait(Duration::from_secs(3));
        let waits: Vec<_> = (0..5).map(|n| policy.wait(n).as_millis()).collect();
        assert_eq!(waits, [250, 500, 1000, 2000, 3000]);
        assert_eq!(policy.wait(u32::MAX), Duration::from_secs(3));
    }
}
