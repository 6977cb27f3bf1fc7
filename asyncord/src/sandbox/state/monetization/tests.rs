use serde_json::Value;

use super::{
    super::{
        Changed, Refusal, Store,
        event::Audience,
        ids::{EntitlementId, SkuId, SubscriptionId},
        seed::{ADA, APPLICATION, GUILD},
    },
    NewSku, NewSubscription, Owner, Range, SkuKind, Wanted,
};

const PERIOD: u64 = 1000;

fn store_with(kind: SkuKind) -> (Store, SkuId) {
    let mut store = Store::seeded("http://127.0.0.1:1");
    let new = NewSku {
        name: "Test Premium".to_owned(),
        kind,
        for_guilds: false,
    };
    let sku = store.create_sku(APPLICATION, new).unwrap().value;
    let id = sku["id"].as_str().unwrap().parse().unwrap();
    (store, id)
}

fn names<T>(changed: &Changed<T>) -> Vec<&'static str> {
    changed.events.iter().map(|event| event.name).collect()
}

fn entitlement(json: &Value) -> EntitlementId {
    json["id"].as_str().unwrap().parse().unwrap()
}

fn subscribe(store: &mut Store, sku_id: SkuId) -> Changed<Value> {
    let new = NewSubscription {
        sku_id,
        user_id: ADA,
        guild_id: None,
        period: PERIOD,
    };
    store.subscribe(APPLICATION, &new).unwrap()
}

#[test]
fn a_subscription_has_a_group_beside_it() {
    let (store, _) = store_with(SkuKind::Subscription);
    let skus = store.skus_of(APPLICATION);
    let kinds: Vec<u64> = skus
        .iter()
        .map(|sku| sku["type"].as_u64().unwrap())
        .collect();
    assert_eq!(kinds, [5, 6]);
    assert_eq!(skus[0]["flags"], (1 << 8) | (1 << 2));
    assert_eq!(skus[0]["slug"], "test-premium");
}

#[test]
fn a_test_entitlement_lasts_until_it_is_taken_back() {
    let (mut store, sku) = store_with(SkuKind::Subscription);
    let created = store
        .create_test_entitlement(APPLICATION, sku, Owner::Guild(GUILD))
        .unwrap();
    assert_eq!(names(&created), ["ENTITLEMENT_CREATE"]);
    assert_eq!(
        created.events[0].audience,
        Audience::user(APPLICATION.cast(), None),
        "it comes on the first shard"
    );
    assert_eq!(created.value["guild_id"], GUILD.to_string());
    assert_eq!(created.value["starts_at"], Value::Null);
    assert_eq!(
        store
            .create_test_entitlement(APPLICATION, sku, Owner::Guild(GUILD))
            .unwrap_err(),
        Refusal::ALREADY_ENTITLED
    );
    assert_eq!(
        store
            .active_entitlements(APPLICATION, ADA, Some(GUILD))
            .len(),
        1
    );
    assert_eq!(store.active_entitlements(APPLICATION, ADA, None).len(), 0);

    let id = entitlement(&created.value);
    assert_eq!(
        store.consume_entitlement(APPLICATION, id).unwrap_err(),
        Refusal::ONLY_CONSUMABLE
    );
    let deleted = store.delete_test_entitlement(APPLICATION, id).unwrap();
    assert_eq!(names(&deleted), ["ENTITLEMENT_DELETE"]);
    assert_eq!(deleted.events[0].data["deleted"], true);
    assert_eq!(
        store.delete_test_entitlement(APPLICATION, id).unwrap_err(),
        Refusal::UNKNOWN_ENTITLEMENT
    );
    assert_eq!(
        store
            .active_entitlements(APPLICATION, ADA, Some(GUILD))
            .len(),
        0
    );
}

#[test]
fn what_is_consumed_can_be_bought_again() {
    let (mut store, sku) = store_with(SkuKind::Consumable);
    let bought = store.buy(APPLICATION, sku, ADA).unwrap();
    assert!(store.buy(APPLICATION, sku, ADA).is_ok());
    let id = entitlement(&bought.value);
    assert_eq!(
        store.delete_test_entitlement(APPLICATION, id).unwrap_err(),
        Refusal::ONLY_TEST_ENTITLEMENTS
    );
    let consumed = store.consume_entitlement(APPLICATION, id).unwrap();
    assert_eq!(names(&consumed), ["ENTITLEMENT_UPDATE"]);
    assert_eq!(consumed.events[0].data["consumed"], true);
    assert_eq!(
        names(&store.consume_entitlement(APPLICATION, id).unwrap()),
        [""; 0]
    );
    assert_eq!(store.active_entitlements(APPLICATION, ADA, None).len(), 1);

    let (mut store, sku) = store_with(SkuKind::Durable);
    store.buy(APPLICATION, sku, ADA).unwrap();
    assert_eq!(
        store.buy(APPLICATION, sku, ADA).unwrap_err(),
        Refusal::ALREADY_ENTITLED
    );
}

#[test]
fn a_subscription_renews_itself_until_it_is_cancelled() {
    let (mut store, sku) = store_with(SkuKind::Subscription);
    let created = subscribe(&mut store, sku);
    assert_eq!(
        names(&created),
        ["ENTITLEMENT_CREATE", "SUBSCRIPTION_CREATE"]
    );
    let id: SubscriptionId = created.value["id"].as_str().unwrap().parse().unwrap();

    store.clock.put_forward(PERIOD);
    let renewed = store.run_due();
    assert_eq!(renewed.len(), 1);
    assert_eq!(renewed[0].name, "SUBSCRIPTION_UPDATE");
    assert_eq!(
        renewed[0].data["current_period_start"],
        created.value["current_period_end"]
    );

    let cancelled = store.cancel_subscription(APPLICATION, id).unwrap();
    assert_eq!(cancelled.value["status"], 2);
    assert_eq!(store.active_entitlements(APPLICATION, ADA, None).len(), 1);
    store.clock.put_forward(PERIOD);
    let ended: Vec<&str> = store.run_due().iter().map(|event| event.name).collect();
    assert_eq!(ended, ["SUBSCRIPTION_UPDATE", "ENTITLEMENT_UPDATE"]);
    assert_eq!(store.subscription(sku, id).unwrap()["status"], 1);
    assert_eq!(store.active_entitlements(APPLICATION, ADA, None).len(), 0);
    assert!(store.next_due().is_none());
}

#[test]
fn a_refund_ends_all_at_once() {
    let (mut store, sku) = store_with(SkuKind::Subscription);
    let created = subscribe(&mut store, sku);
    let id = created.value["id"].as_str().unwrap().parse().unwrap();
    let refunded = store.refund_subscription(APPLICATION, id).unwrap();
    assert_eq!(
        names(&refunded),
        ["SUBSCRIPTION_UPDATE", "ENTITLEMENT_DELETE"]
    );
    store.clock.put_forward(PERIOD);
    assert!(store.run_due().is_empty(), "it does not renew itself");
}

#[test]
fn entitlements_are_listed_as_wanted() {
    let (mut store, sku) = store_with(SkuKind::Consumable);
    let ids: Vec<EntitlementId> = (0..4)
        .map(|_| entitlement(&store.buy(APPLICATION, sku, ADA).unwrap().value))
        .collect();
    store.consume_entitlement(APPLICATION, ids[0]).unwrap();
    let listed = |store: &Store, wanted: Wanted| -> Vec<EntitlementId> {
        let list = store.entitlements(APPLICATION, &wanted);
        list.iter().map(entitlement).collect()
    };
    let all = || Wanted {
        with_consumed: true,
        ..Wanted::default()
    };
    assert_eq!(listed(&store, all()), [ids[3], ids[2], ids[1], ids[0]]);
    assert_eq!(listed(&store, Wanted::default()), [ids[3], ids[2], ids[1]]);
    let page = |range| Wanted { range, ..all() };
    let after = Range {
        after: Some(ids[0]),
        limit: 2,
        ..Range::default()
    };
    assert_eq!(listed(&store, page(after)), [ids[1], ids[2]]);
    let before = Range {
        before: Some(ids[2]),
        limit: 1,
        ..Range::default()
    };
    assert_eq!(listed(&store, page(before)), [ids[1]]);
    let of_guild = Wanted {
        guild_id: Some(GUILD),
        ..all()
    };
    assert!(listed(&store, of_guild).is_empty());
}
