//! Events of subscriptions.

use crate::model::{Intents, Subscription};

event! {
    /// A user subscribed to something that the application sells; it need not be paid yet.
    ///
    /// Discord docs: Gateway Events/Subscription Create.
    pub struct SubscriptionCreate(Subscription) = "SUBSCRIPTION_CREATE", Intents::empty();
    tells = |event| {
        user: event.user_id,
    };
}

event! {
    /// A subscription was changed, such as by a new period or by being cancelled.
    ///
    /// Discord docs: Gateway Events/Subscription Update.
    pub struct SubscriptionUpdate(Subscription) = "SUBSCRIPTION_UPDATE", Intents::empty();
    tells = |event| {
        user: event.user_id,
    };
}

event! {
    /// A subscription was deleted.
    ///
    /// Discord docs: Gateway Events/Subscription Delete.
    pub struct SubscriptionDelete(Subscription) = "SUBSCRIPTION_DELETE", Intents::empty();
    tells = |event| {
        user: event.user_id,
    };
}
