//! Lobbies by REST.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    oauth2::{asked, bearer, bench, token},
};

async fn sent(
    bench: &Bench,
    method: Method,
    path: &str,
    token: &Value,
    body: Value,
) -> (StatusCode, Value) {
    let request = bearer(bench, method, path, token)
        .header("content-type", "application/json")
        .body(body.to_string());
    answer(request).await
}

#[tokio::test]
async fn a_lobby_is_made_changed_and_deleted() {
    let bench = Bench::start().await;
    let body = json!({
        "metadata": { "topic": "redstone" },
        "members": [{ "id": bench.ada(), "flags": 1, "metadata": { "side": "white" } }],
    });
    let (status, lobby) = bench.call(Method::POST, "/lobbies", Some(body)).await;
    assert_eq!(status, StatusCode::CREATED, "{lobby}");
    assert_eq!(
        lobby["members"],
        json!([{ "id": bench.ada(), "flags": 1, "metadata": { "side": "white" } }])
    );
    let path = format!("/lobbies/{}", lobby["id"].as_str().unwrap());
    assert_eq!(bench.get(&path).await, lobby);
    let (_, changed) = bench
        .call(
            Method::PATCH,
            &path,
            Some(json!({ "metadata": null, "members": [] })),
        )
        .await;
    assert_eq!(
        (&changed["metadata"], &changed["members"]),
        (&Value::Null, &json!([]))
    );
    for _ in 0..2 {
        let (status, _) = bench.call(Method::DELETE, &path, None).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "also when it is gone");
    }
    let (status, body) = bench.call(Method::GET, &path, None).await;
    assert_eq!(
        (status, &body["code"]),
        (StatusCode::NOT_FOUND, &json!(10031))
    );
}

#[tokio::test]
async fn wrong_lobbies_are_refused() {
    let bench = Bench::start().await;
    for (body, field) in [
        (json!({ "metadata": { "k": "x".repeat(1000) } }), "metadata"),
        (json!({ "metadata": { "k": 1 } }), "metadata"),
        (json!({ "idle_timeout_seconds": 4 }), "idle_timeout_seconds"),
        (json!({ "members": [{}] }), "members"),
        (json!({ "flags": 2 }), "flags"),
    ] {
        let (_, refused) = bench.call(Method::POST, "/lobbies", Some(body)).await;
        assert!(refused["errors"][field].is_object(), "{field}: {refused}");
    }
    let body = json!({ "members": [{ "id": "1" }] });
    let (status, refused) = bench.call(Method::POST, "/lobbies", Some(body)).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::NOT_FOUND, &json!(10013))
    );
    let other = bench.sandbox.create_application("other");
    let lobby = bench.post("/lobbies", json!({})).await;
    let path = format!("/api/v10/lobbies/{}", lobby["id"].as_str().unwrap());
    let request = bench
        .at(Method::GET, &path)
        .header("authorization", format!("Bot {}", other.token.expose()));
    assert_eq!(answer(request).await.1["code"], 10031, "another game's");
}

#[tokio::test]
async fn members_come_and_go() {
    let bench = Bench::start().await;
    let lobby = bench.post("/lobbies", json!({})).await;
    let path = format!("/lobbies/{}/members", lobby["id"].as_str().unwrap());
    let ada = format!("{path}/{}", bench.ada());
    let body = json!({ "flags": 1, "additional_name": "Countess" });
    let (status, member) = bench.call(Method::PUT, &ada, Some(body)).await;
    assert_eq!(
        (status, &member["additional_name"]),
        (StatusCode::OK, &json!("Countess"))
    );
    let body = json!([{ "id": bench.ada(), "remove_member": true }]);
    let bulk = format!("{path}/bulk");
    assert_eq!(bench.post(&bulk, body).await, json!([]));
    let (status, refused) = bench.call(Method::POST, &bulk, Some(json!([]))).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::BAD_REQUEST, &json!(50035))
    );
    let (status, _) = bench.call(Method::DELETE, &ada, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "also when it is not in it");
    let (status, _) = bench
        .call(Method::DELETE, "/lobbies/1/members/1", None)
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn players_join_by_a_secret_write_and_leave() {
    let bench = bench().await;
    let player = token(&bench, "sdk.social_layer").await;
    let body = json!({
        "secret": "s",
        "lobby_metadata": { "map": "m" },
        "member_metadata": { "side": "black" },
    });
    let (status, lobby) = sent(&bench, Method::PUT, "/lobbies", &player, body).await;
    assert_eq!(status, StatusCode::OK, "{lobby}");
    assert_eq!(lobby["members"][0]["metadata"]["side"], "black");
    let path = format!("/lobbies/{}", lobby["id"].as_str().unwrap());

    let messages = format!("{path}/messages");
    let body = json!({ "content": "hello" });
    let (status, message) = sent(&bench, Method::POST, &messages, &player, body).await;
    assert_eq!(status, StatusCode::CREATED, "{message}");
    assert_eq!(
        (&message["author"]["username"], &message["lobby_id"]),
        (&json!("ada"), &lobby["id"])
    );
    assert_eq!(asked(&bench, &messages, &player).await.1, json!([message]));
    let moderation = format!(
        "{messages}/{}/moderation-metadata",
        message["id"].as_str().unwrap()
    );
    let (status, _) = bench
        .call(Method::PUT, &moderation, Some(json!({ "verdict": "fine" })))
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(
        bench.get(&messages).await[0]["moderation_metadata"],
        json!({ "verdict": "fine" })
    );
    let many: Value = (0..6)
        .map(|n| (format!("k{n}"), json!("v")))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let (status, _) = bench.call(Method::PUT, &moderation, Some(many)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    let leave = bearer(
        &bench,
        Method::DELETE,
        &format!("{path}/members/@me"),
        &player,
    );
    assert_eq!(answer(leave).await.0, StatusCode::NO_CONTENT);
    let (status, refused) = asked(&bench, &messages, &player).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::FORBIDDEN, &json!(50001))
    );
}

#[tokio::test]
async fn a_channel_is_linked_and_invited_to() {
    let bench = bench().await;
    let player = token(&bench, "sdk.social_layer").await;
    let member = |flags: u8| json!({ "members": [{ "id": bench.ada(), "flags": flags }] });
    let lobby = bench.post("/lobbies", member(0)).await;
    let path = format!("/lobbies/{}", lobby["id"].as_str().unwrap());
    let link = format!("{path}/channel-linking");
    let body = json!({ "channel_id": bench.channel() });
    let (status, refused) = sent(&bench, Method::PATCH, &link, &player, body.clone()).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::FORBIDDEN, &json!(50013))
    );
    bench.call(Method::PATCH, &path, Some(member(1))).await;
    let (_, linked) = sent(&bench, Method::PATCH, &link, &player, body).await;
    assert_eq!(linked["linked_channel"]["id"], bench.channel());

    for invites in [
        format!("{path}/members/@me/invites"),
        format!("{path}/members/{}/invites", bench.ada()),
    ] {
        let request = if invites.contains("@me") {
            bearer(&bench, Method::POST, &invites, &player)
        } else {
            bench.request(Method::POST, &invites)
        };
        let (status, invite) = answer(request).await;
        assert_eq!((status, invite["code"].is_string()), (StatusCode::OK, true));
    }
    let (_, unlinked) = sent(&bench, Method::PATCH, &link, &player, json!({})).await;
    assert!(unlinked.get("linked_channel").is_none());
}
