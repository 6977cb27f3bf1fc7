//! What people do: agreeing at the page and in the client, and taking it back.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{super::super::super::testing::answer, BACK, application, asked, bench, posted, token};

#[tokio::test]
async fn a_bot_that_is_added_hears_of_its_guild() {
    let bench = bench().await;
    let guild = bench.sandbox.guild_id();
    bench
        .call(Method::DELETE, &format!("/users/@me/guilds/{guild}"), None)
        .await;
    let mut gateway = bench.connect().await;
    gateway.identify(&bench.token, 1).await;
    gateway.dispatch("READY").await;
    let body = json!({
        "client_id": application(&bench),
        "scope": "bot applications.commands",
        "permissions": "8",
        "guild_id": guild,
    });
    let path = format!("/as/{}/oauth2/authorize", bench.ada());
    let location = bench.drive(Method::POST, &path, body.clone()).await;
    assert!(
        location["location"]
            .as_str()
            .unwrap()
            .ends_with("/oauth2/authorized"),
        "{location}"
    );
    // The guild comes first, with the bot's own role in it.
    let joined = gateway.dispatch("GUILD_CREATE").await;
    assert_eq!(joined["id"], guild.to_string());
    let role = gateway.dispatch("GUILD_ROLE_CREATE").await;
    assert_eq!(role["role"]["permissions"], "8");

    // Linus may not manage the guild.
    let users = bench
        .get(&format!("/guilds/{guild}/members?limit=1000"))
        .await;
    let linus = users
        .as_array()
        .unwrap()
        .iter()
        .find(|member| member["user"]["username"] == "linus")
        .unwrap()["user"]["id"]
        .clone();
    let path = format!(
        "/sandbox/api/as/{}/oauth2/authorize",
        linus.as_str().unwrap()
    );
    let request = bench
        .at(Method::POST, &path)
        .header("content-type", "application/json")
        .body(body.to_string());
    assert_eq!(answer(request).await.1["code"], 50013);
}

#[tokio::test]
async fn the_page_asks_without_a_script_and_lets_nothing_in() {
    let bench = bench().await;
    let ask = format!(
        "/oauth2/authorize?client_id={}&scope=identify&response_type=code&redirect_uri={}&state={}",
        application(&bench),
        "http%3A%2F%2Flocalhost%3A3000%2Fback",
        "%22%3E%3Cscript%3E",
    );
    let response = bench.at(Method::GET, &ask).send().await.unwrap();
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("form-action 'self' http://localhost:3000"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    // Else browsers would send our own form with `Origin: null`.
    assert_eq!(response.headers()["referrer-policy"], "same-origin");
    let html = response.text().await.unwrap();
    assert!(html.contains("<li>identify</li>"), "{html}");
    assert!(!html.contains("<script"), "{html}");

    let ada = bench.ada();
    let agree = posted(&bench, &ask, &[("user_id", &*ada), ("decision", "agree")]);
    let response = agree.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let location = response.headers()["location"].to_str().unwrap();
    assert!(location.starts_with(&format!("{BACK}?code=")), "{location}");
    assert!(location.ends_with("state=%22%3E%3Cscript%3E"), "{location}");

    let cancel = posted(&bench, &ask, &[("user_id", &*ada), ("decision", "cancel")]);
    let response = cancel.send().await.unwrap();
    let location = response.headers()["location"].to_str().unwrap();
    assert!(location.contains("error=access_denied"), "{location}");

    let elsewhere = ask.replace("%2Fback", "%2Fevil");
    for request in [
        bench.at(Method::GET, &elsewhere),
        posted(
            &bench,
            &elsewhere,
            &[("user_id", &*ada), ("decision", "cancel")],
        ),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(
            response.status(),
            StatusCode::BAD_REQUEST,
            "never sent there"
        );
    }
}

#[tokio::test]
async fn a_person_takes_its_agreement_back() {
    let bench = bench().await;
    let granted = token(&bench, "identify").await;
    let path = format!(
        "/as/{}/oauth2/authorizations/{}",
        bench.ada(),
        application(&bench)
    );
    bench.drive(Method::DELETE, &path, json!({})).await;
    assert_eq!(
        asked(&bench, "/users/@me", &granted).await.0,
        StatusCode::UNAUTHORIZED
    );
}
