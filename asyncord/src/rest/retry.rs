//! How many requests may be repeated at all, so that an outage is not answered with more load.

use std::sync::Mutex;

use super::RetryPolicy;

/// Fills with every request by a share of one, and empties with every repetition by one.
#[derive(Debug)]
pub(super) struct Budget {
    left: Mutex<f64>,
    share: f64,
    most: f64,
}

impl Budget {
    pub(super) fn new(policy: &RetryPolicy) -> Self {
        let most = f64::from(policy.reserve);
        Self {
            left: Mutex::new(most),
            share: policy.share,
            most,
        }
    }

    /// A request is sent for the first time.
    pub(super) fn deposit(&self) {
        let mut left = crate::lock(&self.left);
        *left = (*left + self.share).min(self.most);
    }

    /// Whether one may be repeated.
    pub(super) fn withdraw(&self) -> bool {
        let mut left = crate::lock(&self.left);
        let enough = *left >= 1.0;
        if enough {
            *left -= 1.0;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, RetryPolicy};

    #[test]
    fn an_outage_is_not_answered_with_a_multiple_of_the_load() {
        let budget = Budget::new(&RetryPolicy::new().budget(0.2, 10));
        let mut repeated = 0;
        for _ in 0..1_000 {
            budget.deposit();
            for _ in 0..3 {
                repeated += u32::from(budget.withdraw());
            }
        }
        assert!((200..=211).contains(&repeated), "{repeated}");
    }
}
