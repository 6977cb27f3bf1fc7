//! What tokens are good for.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{
    super::super::super::testing::answer, BACK, agreed, application, asked, asking, bench, form,
    token, value,
};

#[tokio::test]
async fn a_scope_opens_its_operations_and_no_others() {
    let bench = bench().await;
    let guild = bench.sandbox.guild_id();
    let one = |scope: &'static str| token(&bench, scope);
    let member = format!("/users/@me/guilds/{guild}/member");
    let role = format!(
        "/users/@me/applications/{}/role-connection",
        application(&bench)
    );
    let cases = [
        ("identify", "/users/@me"),
        ("guilds", "/users/@me/guilds"),
        ("guilds.members.read", member.as_str()),
        ("connections", "/users/@me/connections"),
        ("role_connections.write", role.as_str()),
        ("openid", "/oauth2/userinfo"),
    ];
    for (scope, path) in cases {
        let (status, body) = asked(&bench, path, &one(scope).await).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        let (status, body) = asked(&bench, path, &one("voice").await).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::FORBIDDEN, &json!(50026)),
            "{path}"
        );
        let nobody = json!({ "access_token": "nobody" });
        let (status, _) = asked(&bench, path, &nobody).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let path = format!("/channels/{}", bench.channel());
    let (status, _) = asked(&bench, &path, &one("identify").await).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "for bots alone");
    for path in [&*member, &*role] {
        let (status, body) = bench.call(Method::GET, path, None).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::FORBIDDEN, &json!(20001)),
            "for people alone"
        );
    }
    let own = one("guilds.members.read").await;
    let (_, own) = asked(&bench, &member, &own).await;
    assert_eq!(own["user"]["username"], "ada");
    assert!(own["permissions"].is_string());
}

#[tokio::test]
async fn an_authorization_tells_what_it_is() {
    let bench = bench().await;
    let granted = token(&bench, "guilds identify").await;
    let (_, json) = asked(&bench, "/oauth2/@me", &granted).await;
    assert_eq!(json["scopes"], json!(["guilds", "identify"]));
    assert_eq!(json["user"]["username"], "ada");
    assert_eq!(json["application"]["id"], application(&bench));
    assert!(json["application"].get("redirect_uris").is_none(), "{json}");
    let (status, _) = bench.call(Method::GET, "/oauth2/@me", None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "bots authorize nothing");
    let (_, hidden) = asked(&bench, "/oauth2/@me", &token(&bench, "guilds").await).await;
    assert!(hidden.get("user").is_none());
}

#[tokio::test]
async fn a_signed_statement_comes_with_openid() {
    let bench = bench().await;
    let token = token(&bench, "openid identify").await;
    let statement = token["id_token"].as_str().unwrap();
    assert_eq!(statement.split('.').count(), 3);
    let (_, user) = asked(&bench, "/oauth2/userinfo", &token).await;
    assert_eq!(
        (&user["sub"], &user["preferred_username"]),
        (&json!(bench.ada()), &json!("ada"))
    );
    let keys = answer(bench.at(Method::GET, "/api/oauth2/keys")).await.1;
    assert_eq!(keys["keys"][0]["alg"], "RS256");
}

#[tokio::test]
async fn linked_accounts_are_listed() {
    let bench = bench().await;
    let path = format!("/users/{}/connections", bench.ada());
    let body = json!({ "type": "github", "id": "1", "name": "countess" });
    bench.drive(Method::PUT, &path, body).await;
    let granted = token(&bench, "connections").await;
    let (_, list) = asked(&bench, "/users/@me/connections", &granted).await;
    assert_eq!(
        list,
        json!([{
            "id": "1",
            "name": "countess",
            "type": "github",
            "verified": true,
            "friend_sync": false,
            "show_activity": true,
            "two_way_link": false,
            "visibility": 1,
        }])
    );
}

#[tokio::test]
async fn a_webhook_comes_with_its_token() {
    let bench = bench().await;
    let mut body = asking(&bench, "webhook.incoming");
    body["webhook_channel_id"] = bench.channel().into();
    let back = agreed(&bench, body).await;
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", value(&back, "code")),
        ("redirect_uri", BACK),
    ];
    let (status, token) = form(&bench, "/api/v10/oauth2/token", &pairs).await;
    assert_eq!(status, StatusCode::OK, "{token}");
    let hook = &token["webhook"];
    assert_eq!(hook["channel_id"], bench.channel());
    assert_eq!(hook["application_id"], application(&bench));
    let path = format!(
        "/api/v10/webhooks/{}/{}?wait=true",
        hook["id"].as_str().unwrap(),
        hook["token"].as_str().unwrap()
    );
    let request = bench
        .at(Method::POST, &path)
        .header("content-type", "application/json")
        .body(json!({ "content": "hi" }).to_string());
    assert_eq!(answer(request).await.1["content"], "hi");
}

/// Those of the docs, by their names. Discord docs: OAuth2/OAuth2 Scopes.
const SCOPES: &str = "activities.read activities.write applications.builds.read \
    applications.builds.upload applications.commands applications.commands.permissions.update \
    applications.commands.update applications.entitlements applications.store.update bot \
    connections dm_channels.read email gdm.join guilds guilds.join guilds.members.read identify \
    identify.premium messages.read relationships.read role_connections.write rpc rpc.activities.write \
    rpc.notifications.read rpc.voice.read rpc.voice.write voice webhook.incoming";

#[tokio::test]
async fn every_documented_scope_is_known() {
    let bench = bench().await;
    // Others are granted in their own ways.
    for scope in SCOPES.split_whitespace() {
        let params = json!({ "scopes": [scope], "permissions": "0" });
        let body = json!({ "install_params": params });
        let (status, changed) = bench
            .call(Method::PATCH, "/applications/@me", Some(body))
            .await;
        assert_eq!(status, StatusCode::OK, "{scope}: {changed}");
        assert_eq!(changed["install_params"]["scopes"], json!([scope]));
    }
}

#[tokio::test]
async fn premium_type_is_zero() {
    let bench = bench().await;
    let granted = token(&bench, "identify").await;
    let (_, me) = asked(&bench, "/users/@me", &granted).await;
    assert_eq!(me["premium_type"], 0);
}
