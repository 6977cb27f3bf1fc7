//! Calls about what applications sell.

use asyncord::rest::resource::sku::*;

use super::values::{APPLICATION, SKU, SUBSCRIPTION, USER};

calls! {
    ListSkus {
        minimal: |client| client.skus().list(APPLICATION),
    }
    ListSubscriptions {
        minimal: |client| client.skus().subscriptions(SKU).list(),
        full: |client| client
            .skus()
            .subscriptions(SKU)
            .list()
            .before(SUBSCRIPTION)
            .after(SUBSCRIPTION)
            .limit(100)
            .user_id(USER),
    }
    GetSubscription {
        minimal: |client| client.skus().subscriptions(SKU).get(SUBSCRIPTION),
        full: |client| client.skus().subscriptions(SKU).get(SUBSCRIPTION).user_id(USER),
    }
}
