//! Calls about entitlements.

use asyncord::{model::NewTestEntitlement, rest::resource::application::entitlement::*};

use crate::every_operation::values::{APPLICATION, ENTITLEMENT, GUILD, SKU, SUBSCRIPTION, USER};

calls! {
    ListEntitlements {
        minimal: |client| client.applications().entitlements(APPLICATION).list(),
        full: |client| client
            .applications()
            .entitlements(APPLICATION)
            .list()
            .user_id(USER)
            .sku_ids([SKU, SUBSCRIPTION])
            .before(ENTITLEMENT)
            .after(ENTITLEMENT)
            .limit(100)
            .guild_id(GUILD)
            .exclude_ended(true)
            .exclude_deleted(false)
            .only_active(true),
        full: |client| client.applications().entitlements(APPLICATION).list().sku_ids([SKU]),
    }
    GetEntitlement {
        minimal: |client| client.applications().entitlements(APPLICATION).get(ENTITLEMENT),
    }
    ConsumeEntitlement {
        minimal: |client| client.applications().entitlements(APPLICATION).consume(ENTITLEMENT),
    }
    CreateTestEntitlement {
        minimal: |client| client
            .applications()
            .entitlements(APPLICATION)
            .create_test(NewTestEntitlement::user(SKU, USER)),
        full: |client| client
            .applications()
            .entitlements(APPLICATION)
            .create_test(NewTestEntitlement::guild(SKU, GUILD)),
    }
    DeleteTestEntitlement {
        minimal: |client| client.applications().entitlements(APPLICATION).delete_test(ENTITLEMENT),
    }
}
