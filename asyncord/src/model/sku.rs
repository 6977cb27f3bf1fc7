//! SKUs: what an application sells.

use super::{Text, Timestamp, wire::object};
use crate::id::{
    Id,
    marker::{ApplicationMarker, SkuMarker},
};

/// Something that an application sells.
///
/// A subscription has two: sell and test with that of the type [`Subscription`](SkuType::Subscription).
///
/// Discord docs: SKU/SKU Object.
#[object]
#[derive(Eq)]
pub struct Sku {
    /// The SKU's id.
    pub id: Id<SkuMarker>,
    /// What sort of thing it is.
    #[wire(name = "type")]
    pub kind: SkuType,
    /// The application that sells it.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The name that customers see.
    pub name: Text,
    /// The end of its URL, which Discord makes of the name.
    pub slug: Text,
    /// Further marks.
    pub flags: SkuFlags,
}

impl Sku {
    /// When it was created.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }
}

open_enum! {
    /// What sort of thing is sold.
    ///
    /// Discord docs: SKU/SKU Types.
    pub enum SkuType {
        /// Bought once and kept.
        Durable = 2 => "DURABLE",
        /// Bought once and used up.
        Consumable = 3 => "CONSUMABLE",
        /// A subscription.
        Subscription = 5 => "SUBSCRIPTION",
        /// What Discord makes for each subscription; not used at present.
        SubscriptionGroup = 6 => "SUBSCRIPTION_GROUP",
    }
}

open_enum! {
    /// Why a user may not buy a SKU.
    ///
    /// In Discord's specification, not in its documentation.
    pub enum SkuIneligibilityReason {
        /// Another reason.
        Other = 0 => "OTHER",
        /// The user has it, or a part of what comes with it.
        OwnsSkuOrBundleComponent = 1 => "OWNS_SKU_OR_BUNDLE_COMPONENT",
        /// It is not sold on the platform.
        PlatformRestriction = 2 => "PLATFORM_RESTRICTION",
    }
}

open_flags! {
    /// Marks of a SKU.
    ///
    /// Discord docs: SKU/SKU Flags.
    pub struct SkuFlags as number {
        /// It can be bought.
        const AVAILABLE = 1 << 2;
        /// A subscription that a user buys for one guild and everyone in it.
        const GUILD_SUBSCRIPTION = 1 << 7;
        /// A subscription that a user buys for themselves, in every guild.
        const USER_SUBSCRIPTION = 1 << 8;
    }
}
