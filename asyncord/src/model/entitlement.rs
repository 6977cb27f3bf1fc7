//! Entitlements: what users and guilds have bought of an application.

use super::{
    Timestamp,
    wire::{Keys, object},
};
use crate::id::{
    Id,
    marker::{
        ApplicationMarker, EntitlementMarker, GenericMarker, GuildMarker, SkuMarker,
        SubscriptionMarker, UserMarker,
    },
};

/// The right of a user or guild to something that an application sells.
///
/// Discord docs: Entitlement/Entitlement Object.
#[object]
#[derive(Copy, Eq)]
pub struct Entitlement {
    /// The entitlement's id.
    pub id: Id<EntitlementMarker>,
    /// What was bought.
    pub sku_id: Option<Id<SkuMarker>>,
    /// The application that sells it.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The user who has it.
    pub user_id: Option<Id<UserMarker>>,
    /// How it came about.
    #[wire(name = "type")]
    pub kind: EntitlementType,
    /// Whether it was taken away.
    pub deleted: bool,
    /// From when it is valid; from the start where `None`.
    pub starts_at: Option<Timestamp>,
    /// Until when it is valid; without an end where `None`.
    pub ends_at: Option<Timestamp>,
    /// The guild that has it.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Whether something that can be used up has been.
    pub consumed: bool,
    /// The subscription that it comes from.
    pub subscription_id: Option<Id<SubscriptionMarker>>,
    /// When it was handed out; in Discord's specification, not in its documentation.
    pub fulfilled_at: Option<Timestamp>,
    /// Whether it was handed out; in Discord's specification, not in its documentation.
    pub fulfillment_status: Option<EntitlementFulfillmentStatus>,
    /// Who gave it as a gift; in Discord's specification, not in its documentation.
    pub gifter_user_id: Option<Id<UserMarker>>,
    /// The entitlement that it is part of; in Discord's specification, not in its documentation.
    pub parent_id: Option<Id<EntitlementMarker>>,
}

impl Entitlement {
    /// Whether it gives what was bought at the time `at`: it was not taken away or used up, has begun and
    /// has not ended.
    ///
    /// ```
    /// use asyncord::model::{Entitlement, Timestamp, decode};
    ///
    /// let entitlement: Entitlement =
    ///     decode(r#"{"id": "1", "type": 8, "ends_at": "2022-10-14T17:00:18+00:00"}"#)?;
    /// assert!(!entitlement.is_active(Timestamp::now()));
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn is_active(&self, at: Timestamp) -> bool {
        !self.deleted
            && !self.consumed
            && self.starts_at.is_none_or(|starts_at| starts_at <= at)
            && self.ends_at.is_none_or(|ends_at| at < ends_at)
    }

    /// When it was created.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }
}

open_enum! {
    /// How an entitlement came about.
    ///
    /// Discord docs: Entitlement/Entitlement Types.
    pub enum EntitlementType {
        /// A user bought it.
        Purchase = 1 => "PURCHASE",
        /// It is of a subscription to Nitro.
        PremiumSubscription = 2 => "PREMIUM_SUBSCRIPTION",
        /// The developer gave it.
        DeveloperGift = 3 => "DEVELOPER_GIFT",
        /// A developer bought it in test mode.
        TestModePurchase = 4 => "TEST_MODE_PURCHASE",
        /// It was taken while it was free.
        FreePurchase = 5 => "FREE_PURCHASE",
        /// Another user gave it.
        UserGift = 6 => "USER_GIFT",
        /// A user with Nitro took it for free.
        PremiumPurchase = 7 => "PREMIUM_PURCHASE",
        /// It is of a subscription to the application.
        ApplicationSubscription = 8 => "APPLICATION_SUBSCRIPTION",
        /// A reward of a quest; in Discord's specification, not in its documentation.
        QuestReward = 10 => "QUEST_REWARD",
    }
}

open_enum! {
    /// Whether an entitlement was handed out.
    ///
    /// In Discord's specification, not in its documentation.
    pub enum EntitlementFulfillmentStatus {
        /// Not known.
        NotKnown = 0 => "UNKNOWN",
        /// It need not be.
        FulfillmentNotNeeded = 1 => "FULFILLMENT_NOT_NEEDED",
        /// It is to be.
        FulfillmentNeeded = 2 => "FULFILLMENT_NEEDED",
        /// It was.
        Fulfilled = 3 => "FULFILLED",
        /// It could not be.
        FulfillmentFailed = 4 => "FULFILLMENT_FAILED",
        /// It is to be taken back.
        UnfulfillmentNeeded = 5 => "UNFULFILLMENT_NEEDED",
        /// It was taken back.
        Unfulfilled = 6 => "UNFULFILLED",
        /// It could not be taken back.
        UnfulfillmentFailed = 7 => "UNFULFILLMENT_FAILED",
    }
}

open_enum! {
    /// Whom a test entitlement is for.
    ///
    /// Discord docs: Entitlement/Create Test Entitlement.
    pub enum EntitlementOwnerType {
        /// A guild.
        Guild = 1 => "GUILD",
        /// A user.
        User = 2 => "USER",
    }
}

/// An entitlement for tests, of a guild or a user to one of the application's SKUs.
///
/// Discord docs: Entitlement/Create Test Entitlement.
#[object]
#[derive(Eq)]
#[doc(alias = "CreateTestEntitlementRequest")]
pub struct NewTestEntitlement {
    /// What is granted.
    pub sku_id: Id<SkuMarker>,
    /// The guild or the user.
    pub owner_id: Id<GenericMarker>,
    /// Which of the two it is.
    pub owner_type: EntitlementOwnerType,
}

impl NewTestEntitlement {
    /// Grants a SKU to a guild.
    pub fn guild(sku_id: impl Into<Id<SkuMarker>>, guild_id: impl Into<Id<GuildMarker>>) -> Self {
        Self {
            sku_id: sku_id.into(),
            owner_id: guild_id.into().cast(),
            owner_type: EntitlementOwnerType::Guild,
            came: Keys::default(),
        }
    }

    /// Grants a SKU to a user.
    pub fn user(sku_id: impl Into<Id<SkuMarker>>, user_id: impl Into<Id<UserMarker>>) -> Self {
        Self {
            sku_id: sku_id.into(),
            owner_id: user_id.into().cast(),
            owner_type: EntitlementOwnerType::User,
            came: Keys::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Entitlement;
    use crate::model::{Timestamp, decode};

    fn active(json: &str) -> bool {
        let at: Timestamp = "2024-01-02T00:00:00+00:00".parse().unwrap();
        let json = format!(r#"{{"id":"1","type":8{json}}}"#);
        decode::<Entitlement>(&json).unwrap().is_active(at)
    }

    #[test]
    fn an_entitlement_is_active_from_its_start_to_before_its_end() {
        assert!(active(""));
        assert!(active(r#","starts_at":null,"ends_at":null"#));
        assert!(active(r#","starts_at":"2024-01-02T00:00:00+00:00""#));
        assert!(!active(r#","starts_at":"2024-01-02T00:00:01+00:00""#));
        assert!(active(r#","ends_at":"2024-01-02T00:00:01+00:00""#));
        assert!(!active(r#","ends_at":"2024-01-02T00:00:00+00:00""#));
    }

    #[test]
    fn one_taken_away_or_used_up_is_not_active() {
        assert!(!active(r#","deleted":true"#));
        assert!(!active(r#","consumed":true"#));
    }

    #[test]
    fn an_entitlement_is_small() {
        assert!(
            size_of::<Entitlement>() <= 112,
            "{}",
            size_of::<Entitlement>()
        );
    }
}
