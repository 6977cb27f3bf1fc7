//! Events of entitlements.

use crate::model::{Entitlement, Intents};

event! {
    /// A user or guild has an entitlement.
    ///
    /// Discord docs: Gateway Events/Entitlement Create.
    pub struct EntitlementCreate(Entitlement) = "ENTITLEMENT_CREATE", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
        user: event.user_id,
    };
}

event! {
    /// An entitlement was changed; of a subscription only when it ends.
    ///
    /// Discord docs: Gateway Events/Entitlement Update.
    pub struct EntitlementUpdate(Entitlement) = "ENTITLEMENT_UPDATE", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
        user: event.user_id,
    };
}

event! {
    /// An entitlement was taken away: Discord paid the money back, or a test entitlement was deleted.
    ///
    /// One that ends is not deleted.
    ///
    /// Discord docs: Gateway Events/Entitlement Delete.
    pub struct EntitlementDelete(Entitlement) = "ENTITLEMENT_DELETE", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
        user: event.user_id,
    };
}
