//! Interactions outside of guilds, and with applications that only a user has.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::super::{
        state::{
            bits::permission,
            channel::{ChannelEdit, Overwrite},
            oauth::{Context, Scope},
            seed::{ADA, APPLICATION, GENERAL, GUILD},
        },
        testing::Bench,
    },
    LINUS, act, exchange, exchange_as, make, refused, webhook,
};

/// A use of a command in another channel.
fn used(bench: &Bench, command: &Value, channel: &Value) -> Value {
    let mut did = act(bench, 2, &json!({ "data": { "id": command } }));
    did["channel_id"] = channel.clone();
    did.as_object_mut().unwrap().remove("guild_id");
    did
}

#[tokio::test]
async fn in_a_conversation_with_the_bot_there_is_a_user_and_no_member() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let everywhere = make(&bench, json!({ "name": "a", "description": "d" })).await;
    let in_guilds = json!({ "name": "b", "description": "d", "contexts": [0] });
    let in_guilds = make(&bench, in_guilds).await;
    let path = format!("/as/{}/users/@me/channels", bench.ada());
    let body = json!({ "recipient_id": APPLICATION });
    let direct = bench.drive(Method::POST, &path, body).await["id"].clone();
    let did = used(&bench, &everywhere, &direct);
    let reply = json!({ "type": 4, "data": { "content": "psst" } });
    let done = exchange(&bench, &mut gateway, did, reply).await;
    let got = &done.got;
    assert_eq!(
        (&got["context"], &got["user"]["username"]),
        (&json!(1), &json!("ada"))
    );
    assert!(got["member"].is_null() && got["guild_id"].is_null());
    assert_eq!(got["authorizing_integration_owners"], json!({ "0": "0" }));
    assert_eq!(got["app_permissions"], "442368");

    let error = refused(&bench, &used(&bench, &in_guilds, &direct)).await;
    assert_eq!(error["code"], 50013);
    let list = format!(
        "/as/{}/commands?channel_id={}",
        bench.ada(),
        direct.as_str().unwrap()
    );
    let list = bench.drive(Method::GET, &list, json!({})).await;
    assert_eq!(
        (&list[0]["usable"], &list[1]["usable"]),
        (&json!(true), &json!(false))
    );
}

#[tokio::test]
async fn an_application_that_only_the_user_has_says_little() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let command = json!({ "name": "a", "description": "d", "integration_types": [0, 1] });
    let command = make(&bench, command).await;
    {
        let mut world = bench.sandbox.server.app.world();
        world
            .store
            .remove_member(GUILD, APPLICATION.cast())
            .unwrap();
    }
    let did = act(&bench, 2, &json!({ "data": { "id": command } }));
    assert_eq!(refused(&bench, &did).await["code"], 50013, "it is not here");
    for user in [ADA, LINUS] {
        let mut world = bench.sandbox.server.app.world();
        let installed = Some((Context::User, None));
        world
            .store
            .note_authorization(APPLICATION, user, &[Scope::Commands], installed);
    }
    let reply = json!({ "type": 4, "data": { "content": "x" } });
    let done = exchange(&bench, &mut gateway, did.clone(), reply.clone()).await;
    let owners = &done.got["authorizing_integration_owners"];
    assert_eq!(owners, &json!({ "1": bench.ada() }));
    assert_eq!(done.told["message"]["flags"], 0);
    for number in 0..6 {
        let body = json!({ "content": format!("{number}") });
        let (status, answer) = webhook(&bench, &done.got, Method::POST, "", body).await;
        if number < 5 {
            assert_eq!(status, StatusCode::OK, "{answer}");
        } else {
            assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(40094)));
        }
    }
    // Where such applications are not wanted, only the user sees what they say.
    {
        let everyone = Overwrite {
            id: GUILD.cast(),
            kind: 0,
            allow: 0,
            deny: permission::USE_EXTERNAL_APPS,
        };
        let edit = ChannelEdit {
            permission_overwrites: Some(vec![everyone]),
            ..ChannelEdit::default()
        };
        let mut world = bench.sandbox.server.app.world();
        world
            .store
            .edit_channel(&ADA.into(), GENERAL, edit)
            .unwrap();
    }
    let done = exchange_as(&bench, LINUS, &mut gateway, did, reply).await;
    assert_eq!(done.told["message"]["flags"], 64);
}

#[tokio::test]
async fn interactions_bring_what_was_bought() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let command = make(&bench, json!({ "name": "a", "description": "d" })).await;
    let did = act(&bench, 2, &json!({ "data": { "id": command } }));
    let reply = json!({ "type": 10 });
    let done = exchange(&bench, &mut gateway, did, reply).await;
    assert_eq!(done.got["entitlements"], json!([]));
    assert_eq!(done.told["callback_type"], 10);
}
