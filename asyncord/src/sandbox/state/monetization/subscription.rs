//! What people pay for again and again. Discord docs: Subscription.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Changed, Event, Refusal, Store,
        due::Due,
        event::Audience,
        ids::{ApplicationId, EntitlementId, GuildId, SkuId, SubscriptionId, UserId, iso},
    },
    Owner, Range, SkuKind,
};

/// Discord docs: Subscription/Subscription Statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Status {
    Active,
    Inactive,
    /// Good until its period ends.
    Ending,
}

impl Status {
    fn number(self) -> u8 {
        match self {
            Self::Active => 0,
            Self::Inactive => 1,
            Self::Ending => 2,
        }
    }
}

/// A person's payments for a SKU.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Subscription {
    id: SubscriptionId,
    application_id: ApplicationId,
    user_id: UserId,
    sku_id: SkuId,
    entitlement_id: EntitlementId,
    /// How long a period is, in milliseconds.
    period: u64,
    period_start: u64,
    period_end: u64,
    status: Status,
    canceled_at: Option<u64>,
}

/// A subscription that a person begins.
#[derive(Clone, Debug)]
pub(crate) struct NewSubscription {
    pub(crate) sku_id: SkuId,
    pub(crate) user_id: UserId,
    pub(crate) guild_id: Option<GuildId>,
    /// How long a period is, in milliseconds.
    pub(crate) period: u64,
}

impl Subscription {
    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "user_id": self.user_id,
            "sku_ids": [self.sku_id],
            "renewal_sku_ids": null,
            "entitlement_ids": [self.entitlement_id],
            "current_period_start": iso(self.period_start),
            "current_period_end": iso(self.period_end),
            "status": self.status.number(),
            "canceled_at": self.canceled_at.map(iso),
        })
    }

    fn event(&self, name: &'static str) -> Event {
        let bot: UserId = self.application_id.cast();
        Event::new(name, Audience::user(bot, None), 0, self.json())
    }
}

impl Store {
    /// Lets a person subscribe, for itself or for a guild.
    pub(crate) fn subscribe(
        &mut self,
        application_id: ApplicationId,
        new: &NewSubscription,
    ) -> Result<Changed<Value>, Refusal> {
        let kind = self.sku(application_id, new.sku_id)?.kind;
        self.person(new.user_id)?;
        let owner = match new.guild_id {
            Some(guild) => Owner::Guild(self.guild_for(guild, new.user_id)?.id),
            None => Owner::User(new.user_id),
        };
        if kind != SkuKind::Subscription {
            return Err(Refusal::INVALID_SKU);
        }
        self.check_new_entitlement(kind, new.sku_id, owner)?;
        let id = self.clock.next_id();
        let entitlement =
            self.new_entitlement(application_id, new.sku_id, kind, owner, new.user_id);
        let now = self.clock.now();
        let subscription = Subscription {
            id,
            application_id,
            user_id: new.user_id,
            sku_id: new.sku_id,
            entitlement_id: entitlement.id,
            period: new.period,
            period_start: now,
            period_end: now.saturating_add(new.period),
            status: Status::Active,
            canceled_at: None,
        };
        self.schedule(subscription.period_end, Due::SubscriptionPeriodEnds(id));
        let mut events = self.grant_of_subscription(entitlement, id).events;
        events.push(subscription.event("SUBSCRIPTION_CREATE"));
        let json = subscription.json();
        self.monetization.subscriptions.insert(id, subscription);
        Ok(Changed::new(json, events))
    }

    /// Lets a subscription end with its period.
    pub(crate) fn cancel_subscription(
        &mut self,
        application: ApplicationId,
        id: SubscriptionId,
    ) -> Result<Changed<Value>, Refusal> {
        let now = self.clock.now();
        let subscription = self.subscription_mut(application, id)?;
        if subscription.status != Status::Active {
            return Ok(Changed::nothing(subscription.json()));
        }
        subscription.status = Status::Ending;
        subscription.canceled_at = Some(now);
        let event = subscription.event("SUBSCRIPTION_UPDATE");
        Ok(Changed::new(event.data.clone(), vec![event]))
    }

    /// Gives the money back: the subscription ends at once, and with it what it brought.
    pub(crate) fn refund_subscription(
        &mut self,
        application: ApplicationId,
        id: SubscriptionId,
    ) -> Result<Changed<Value>, Refusal> {
        let now = self.clock.now();
        let subscription = self.subscription_mut(application, id)?;
        if subscription.status == Status::Inactive {
            return Ok(Changed::nothing(subscription.json()));
        }
        subscription.status = Status::Inactive;
        subscription.canceled_at.get_or_insert(now);
        let event = subscription.event("SUBSCRIPTION_UPDATE");
        let (json, entitlement) = (event.data.clone(), subscription.entitlement_id);
        let mut events = vec![event];
        events.extend(
            self.change_entitlement(entitlement, "ENTITLEMENT_DELETE", |entitlement| {
                entitlement.deleted = true;
            }),
        );
        Ok(Changed::new(json, events))
    }

    /// Ends a period: the next begins, or the subscription ends.
    pub(in crate::sandbox::state) fn end_period(&mut self, id: SubscriptionId) -> Vec<Event> {
        let Some(subscription) = self.monetization.subscriptions.get_mut(&id) else {
            return Vec::new();
        };
        let end = subscription.period_end;
        match subscription.status {
            Status::Inactive => Vec::new(),
            Status::Active => {
                subscription.period_start = end;
                subscription.period_end = end.saturating_add(subscription.period);
                let (event, next) = (
                    subscription.event("SUBSCRIPTION_UPDATE"),
                    subscription.period_end,
                );
                self.schedule(next, Due::SubscriptionPeriodEnds(id));
                vec![event]
            }
            Status::Ending => {
                subscription.status = Status::Inactive;
                let entitlement = subscription.entitlement_id;
                let mut events = vec![subscription.event("SUBSCRIPTION_UPDATE")];
                let ended = self.change_entitlement(entitlement, "ENTITLEMENT_UPDATE", |it| {
                    it.ends_at = Some(end);
                });
                events.extend(ended);
                events
            }
        }
    }

    fn subscription_mut(
        &mut self,
        application: ApplicationId,
        id: SubscriptionId,
    ) -> Result<&mut Subscription, Refusal> {
        self.application(application)?;
        self.monetization
            .subscriptions
            .get_mut(&id)
            .filter(|subscription| subscription.application_id == application)
            .ok_or(Refusal::NOT_FOUND)
    }

    /// A subscription to a SKU.
    pub(crate) fn subscription(&self, sku: SkuId, id: SubscriptionId) -> Result<Value, Refusal> {
        self.monetization
            .subscriptions
            .get(&id)
            .filter(|subscription| subscription.sku_id == sku)
            .map(Subscription::json)
            .ok_or(Refusal::NOT_FOUND)
    }

    /// The subscriptions of a user to a SKU.
    pub(crate) fn subscriptions(
        &self,
        sku: SkuId,
        user: UserId,
        range: &Range<SubscriptionId>,
    ) -> Vec<Value> {
        let list = self
            .monetization
            .subscriptions
            .iter()
            .filter(|(_, subscription)| subscription.sku_id == sku && subscription.user_id == user);
        range
            .part(list)
            .into_iter()
            .map(Subscription::json)
            .collect()
    }
}
