use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::super::{
    Store,
    ids::seed,
    lobby::{LobbyEdit, MemberDraft},
    monetization::{NewSku, NewSubscription, SkuKind},
    oauth::Scope,
    seed::{ADA, APPLICATION, GUILD},
};

#[test]
fn a_token_has_the_shape_of_discords_and_names_the_bot() {
    let store = Store::seeded("http://127.0.0.1:1");
    let application = store.applications().next().unwrap();
    let parts: Vec<&str> = application.token.split('.').collect();
    let id = URL_SAFE_NO_PAD.decode(parts[0]).unwrap();
    assert_eq!(id, application.user_id().to_string().into_bytes());
    assert_eq!((parts[1].len(), parts[2].len(), parts.len()), (6, 38, 3));
}

#[test]
fn a_token_belongs_to_its_application_alone() {
    let mut store = Store::seeded("http://127.0.0.1:1");
    let other = store.create_application("other", 0).value;
    assert_eq!(store.authenticate(&other.token).unwrap().id, other.id);
    assert!(store.authenticate("").is_none());
    assert!(store.application(seed(999)).is_err());
}

#[test]
fn a_snapshot_keeps_everything_of_an_application() {
    let mut store = Store::seeded("http://127.0.0.1:1");
    let secret = "s".to_owned();
    let member = MemberDraft {
        user_id: ADA,
        metadata: None,
        flags: 1,
        additional_name: None,
    };
    store
        .create_or_join_lobby(APPLICATION, secret, LobbyEdit::default(), member)
        .unwrap();
    store
        .provisional_token(APPLICATION, "OIDC:1".to_owned(), None)
        .unwrap();
    store.authorize_device(APPLICATION, vec![Scope::Identify]);
    let new = NewSku {
        name: "Gold".to_owned(),
        kind: SkuKind::Subscription,
        for_guilds: true,
    };
    let sku = store.create_sku(APPLICATION, new).unwrap().value;
    let subscription = NewSubscription {
        sku_id: sku["id"].as_str().unwrap().parse().unwrap(),
        user_id: ADA,
        guild_id: Some(GUILD),
        period: 1,
    };
    store.subscribe(APPLICATION, &subscription).unwrap();
    let written = serde_json::to_value(&store).unwrap();
    let read: Store = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), written);
    assert!(!written["oauth"]["tokens"].as_object().unwrap().is_empty());
}
