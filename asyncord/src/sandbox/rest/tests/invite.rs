//! Invites, and guilds that people make.

use reqwest::{Method, StatusCode, multipart};
use serde_json::json;

use super::{
    super::super::{
        state::ids::{UserId, seed},
        testing::{ALL, Bench, answer},
    },
    as_linus,
};

const LINUS: UserId = seed(23);

#[tokio::test]
async fn an_invite_is_made_used_and_revoked() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let invites = format!("/channels/{}/invites", bench.channel());
    let (mut gateway, _) = bench.identified(ALL).await;
    let body = json!({ "max_age": 3600, "max_uses": 5, "unique": true });
    let invite = bench.post(&invites, body).await;
    assert_eq!(invite["max_uses"], 5);
    assert!(invite["expires_at"].is_string());
    let created = gateway.dispatch("INVITE_CREATE").await;
    assert_eq!(created["code"], invite["code"]);
    gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(bench.get(&invites).await, json!([invite]));
    let of_guild = format!("{guild}/invites");
    assert_eq!(bench.get(&of_guild).await, json!([invite]));
    for path in [&invites, &of_guild] {
        assert_eq!(as_linus(&bench, Method::GET, path, json!({})).await.0, 403);
    }

    let own = format!("/invites/{}", invite["code"].as_str().unwrap());
    let public = bench.at(Method::GET, &format!("/api/v10{own}?with_counts=true"));
    let (_, seen) = answer(public).await;
    assert_eq!(seen["approximate_member_count"], 4);
    assert!(seen["uses"].is_null(), "the numbers are for members");

    let leave = format!("/users/@me{guild}");
    as_linus(&bench, Method::DELETE, &leave, json!({})).await;
    gateway.dispatch("GUILD_MEMBER_REMOVE").await;
    let (status, accepted) = as_linus(&bench, Method::PUT, &own, json!({})).await;
    assert_eq!((status, &accepted["code"]), (200, &invite["code"]));
    let joined = gateway.dispatch("GUILD_MEMBER_ADD").await;
    assert_eq!(joined["user"]["id"], LINUS.to_string());
    assert_eq!(gateway.dispatch("MESSAGE_CREATE").await["type"], 7);
    assert_eq!(bench.get(&invites).await[0]["uses"], 1);

    assert_eq!(
        as_linus(&bench, Method::DELETE, &own, json!({})).await.0,
        403
    );
    let (status, deleted) = bench.call(Method::DELETE, &own, None).await;
    assert_eq!(
        (status, &deleted["code"]),
        (StatusCode::OK, &invite["code"])
    );
    gateway.dispatch("INVITE_DELETE").await;
    let (status, error) = bench.call(Method::GET, &own, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10006)));
    for body in [
        json!({ "max_age": -1 }),
        json!({ "max_uses": 101 }),
        json!({ "target_type": 1 }),
    ] {
        let (status, _) = bench.call(Method::POST, &invites, Some(body)).await;
        assert_eq!(status, 400);
    }
}

#[tokio::test]
async fn an_invite_can_be_for_some_users_alone() {
    let bench = Bench::start().await;
    let invites = format!("/channels/{}/invites", bench.channel());
    let list = |csv: String| {
        let part = multipart::Part::text(csv).file_name("users.csv");
        multipart::Form::new().part("target_users_file", part)
    };
    let ada = bench.ada();
    let request = bench
        .request(Method::POST, &invites)
        .multipart(list(format!("user_id\n{ada}\n")).text("payload_json", r#"{"max_age":0}"#));
    let (status, invite) = answer(request).await;
    assert_eq!(status, StatusCode::OK, "{invite}");
    assert_eq!(invite["max_age"], 0);
    let targets = format!("/invites/{}/target-users", invite["code"].as_str().unwrap());
    let (_, csv) = bench.call(Method::GET, &targets, None).await;
    assert_eq!(csv, format!("user_id\n{ada}\n"));
    let job = bench.get(&format!("{targets}/job-status")).await;
    assert_eq!(job["status"], 2);

    let put = |csv: &str| {
        bench
            .request(Method::PUT, &targets)
            .multipart(list(csv.to_owned()))
    };
    let (status, error) = answer(put("users\nada\n")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(error["target_users_file"].as_array().unwrap().len(), 2);
    let (status, _) = answer(put(&format!("user_id\n{LINUS}"))).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(
        as_linus(&bench, Method::GET, &targets, json!({})).await.0,
        403
    );
}

#[tokio::test]
async fn people_make_guilds_and_bots_come_into_them() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(ALL).await;
    let body = json!({ "name": "second", "owner_id": LINUS });
    let guild = bench.drive(Method::POST, "/guilds", body).await;
    assert_eq!(guild["owner_id"], LINUS.to_string());
    let id = guild["id"].as_str().unwrap();
    let (status, error) = bench
        .call(Method::GET, &format!("/guilds/{id}"), None)
        .await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10004)));

    let me = bench.sandbox.application_id();
    let join = format!("/sandbox/api/guilds/{id}/members/{me}");
    let (status, _) = answer(bench.at(Method::PUT, &join)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let create = gateway.dispatch("GUILD_CREATE").await;
    gateway.dispatch("GUILD_ROLE_CREATE").await;
    gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    gateway.dispatch("GUILD_MEMBER_ADD").await;
    assert_eq!(create["member_count"], 2);
    assert_eq!(create["channels"].as_array().unwrap().len(), 4);
    assert_eq!(create["members"].as_array().unwrap().len(), 2);
    gateway.dispatch("INTEGRATION_CREATE").await;
    assert_eq!(bench.get("/users/@me/guilds").await[1]["name"], "second");
    let roles = bench.get(&format!("/guilds/{id}/roles")).await;
    assert_eq!(roles[1]["tags"]["bot_id"], json!(me));
    let (status, _) = bench
        .call(Method::DELETE, &format!("/users/@me/guilds/{id}"), None)
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn who_manages_a_guild_adds_bots_to_it() {
    let bench = Bench::start().await;
    let me = bench.sandbox.application_id();
    let body = json!({ "name": "second", "owner_id": LINUS });
    let guild = bench.drive(Method::POST, "/guilds", body).await;
    let id = guild["id"].as_str().unwrap();
    let path = format!("/guilds/{id}/members/{me}");
    let as_ada = format!("/sandbox/api/as/{}{path}", bench.ada());
    let (status, error) = answer(bench.at(Method::PUT, &as_ada)).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10004)));
    let body = json!({ "permissions": "1024" });
    assert_eq!(as_linus(&bench, Method::PUT, &path, body).await.0, 204);
    let roles = bench.get(&format!("/guilds/{id}/roles")).await;
    assert_eq!(roles[1]["permissions"], "1024");
    let person = format!("/guilds/{id}/members/{}", bench.ada());
    let (status, error) = as_linus(&bench, Method::PUT, &person, json!({})).await;
    assert_eq!((status, &error["code"]), (403, &json!(20002)));
}

#[tokio::test]
async fn a_joining_bot_sees_other_members_by_intent() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1).await;
    let guild = bench
        .drive(Method::POST, "/guilds", json!({ "name": "second" }))
        .await;
    let me = bench.sandbox.application_id();
    let id = guild["id"].as_str().unwrap();
    let join = format!("/sandbox/api/guilds/{id}/members/{me}");
    answer(bench.at(Method::PUT, &join)).await;
    let create = gateway.dispatch("GUILD_CREATE").await;
    assert_eq!(create["members"].as_array().unwrap().len(), 1);
    assert_eq!(create["presences"], json!([]));
    let body = json!({ "name": "mine", "owner_id": me });
    let request = bench
        .at(Method::POST, "/sandbox/api/guilds")
        .header("content-type", "application/json")
        .body(body.to_string());
    assert_eq!(answer(request).await.1["code"], 50132);
}
