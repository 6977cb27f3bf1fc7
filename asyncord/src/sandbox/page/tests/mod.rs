mod control;
mod inspector;
mod openapi;

use futures_util::StreamExt;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::super::{
    state::ids::{UserId, seed},
    testing::{Bench, answer},
};

#[tokio::test]
async fn a_page_elsewhere_can_neither_read_nor_write() {
    let bench = Bench::start().await;
    let own = format!(
        "http://localhost:{}",
        bench.sandbox.page_url().port().unwrap()
    );
    for path in [
        "/",
        "/sandbox/",
        "/sandbox/app.js",
        "/sandbox/api/state",
        "/sandbox/socket",
        "/api/v10/gateway",
        "/gateway",
        "/attachments/1/1/x",
        "/nothing",
    ] {
        for (name, value, refused) in [
            ("host", "evil.example", true),
            ("origin", "http://evil.example", true),
            ("origin", "null", true),
            ("sec-fetch-site", "cross-site", true),
            ("sec-fetch-site", "same-site", true),
            ("sec-fetch-site", "same-origin", false),
            ("origin", &own, false),
        ] {
            let request = bench.at(Method::GET, path).header(name, value);
            let (status, body) = answer(request).await;
            assert_eq!(
                status == StatusCode::FORBIDDEN,
                refused,
                "{path} {name}: {value}: {body}"
            );
        }
    }
    for url in [bench.sandbox.gateway_url(), socket_url(&bench)] {
        let mut request = url.as_str().into_client_request().unwrap();
        let origin = "http://evil.example".parse().unwrap();
        request.headers_mut().insert("origin", origin);
        assert!(connect_async(request).await.is_err(), "{url}");
    }
}

fn socket_url(bench: &Bench) -> url::Url {
    let url = bench.sandbox.page_url().join("socket").unwrap();
    url.as_str().replacen("http", "ws", 1).parse().unwrap()
}

#[tokio::test]
async fn the_page_is_served_with_a_strict_policy() {
    let bench = Bench::start().await;
    let host = bench.sandbox.page_url().authority().to_owned();
    for (path, content_type) in [
        ("/sandbox/", "text/html; charset=utf-8"),
        ("/sandbox/app.js", "text/javascript; charset=utf-8"),
        ("/sandbox/app.css", "text/css; charset=utf-8"),
    ] {
        let response = bench.at(Method::GET, path).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], content_type);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; "),
            "{policy}"
        );
        assert!(
            policy.contains(&format!("connect-src 'self' ws://{host};")),
            "{policy}"
        );
    }
    for path in ["/", "/sandbox"] {
        let response = bench.at(Method::GET, path).send().await.unwrap();
        assert_eq!(response.headers()["location"], "/sandbox/");
    }
}

/// The next message of an observer's socket that is none of the inspector's.
async fn next(
    socket: &mut (impl StreamExt<Item = Result<Message, impl std::fmt::Debug>> + Unpin),
) -> Value {
    loop {
        let frame = any(socket).await;
        if frame["type"] != "log" {
            return frame;
        }
    }
}

async fn any(
    socket: &mut (impl StreamExt<Item = Result<Message, impl std::fmt::Debug>> + Unpin),
) -> Value {
    let message = socket.next().await.unwrap().unwrap();
    serde_json::from_str(message.to_text().unwrap()).unwrap()
}

#[tokio::test]
async fn an_observer_gets_the_state_and_then_every_change() {
    let bench = Bench::start().await;
    bench.say("first").await;
    let (mut socket, _) = connect_async(socket_url(&bench).as_str()).await.unwrap();
    let state = next(&mut socket).await;
    let channel = bench.channel();
    assert_eq!(state["type"], "state");
    assert_eq!(state["messages"][&channel][0]["content"], "first");
    assert_eq!(state["user_id"], bench.ada());
    let guild = bench.sandbox.guild_id().to_string();
    assert_eq!(state["guilds"][0]["roles"].as_array().unwrap().len(), 4);
    assert_eq!(state["guilds"][0]["scheduled_events"], json!([]));
    assert_eq!(state["members"][&guild].as_array().unwrap().len(), 4);
    assert_eq!(
        state["presences"][bench.ada()],
        json!({ "status": "online", "activities": [] })
    );
    for empty in ["voice_states", "commands"] {
        assert_eq!(state[empty], json!([]), "{empty}");
    }
    assert_eq!(state["thread_members"], json!({}));
    assert!(state["now"].is_u64());
    assert_eq!(state["applications"][0]["endpoint"], false);
    assert_eq!(state["applications"][0]["connected"], false);
    let (_, asked) = answer(bench.at(Method::GET, "/sandbox/api/state")).await;
    assert_eq!(asked["messages"], state["messages"]);

    let second = bench.say("second").await;
    let change = next(&mut socket).await;
    assert_eq!(
        (&change["type"], &change["t"]),
        (&json!("event"), &json!("MESSAGE_CREATE"))
    );
    assert_eq!(change["d"]["content"], "second");

    let (gateway, _) = bench.identified(0).await;
    let change = next(&mut socket).await;
    assert_eq!(
        (&change["t"], &change["d"]["status"]),
        (&json!("PRESENCE_UPDATE"), &json!("online"))
    );
    let change = next(&mut socket).await;
    assert_eq!(
        (&change["type"], &change["applications"][0]["connected"]),
        (&json!("applications"), &json!(true))
    );
    gateway.close(1000).await;
    let change = next(&mut socket).await;
    assert_eq!(change["d"]["status"], "offline");
    let change = next(&mut socket).await;
    assert_eq!(change["applications"][0]["connected"], false);

    let path = format!(
        "/channels/{channel}/messages/{}",
        second["id"].as_str().unwrap()
    );
    let body = json!({ "content": "changed" });
    let changed = bench.as_ada(Method::PATCH, &path, body).await;
    assert_eq!(changed["content"], "changed");
    assert_eq!(next(&mut socket).await["t"], "MESSAGE_UPDATE");
    bench.as_ada(Method::DELETE, &path, json!({})).await;
    assert_eq!(next(&mut socket).await["t"], "MESSAGE_DELETE");
    let typing = format!("/channels/{channel}/typing");
    bench.as_ada(Method::POST, &typing, json!({})).await;
    assert_eq!(next(&mut socket).await["t"], "TYPING_START");
    let user = bench
        .drive(Method::POST, "/users", json!({ "username": "alan" }))
        .await;
    let joined = next(&mut socket).await;
    assert_eq!(
        (&joined["t"], &joined["d"]["user"]),
        (&json!("GUILD_MEMBER_ADD"), &user)
    );
}

#[tokio::test]
async fn a_driver_is_told_what_is_wrong() {
    let bench = Bench::start().await;
    let of =
        |user: &str, channel: &str| format!("/sandbox/api/as/{user}/channels/{channel}/messages");
    let (ada, channel) = (bench.ada(), bench.channel());
    let text = json!({ "content": "x" });
    for (path, body, status, code) in [
        (of("ada", &channel), text.clone(), 404, 10013),
        (of("1", &channel), text.clone(), 404, 10013),
        (of(&ada, &channel), json!({}), 400, 50006),
        (of(&ada, "1"), text, 404, 10003),
        (
            "/sandbox/api/applications".to_owned(),
            json!({ "name": "" }),
            400,
            50035,
        ),
        (
            "/sandbox/api/applications".to_owned(),
            json!({ "name": "x", "privileged_intents": ["ALL"] }),
            400,
            50035,
        ),
        (
            "/sandbox/api/rate-limits".to_owned(),
            json!({ "limit": 1 }),
            400,
            50035,
        ),
        ("/sandbox/api/nothing".to_owned(), json!({}), 404, 0),
    ] {
        let request = bench
            .at(Method::POST, &path)
            .header("content-type", "application/json")
            .body(body.to_string());
        let (got, answer) = answer(request).await;
        assert_eq!(
            (got.as_u16(), &answer["code"]),
            (status, &json!(code)),
            "{path}: {answer}"
        );
    }
}

#[tokio::test]
async fn people_use_the_same_operations_with_their_own_rights() {
    let bench = Bench::start().await;
    let linus: UserId = seed(23);
    let channel = bench.channel();
    let path = format!("/sandbox/api/as/{linus}/channels/{channel}/messages");
    let said = bench
        .at(Method::POST, &path)
        .header("content-type", "application/json")
        .body(json!({ "content": "hi" }).to_string());
    let (status, message) = answer(said).await;
    assert_eq!(status, 200, "{message}");
    assert_eq!(message["author"]["username"], "linus");

    let path = format!("/sandbox/api/as/{linus}/channels/{channel}");
    let (status, error) = answer(bench.at(Method::DELETE, &path)).await;
    assert_eq!(status, 403);
    assert_eq!(error["code"], 50013);

    let (status, error) = answer(bench.at(Method::GET, "/sandbox/api/as/1/users/@me")).await;
    assert_eq!(status, 404, "{error}");
    assert_eq!(error["code"], 10013);
}

#[tokio::test]
async fn an_observer_hears_of_commands() {
    let bench = Bench::start().await;
    let (mut socket, _) = connect_async(socket_url(&bench).as_str()).await.unwrap();
    assert_eq!(next(&mut socket).await["commands"], json!([]));
    let path = format!("/applications/{}/commands", bench.sandbox.application_id());
    let command = json!({ "name": "ping", "description": "d" });
    let made = bench.post(&path, command).await;
    let told = next(&mut socket).await;
    assert_eq!(
        (&told["type"], &told["commands"]),
        (&json!("commands"), &json!([made]))
    );
}

#[tokio::test]
async fn an_observer_hears_who_is_interested_in_an_event() {
    let bench = Bench::start().await;
    let (mut socket, _) = connect_async(socket_url(&bench).as_str()).await.unwrap();
    next(&mut socket).await;
    let guild = bench.sandbox.guild_id();
    let ada = bench.ada();
    let path = format!("/as/{ada}/guilds/{guild}/scheduled-events");
    let event = json!({
        "name": "a party",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": { "location": "the park" },
        "scheduled_start_time": "2100-01-01T00:00:00Z",
        "scheduled_end_time": "2100-01-02T00:00:00Z",
    });
    bench.drive(Method::POST, &path, event).await;
    let told = loop {
        let told = next(&mut socket).await;
        if told["t"] == "GUILD_SCHEDULED_EVENT_CREATE" {
            break told;
        }
    };
    assert_eq!(told["d"]["user_ids"], json!([ada]));
    assert_eq!(told["d"]["user_count"], 1);
    let (mut again, _) = connect_async(socket_url(&bench).as_str()).await.unwrap();
    let state = next(&mut again).await;
    let events = &state["guilds"][0]["scheduled_events"];
    assert_eq!(events[0]["user_ids"], json!([ada]));
}
