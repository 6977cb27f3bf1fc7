//! What applications sell, and subscriptions to it.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, SkuMarker, SubscriptionMarker, UserMarker},
    },
    model::{List, Sku, Subscription},
    rest::RestClient,
};

group! {
    /// What applications sell; from [`RestClient::skus`].
    pub struct Skus {}
}

group! {
    /// Subscriptions to a SKU; from [`Skus::subscriptions`].
    pub struct Subscriptions { sku_id: SkuMarker }
}

impl RestClient {
    /// What applications sell.
    pub fn skus(&self) -> Skus {
        Skus::new(self)
    }
}

impl Skus {
    /// The subscriptions to a SKU.
    pub fn subscriptions(&self, sku_id: impl Into<Id<SkuMarker>>) -> Subscriptions {
        Subscriptions::new(&self.client, sku_id.into())
    }
}

operation! {
    /// Lists what an application sells.
    ///
    /// Each subscription is there twice: the SKU, and a group of the type `SUBSCRIPTION_GROUP` around it.
    ///
    /// Discord docs: SKU/List SKUs.
    ListSkus = GET "/applications/{application_id}/skus" -> List<Sku>;
    fn Skus::list(application_id: Id<ApplicationMarker> in path);
}

operation! {
    /// Lists subscriptions, by their ids.
    ///
    /// Needs a user, unless it is asked for by one (OAuth2).
    ///
    /// Discord docs: Subscription/List SKU Subscriptions.
    ListSubscriptions = GET "/skus/{sku_id}/subscriptions" -> List<Subscription>, bearer;
    fn Subscriptions::list();
    query {
        /// Lists those before this one.
        before: Id<SubscriptionMarker>,
        /// Lists those after this one.
        after: Id<SubscriptionMarker>,
        /// Sets how many, 1 to 100; 50 where not set.
        limit: u8 [range 1..=100],
        /// Lists those of this user.
        user_id: Id<UserMarker>,
    }
}

operation! {
    /// Gets a subscription.
    ///
    /// Discord docs: Subscription/Get SKU Subscription.
    GetSubscription = GET "/skus/{sku_id}/subscriptions/{subscription_id}" -> Subscription, bearer;
    fn Subscriptions::get(subscription_id: Id<SubscriptionMarker> in path);
    query {
        /// Says whose it is.
        user_id: Id<UserMarker>,
    }
}
