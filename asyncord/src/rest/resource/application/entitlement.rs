//! Entitlements to what an application sells.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, EntitlementMarker, GuildMarker, SkuMarker, UserMarker},
    },
    model::{Entitlement, List, NewTestEntitlement},
    rest::pages::paged,
};

group! {
    /// Entitlements to what an application sells; from [`Applications::entitlements`](super::Applications::entitlements).
    pub struct Entitlements { application_id: ApplicationMarker }
}

operation! {
    /// Lists entitlements, current and ended ones, by their ids.
    ///
    /// Discord docs: Entitlement/List Entitlements.
    ListEntitlements = GET "/applications/{application_id}/entitlements" -> List<Entitlement>, bearer;
    fn Entitlements::list();
    query {
        /// Lists those of this user only.
        user_id: Id<UserMarker>,
        /// Lists those to these SKUs only, up to 100.
        sku_ids: Joined<Id<SkuMarker>> [items 0..=100],
        /// Lists those before this one.
        before: Id<EntitlementMarker>,
        /// Lists those after this one.
        after: Id<EntitlementMarker>,
        /// Sets how many, 1 to 100; 100 where not set.
        limit: u8 [range 1..=100],
        /// Lists those of this guild only.
        guild_id: Id<GuildMarker>,
        /// Whether those that have ended are left out.
        exclude_ended: bool,
        /// Whether those that were deleted are left out, as they are where this is not set.
        exclude_deleted: bool,
        /// Whether those that are not good now are left out; in Discord's specification, not in its documentation.
        only_active: bool,
    }
}

operation! {
    /// Gets an entitlement.
    ///
    /// Discord docs: Entitlement/Get Entitlement.
    GetEntitlement = GET "/applications/{application_id}/entitlements/{entitlement_id}" -> Entitlement, bearer;
    fn Entitlements::get(entitlement_id: Id<EntitlementMarker> in path);
}

operation! {
    /// Marks a one-time purchase as used up.
    ///
    /// Discord docs: Entitlement/Consume an Entitlement.
    ConsumeEntitlement = POST "/applications/{application_id}/entitlements/{entitlement_id}/consume" -> (), bearer;
    fn Entitlements::consume(entitlement_id: Id<EntitlementMarker> in path);
}

operation! {
    /// Grants a user or guild a subscription for tests: Discord acts as if it had been bought.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::model::NewTestEntitlement;
    ///
    /// let entitlements = client.applications().entitlements(41_771_983_429_993_937);
    /// let test = entitlements.create_test(NewTestEntitlement::user(5, 41_771_983_423_143_937)).await?;
    /// entitlements.delete_test(test.id).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Entitlement/Create Test Entitlement.
    CreateTestEntitlement = POST "/applications/{application_id}/entitlements" -> Entitlement;
    fn Entitlements::create_test();
    with NewTestEntitlement as entitlement;
}

operation! {
    /// Takes an entitlement for tests away.
    ///
    /// Discord docs: Entitlement/Delete Test Entitlement.
    DeleteTestEntitlement = DELETE "/applications/{application_id}/entitlements/{entitlement_id}" -> (), bearer;
    fn Entitlements::delete_test(entitlement_id: Id<EntitlementMarker> in path);
}

paged! {
    ListEntitlements: Entitlement => List<Entitlement>, 100 by Rising, key |entitlement| entitlement.id;
}
