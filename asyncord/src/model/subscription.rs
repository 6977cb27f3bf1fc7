//! Subscriptions to what an application sells.

use super::{List, Text, Timestamp, wire::object};
use crate::id::{
    Id,
    marker::{EntitlementMarker, SkuMarker, SubscriptionMarker, UserMarker},
};

/// What a user pays for again and again.
///
/// What the user may use is told by the entitlements, not by this.
///
/// Discord docs: Subscription/Subscription Object.
#[object]
pub struct Subscription {
    /// The subscription's id, which tells when it began.
    pub id: Id<SubscriptionMarker>,
    /// Who pays.
    pub user_id: Option<Id<UserMarker>>,
    /// What is paid for.
    pub sku_ids: List<Id<SkuMarker>>,
    /// What it gives.
    pub entitlement_ids: List<Id<EntitlementMarker>>,
    /// What will be paid for from the next period on, where that is something else.
    pub renewal_sku_ids: List<Id<SkuMarker>>,
    /// When the current period began.
    pub current_period_start: Option<Timestamp>,
    /// When the current period ends.
    pub current_period_end: Option<Timestamp>,
    /// Whether it goes on.
    pub status: Option<SubscriptionStatus>,
    /// When it was cancelled.
    pub canceled_at: Option<Timestamp>,
    /// The country of the means of payment, in two letters (ISO 3166-1); only for a private OAuth2 scope.
    pub country: Option<Text>,
}

impl Subscription {
    /// When it began.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }
}

open_enum! {
    /// Whether a subscription goes on.
    ///
    /// Any of these can come within or outside of the current period.
    ///
    /// Discord docs: Subscription/Subscription Statuses.
    pub enum SubscriptionStatus {
        /// It is to be renewed.
        Active = 0 => "ACTIVE",
        /// It is not charged.
        Inactive = 1 => "INACTIVE",
        /// It is active, but will not be renewed.
        Ending = 2 => "ENDING",
    }
}
