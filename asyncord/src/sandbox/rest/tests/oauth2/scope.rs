//! What tokens are good for.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{super::super::super::testing::answer, application, asked, bench, token};

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
