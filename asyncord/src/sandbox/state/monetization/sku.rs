//! What an application sells. Discord docs: SKU.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Changed, Refusal, Store,
    ids::{ApplicationId, SkuId},
};

const AVAILABLE: u64 = 1 << 2;
const GUILD_SUBSCRIPTION: u64 = 1 << 7;
const USER_SUBSCRIPTION: u64 = 1 << 8;

/// Discord docs: SKU/SKU Types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SkuKind {
    Durable,
    Consumable,
    Subscription,
    /// What Discord makes beside each subscription.
    SubscriptionGroup,
}

impl SkuKind {
    fn number(self) -> u8 {
        match self {
            Self::Durable => 2,
            Self::Consumable => 3,
            Self::Subscription => 5,
            Self::SubscriptionGroup => 6,
        }
    }
}

/// Something that an application sells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sku {
    pub(super) id: SkuId,
    pub(super) application_id: ApplicationId,
    pub(super) kind: SkuKind,
    name: String,
    /// A subscription is a guild's, not a user's.
    for_guilds: bool,
}

/// A thing to be sold.
#[derive(Clone, Debug)]
pub(crate) struct NewSku {
    pub(crate) name: String,
    pub(crate) kind: SkuKind,
    pub(crate) for_guilds: bool,
}

impl Sku {
    fn json(&self) -> Value {
        let flags = match self.kind {
            SkuKind::Durable | SkuKind::Consumable => AVAILABLE,
            SkuKind::Subscription | SkuKind::SubscriptionGroup if self.for_guilds => {
                AVAILABLE | GUILD_SUBSCRIPTION
            }
            SkuKind::Subscription | SkuKind::SubscriptionGroup => AVAILABLE | USER_SUBSCRIPTION,
        };
        json!({
            "id": self.id,
            "type": self.kind.number(),
            "application_id": self.application_id,
            "name": self.name,
            "slug": self.name.to_lowercase().replace(' ', "-"),
            "flags": flags,
        })
    }
}

impl Store {
    /// Puts something on sale; beside a subscription there is its group.
    pub(crate) fn create_sku(
        &mut self,
        application_id: ApplicationId,
        new: NewSku,
    ) -> Result<Changed<Value>, Refusal> {
        self.application(application_id)?;
        let sku = Sku {
            id: self.clock.next_id(),
            application_id,
            kind: new.kind,
            name: new.name,
            for_guilds: new.for_guilds,
        };
        if new.kind == SkuKind::Subscription {
            let id = self.clock.next_id();
            let group = Sku {
                id,
                kind: SkuKind::SubscriptionGroup,
                ..sku.clone()
            };
            self.monetization.skus.insert(id, group);
        }
        let json = sku.json();
        self.monetization.skus.insert(sku.id, sku);
        Ok(Changed::nothing(json))
    }

    /// What an application sells.
    pub(crate) fn skus_of(&self, application: ApplicationId) -> Vec<Value> {
        self.monetization
            .skus
            .values()
            .filter(|sku| sku.application_id == application)
            .map(Sku::json)
            .collect()
    }

    /// Something that this application sells.
    pub(crate) fn sku(&self, application: ApplicationId, id: SkuId) -> Result<&Sku, Refusal> {
        self.monetization
            .skus
            .get(&id)
            .filter(|sku| sku.application_id == application)
            .ok_or(Refusal::UNKNOWN_SKU)
    }
}
