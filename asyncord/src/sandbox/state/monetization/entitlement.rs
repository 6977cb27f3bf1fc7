//! What users and guilds have of what is sold. Discord docs: Entitlement.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Changed, Event, Refusal, Store,
        event::Audience,
        ids::{ApplicationId, EntitlementId, GuildId, SkuId, SubscriptionId, UserId, iso},
    },
    Range, SkuKind,
};

/// Discord docs: Entitlement/Entitlement Types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Origin {
    Purchase,
    TestModePurchase,
    Subscription,
}

impl Origin {
    fn number(self) -> u8 {
        match self {
            Self::Purchase => 1,
            Self::TestModePurchase => 4,
            Self::Subscription => 8,
        }
    }
}

/// Who has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Guild(GuildId),
    User(UserId),
}

/// That a user or a guild has something.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entitlement {
    pub(super) id: EntitlementId,
    sku_id: SkuId,
    application_id: ApplicationId,
    /// Who bought it; of a guild's it is no owner.
    user_id: UserId,
    guild_id: Option<GuildId>,
    origin: Origin,
    /// Made by the application to try it out, without an end.
    is_test: bool,
    pub(super) deleted: bool,
    starts_at: Option<u64>,
    pub(super) ends_at: Option<u64>,
    consumed: Option<bool>,
    subscription_id: Option<SubscriptionId>,
}

/// Which entitlements are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) user_id: Option<UserId>,
    pub(crate) guild_id: Option<GuildId>,
    pub(crate) sku_ids: Option<Vec<SkuId>>,
    pub(crate) with_ended: bool,
    pub(crate) with_deleted: bool,
    pub(crate) with_consumed: bool,
    pub(crate) range: Range<EntitlementId>,
}

impl Entitlement {
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "id": self.id,
            "sku_id": self.sku_id,
            "application_id": self.application_id,
            "user_id": self.user_id,
            "type": self.origin.number(),
            "deleted": self.deleted,
            "starts_at": self.starts_at.map(iso),
            "ends_at": self.ends_at.map(iso),
            "consumed": self.consumed.unwrap_or(false),
        });
        if let Some(guild) = self.guild_id {
            json["guild_id"] = json!(guild);
        }
        if let Some(subscription) = self.subscription_id {
            json["subscription_id"] = json!(subscription);
        }
        json
    }

    fn has_ended(&self, now: u64) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    /// Whether it counts now.
    fn is_active(&self, now: u64) -> bool {
        !self.deleted && !self.has_ended(now) && self.consumed != Some(true)
    }

    fn owner(&self) -> Owner {
        match self.guild_id {
            Some(guild) => Owner::Guild(guild),
            None => Owner::User(self.user_id),
        }
    }
}

impl Wanted {
    fn takes(&self, entitlement: &Entitlement, now: u64) -> bool {
        let is_of_user = self
            .user_id
            .is_none_or(|user| entitlement.owner() == Owner::User(user));
        let is_of_guild = self
            .guild_id
            .is_none_or(|guild| entitlement.guild_id == Some(guild));
        is_of_user
            && is_of_guild
            && self
                .sku_ids
                .as_ref()
                .is_none_or(|skus| skus.contains(&entitlement.sku_id))
            && (self.with_ended || !entitlement.has_ended(now))
            && (self.with_deleted || !entitlement.deleted)
            && (self.with_consumed || entitlement.consumed != Some(true))
    }
}

impl Store {
    pub(crate) fn entitlement(
        &self,
        application: ApplicationId,
        id: EntitlementId,
    ) -> Result<&Entitlement, Refusal> {
        self.monetization
            .entitlements
            .get(&id)
            .filter(|entitlement| entitlement.application_id == application)
            .ok_or(Refusal::UNKNOWN_ENTITLEMENT)
    }

    pub(crate) fn entitlements(&self, application: ApplicationId, wanted: &Wanted) -> Vec<Value> {
        let now = self.clock.now();
        let list = self
            .monetization
            .entitlements
            .iter()
            .filter(|(_, entitlement)| {
                entitlement.application_id == application && wanted.takes(entitlement, now)
            });
        let part = wanted.range.part(list);
        part.into_iter().map(Entitlement::json).collect()
    }

    /// What counts for a user in a place, as interactions bring it.
    pub(crate) fn active_entitlements(
        &self,
        application: ApplicationId,
        user: UserId,
        guild: Option<GuildId>,
    ) -> Vec<Value> {
        let now = self.clock.now();
        self.monetization
            .entitlements
            .values()
            .filter(|entitlement| {
                entitlement.application_id == application
                    && entitlement.is_active(now)
                    && match entitlement.owner() {
                        Owner::User(owner) => owner == user,
                        Owner::Guild(owner) => Some(owner) == guild,
                    }
            })
            .map(Entitlement::json)
            .collect()
    }

    /// Gives somebody something to try the application out.
    pub(crate) fn create_test_entitlement(
        &mut self,
        application: ApplicationId,
        sku: SkuId,
        owner: Owner,
    ) -> Result<Changed<Value>, Refusal> {
        let kind = self.sku(application, sku)?.kind;
        self.check_owner(owner)?;
        let origin = match kind {
            SkuKind::SubscriptionGroup => return Err(Refusal::INVALID_SKU),
            SkuKind::Subscription => Origin::Subscription,
            SkuKind::Durable | SkuKind::Consumable => Origin::TestModePurchase,
        };
        self.check_new_entitlement(kind, sku, owner)?;
        let buyer = match owner {
            Owner::User(user) => user,
            Owner::Guild(_) => self.application(application)?.owner_id,
        };
        let mut new = self.new_entitlement(application, sku, kind, owner, buyer);
        new.origin = origin;
        new.is_test = true;
        new.starts_at = None;
        Ok(self.grant(new))
    }

    /// Lets a person buy something that is no subscription.
    pub(crate) fn buy(
        &mut self,
        application: ApplicationId,
        sku: SkuId,
        user: UserId,
    ) -> Result<Changed<Value>, Refusal> {
        let kind = self.sku(application, sku)?.kind;
        self.person(user)?;
        if matches!(kind, SkuKind::Subscription | SkuKind::SubscriptionGroup) {
            return Err(Refusal::INVALID_SKU);
        }
        self.check_new_entitlement(kind, sku, Owner::User(user))?;
        let new = self.new_entitlement(application, sku, kind, Owner::User(user), user);
        Ok(self.grant(new))
    }

    fn check_owner(&self, owner: Owner) -> Result<(), Refusal> {
        match owner {
            Owner::Guild(guild) => self.guild(guild).map(|_| ()),
            Owner::User(user) => self.person(user).map(|_| ()),
        }
    }

    /// All but what is used up one has but once.
    pub(super) fn check_new_entitlement(
        &self,
        kind: SkuKind,
        sku: SkuId,
        owner: Owner,
    ) -> Result<(), Refusal> {
        let now = self.clock.now();
        let has = kind != SkuKind::Consumable
            && self.monetization.entitlements.values().any(|entitlement| {
                entitlement.sku_id == sku
                    && entitlement.owner() == owner
                    && entitlement.is_active(now)
            });
        if has {
            Err(Refusal::ALREADY_ENTITLED)
        } else {
            Ok(())
        }
    }

    pub(super) fn new_entitlement(
        &mut self,
        application_id: ApplicationId,
        sku_id: SkuId,
        kind: SkuKind,
        owner: Owner,
        buyer: UserId,
    ) -> Entitlement {
        Entitlement {
            id: self.clock.next_id(),
            sku_id,
            application_id,
            user_id: buyer,
            guild_id: match owner {
                Owner::Guild(guild) => Some(guild),
                Owner::User(_) => None,
            },
            origin: Origin::Purchase,
            is_test: false,
            deleted: false,
            starts_at: Some(self.clock.now()),
            ends_at: None,
            consumed: (kind == SkuKind::Consumable).then_some(false),
            subscription_id: None,
        }
    }

    fn grant(&mut self, entitlement: Entitlement) -> Changed<Value> {
        let json = entitlement.json();
        let events = self.entitlement_events("ENTITLEMENT_CREATE", &entitlement);
        self.monetization
            .entitlements
            .insert(entitlement.id, entitlement);
        Changed::new(json, events)
    }

    /// Gives what a subscription brings.
    pub(super) fn grant_of_subscription(
        &mut self,
        mut entitlement: Entitlement,
        subscription: SubscriptionId,
    ) -> Changed<Value> {
        entitlement.origin = Origin::Subscription;
        entitlement.subscription_id = Some(subscription);
        self.grant(entitlement)
    }

    /// Changes an entitlement, and tells of it.
    pub(super) fn change_entitlement(
        &mut self,
        id: EntitlementId,
        event: &'static str,
        change: impl FnOnce(&mut Entitlement),
    ) -> Vec<Event> {
        let Some(entitlement) = self.monetization.entitlements.get_mut(&id) else {
            return Vec::new();
        };
        change(entitlement);
        let entitlement = entitlement.clone();
        self.entitlement_events(event, &entitlement)
    }

    fn entitlement_events(&mut self, name: &'static str, entitlement: &Entitlement) -> Vec<Event> {
        let bot: UserId = entitlement.application_id.cast();
        let json = entitlement.json();
        self.webhook_event(entitlement.application_id, name, &json);
        vec![Event::new(name, Audience::user(bot, None), 0, json)]
    }

    /// Marks what is used up as used.
    pub(crate) fn consume_entitlement(
        &mut self,
        application: ApplicationId,
        id: EntitlementId,
    ) -> Result<Changed<()>, Refusal> {
        let entitlement = self.entitlement(application, id)?;
        if entitlement.deleted {
            return Err(Refusal::UNKNOWN_ENTITLEMENT);
        }
        match entitlement.consumed {
            None => return Err(Refusal::ONLY_CONSUMABLE),
            Some(true) => return Ok(Changed::nothing(())),
            Some(false) => {}
        }
        let events = self.change_entitlement(id, "ENTITLEMENT_UPDATE", |entitlement| {
            entitlement.consumed = Some(true);
        });
        Ok(Changed::new((), events))
    }

    /// Takes back what was given to try the application out.
    pub(crate) fn delete_test_entitlement(
        &mut self,
        application: ApplicationId,
        id: EntitlementId,
    ) -> Result<Changed<()>, Refusal> {
        let entitlement = self.entitlement(application, id)?;
        if entitlement.deleted {
            return Err(Refusal::UNKNOWN_ENTITLEMENT);
        }
        if !entitlement.is_test {
            return Err(Refusal::ONLY_TEST_ENTITLEMENTS);
        }
        let events = self.change_entitlement(id, "ENTITLEMENT_DELETE", |entitlement| {
            entitlement.deleted = true;
        });
        Ok(Changed::new((), events))
    }
}
