//! Guilds, channels, members, and the bot's own.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::{
    state::ids::{UserId, seed},
    testing::{Bench, answer},
};

#[tokio::test]
async fn guilds_and_channels_are_changed() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let with_counts = bench.get(&format!("{guild}?with_counts=true")).await;
    assert_eq!(with_counts["approximate_member_count"], 4);
    assert_eq!(
        bench.get("/users/@me/guilds").await[0]["id"],
        with_counts["id"]
    );
    assert_eq!(
        bench
            .get(&format!("{guild}/roles"))
            .await
            .as_array()
            .unwrap()
            .len(),
        4
    );

    let body = json!({ "name": "news", "type": 5, "topic": "t" });
    let (status, channel) = bench
        .call(Method::POST, &format!("{guild}/channels"), Some(body))
        .await;
    assert_eq!(status, StatusCode::CREATED);
    let path = format!("/channels/{}", channel["id"].as_str().unwrap());
    let (_, changed) = bench
        .call(Method::PATCH, &path, Some(json!({ "topic": null })))
        .await;
    assert_eq!(
        (&changed["topic"], &changed["name"]),
        (&Value::Null, &json!("news"))
    );
    let message = bench
        .post(&format!("{path}/messages"), json!({ "content": "x" }))
        .await;
    let crosspost = format!(
        "{path}/messages/{}/crosspost",
        message["id"].as_str().unwrap()
    );
    assert_eq!(bench.post(&crosspost, json!({})).await["flags"], 1);
    assert_eq!(
        bench.call(Method::DELETE, &path, None).await.0,
        StatusCode::OK
    );
    assert_eq!(
        bench.call(Method::GET, &path, None).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn members_and_the_bot_itself_are_changed() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let ada = format!("{guild}/members/{}", bench.ada());
    let (status, refused) = bench
        .call(Method::PATCH, &ada, Some(json!({ "nick": "countess" })))
        .await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (403, &json!(50013)),
        "nobody renames the owner"
    );
    let grace: UserId = seed(22);
    let member = format!("{guild}/members/{grace}");
    let before = bench.get(&member).await;
    let (_, edited) = bench
        .call(Method::PATCH, &member, Some(json!({ "nick": "countess" })))
        .await;
    assert_eq!(
        (&edited["nick"], &edited["roles"]),
        (&json!("countess"), &before["roles"])
    );
    let role = before["roles"][0].as_str().unwrap();
    bench
        .call(Method::DELETE, &format!("{member}/roles/{role}"), None)
        .await;
    assert_eq!(
        bench.get(&member).await["roles"].as_array().unwrap().len(),
        1
    );
    bench
        .call(Method::PUT, &format!("{member}/roles/{role}"), None)
        .await;
    assert_eq!(bench.get(&member).await["roles"], before["roles"]);
    let found = bench
        .get(&format!("{guild}/members/search?query=COUN"))
        .await;
    assert_eq!(found[0]["user"]["username"], "grace");
    assert_eq!(
        bench
            .get(&format!("{guild}/members?limit=1000"))
            .await
            .as_array()
            .unwrap()
            .len(),
        4
    );

    let direct = bench
        .post(
            "/users/@me/channels",
            json!({ "recipient_id": bench.ada() }),
        )
        .await;
    assert_eq!(
        (&direct["type"], &direct["recipients"][0]["username"]),
        (&json!(1), &json!("ada"))
    );
    let again = bench
        .post(
            "/users/@me/channels",
            json!({ "recipient_id": bench.ada() }),
        )
        .await;
    assert_eq!(again["id"], direct["id"]);

    let (_, me) = bench
        .call(
            Method::PATCH,
            "/users/@me",
            Some(json!({ "username": "other" })),
        )
        .await;
    assert_eq!(me["username"], "other");
    assert_eq!(
        bench
            .call(Method::DELETE, &format!("/users/@me{guild}"), None)
            .await
            .0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(bench.get("/users/@me/guilds").await, json!([]));
}

#[tokio::test]
async fn an_application_tells_which_intents_it_has() {
    let bench = Bench::start().await;
    let all = (1 << 13) | (1 << 15) | (1 << 19);
    assert_eq!(bench.get("/applications/@me").await["flags"], all);
    assert_eq!(
        bench.get("/oauth2/applications/@me").await["owner"]["username"],
        "ada"
    );
    let body = json!({ "name": "few", "privileged_intents": ["MESSAGE_CONTENT"] });
    let few = bench.drive(Method::POST, "/applications", body).await;
    let request = bench.at(Method::GET, "/api/v10/applications/@me").header(
        "authorization",
        format!("Bot {}", few["token"].as_str().unwrap()),
    );
    assert_eq!(answer(request).await.1["flags"], 1 << 19);
    let request = bench
        .at(
            Method::GET,
            &format!("/api/v10/guilds/{}/members", bench.sandbox.guild_id()),
        )
        .header(
            "authorization",
            format!("Bot {}", few["token"].as_str().unwrap()),
        );
    assert_eq!(
        answer(request).await.1["code"],
        50001,
        "without GUILD_MEMBERS"
    );
}
