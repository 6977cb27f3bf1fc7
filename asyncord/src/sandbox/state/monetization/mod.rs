//! What people pay for. Discord docs: Monetization.

mod entitlement;
mod sku;
mod subscription;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    entitlement::{Entitlement, Owner, Wanted},
    sku::{NewSku, SkuKind},
    subscription::NewSubscription,
};

use self::{sku::Sku, subscription::Subscription};
use super::ids::{EntitlementId, SkuId, SubscriptionId};

/// Everything that is sold and was bought.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Monetization {
    skus: BTreeMap<SkuId, Sku>,
    entitlements: BTreeMap<EntitlementId, Entitlement>,
    subscriptions: BTreeMap<SubscriptionId, Subscription>,
}

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range<I> {
    pub(crate) before: Option<I>,
    pub(crate) after: Option<I>,
    pub(crate) limit: usize,
}

impl<I> Default for Range<I> {
    fn default() -> Self {
        Self {
            before: None,
            after: None,
            limit: 100,
        }
    }
}

impl<I: Ord + Copy> Range<I> {
    /// The part of a list in the order of its ids: the first behind `after`, else the newest.
    fn part<'s, T: 's>(&self, list: impl DoubleEndedIterator<Item = (&'s I, &'s T)>) -> Vec<&'s T>
    where
        I: 's,
    {
        let list = list
            .filter(|(id, _)| self.before.is_none_or(|before| **id < before))
            .filter(|(id, _)| self.after.is_none_or(|after| **id > after))
            .map(|(_, item)| item);
        if self.after.is_some() {
            list.take(self.limit).collect()
        } else {
            list.rev().take(self.limit).collect()
        }
    }
}
