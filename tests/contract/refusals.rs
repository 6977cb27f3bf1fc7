//! The contract itself: what it takes, and what it refuses with which words.

use asyncord_tests::{
    contract::{Body, Contract, Part, Request, Server},
    schema::{Mode, Rng},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A request of a bot without anything else.
fn request(method: &str, path: &str) -> Request {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorization: Some("Bot made.up.token".to_owned()),
        user_agent: Some("DiscordBot (https://example.com, 1)".to_owned()),
        ..Request::default()
    }
}

fn with_json(method: &str, path: &str, body: Value) -> Request {
    Request {
        body: Body::Json(body),
        ..request(method, path)
    }
}

fn with_parts(method: &str, path: &str, parts: &[(&str, Option<&str>, &str)]) -> Request {
    let part = |(name, filename, text): &(&str, Option<&str>, &str)| Part {
        name: (*name).to_owned(),
        filename: filename.map(str::to_owned),
        content_type: (*name == "payload_json").then(|| "application/json".to_owned()),
        bytes: text.as_bytes().to_vec(),
    };
    Request {
        body: Body::Multipart(parts.iter().map(part).collect()),
        ..request(method, path)
    }
}

/// Fails unless each request is refused with words that name the place.
fn refused<const N: usize>(cases: [(Request, &str); N]) {
    let Some(contract) = Contract::load() else {
        return;
    };
    for (wrong, place) in cases {
        let refusal = contract.check(&wrong).expect_err(place).to_string();
        assert!(refusal.contains(place), "{refusal}, but wanted: {place}");
    }
}

/// Where messages are sent to.
const CREATE: &str = "/channels/5/messages";

#[test]
fn wrong_paths_and_queries_are_refused_with_the_place() {
    refused([
        (request("GET", "/channels/5/message"), "there is no GET"),
        (request("POST", "/channels/5"), "there is no POST"),
        (
            request("GET", "/channels/abc"),
            "get_channel: path, channel_id: /:",
        ),
        (
            request("GET", "/channels/05"),
            "get_channel: path, channel_id: /:",
        ),
        (
            request("GET", "/channels/5/messages?limit=ten"),
            "list_messages: query, limit: /:",
        ),
        (
            request("GET", "/channels/5/messages?limit=101"),
            "list_messages: query, limit: /: 101",
        ),
        (
            request("GET", "/channels/5/messages?limt=10"),
            "query, limt: there is no such",
        ),
        (
            request("GET", "/channels/5/messages?limit=1&limit=2"),
            "query, limit: /:",
        ),
        (
            request("GET", "/guilds/5?with_counts=yes"),
            "get_guild: query, with_counts: /:",
        ),
        (
            request("GET", "/guilds/5/members/search"),
            "search_guild_members: query, query: it is needed",
        ),
        (
            request("GET", "/guilds/5/prune?include_roles=1,x"),
            "query, include_roles: `x` is no id",
        ),
        (
            request("GET", "/channels/5/messages/pins?before=today"),
            "query, before: /:",
        ),
        (
            request("GET", "/channels/5/messages/6/reactions/x?type=2"),
            "query, type: /:",
        ),
    ]);
}

#[test]
fn wrong_json_is_refused_with_the_place() {
    refused([
        (
            request("POST", CREATE),
            "create_message: body, /: a body is needed",
        ),
        (
            with_json("GET", "/channels/5", json!({})),
            "get_channel: body, /: it takes no body",
        ),
        (
            with_json("POST", CREATE, json!([])),
            "create_message: body, /: [] is not of type",
        ),
        (
            with_json("POST", CREATE, json!({"content": 5})),
            "body, /content: 5 is not of type",
        ),
        (
            with_json("POST", CREATE, json!({"contents": "x"})),
            "body, /: Additional properties",
        ),
        (
            with_json(
                "POST",
                CREATE,
                json!({"embeds": [{"title": "x"}, {"titel": "x"}]}),
            ),
            "body, /embeds/1: Additional properties are not allowed ('titel'",
        ),
        (
            with_json(
                "POST",
                CREATE,
                json!({"components": [{"type": 1, "components": [
                    {"type": 2, "style": "1", "custom_id": "x"},
                ]}]}),
            ),
            "body, /components/0/components/0/style: ",
        ),
        (
            with_json("PATCH", "/channels/5", json!({"name": "x", "topic": 5})),
            "update_channel: body, /topic: 5",
        ),
        (
            // Of two sorts of channels.
            with_json(
                "PATCH",
                "/channels/5",
                json!({"archived": true, "topic": "x"}),
            ),
            "update_channel: body, /: Additional properties",
        ),
        (
            with_json("POST", "/guilds/5/roles", json!({"permissions": 8})),
            "create_guild_role: body, /permissions: 8 is not of",
        ),
        (
            with_json(
                "POST",
                "/guilds/5/emojis",
                json!({"name": "xx", "image": "iVBORw0KGgo="}),
            ),
            "create_guild_emoji: body, /image: ",
        ),
    ]);
}

#[test]
fn wrong_forms_are_refused_with_the_place() {
    refused([
        (
            with_json(
                "POST",
                "/guilds/5/stickers",
                json!({"name": "xx", "tags": "x"}),
            ),
            "create_guild_sticker: body, /: it does not take application/json",
        ),
        (
            with_parts(
                "POST",
                "/guilds/5/stickers",
                &[("name", None, "crab"), ("tags", None, "x")],
            ),
            "create_guild_sticker: body, /: \"file\" is a required property",
        ),
        (
            with_parts(
                "POST",
                CREATE,
                &[("payload_json", None, "{\"content\": 5}")],
            ),
            "create_message: body, /content: 5",
        ),
        (
            with_parts(
                "POST",
                CREATE,
                &[("payload_json", None, "{}"), ("file[0]", Some("a"), "A")],
            ),
            "create_message: body, /: Additional properties are not allowed ('file[0]'",
        ),
        (
            with_parts(
                "POST",
                CREATE,
                &[
                    ("payload_json", None, "{\"attachments\": [{\"id\": 1}]}"),
                    ("files[0]", Some("a"), "A"),
                ],
            ),
            "create_message: body, /: attachment 1 has no part `files[1]`",
        ),
        (
            with_parts(
                "POST",
                CREATE,
                &[("payload_json", None, "{}"), ("files[0]", None, "A")],
            ),
            "`files[0]` has no filename",
        ),
    ]);
}

#[test]
fn wrong_heads_are_refused_with_the_place() {
    refused([
        (
            Request {
                reason: Some("because".to_owned()),
                ..request("GET", "/channels/5")
            },
            "get_channel: header X-Audit-Log-Reason: it takes none",
        ),
        (
            Request {
                reason: Some(String::new()),
                ..request("DELETE", "/channels/5")
            },
            "delete_channel: header X-Audit-Log-Reason: 0 characters",
        ),
        (
            Request {
                authorization: None,
                ..request("GET", "/channels/5")
            },
            "get_channel: header Authorization: `none`",
        ),
        (
            Request {
                authorization: Some("Bearer x".to_owned()),
                ..request("GET", "/channels/5")
            },
            "get_channel: header Authorization: `Bearer`",
        ),
        (
            Request {
                user_agent: Some("curl/8".to_owned()),
                ..request("GET", "/channels/5")
            },
            "get_channel: header User-Agent",
        ),
        (
            Request {
                authorization: None,
                body: Body::Form(vec![(
                    "grant_type".to_owned(),
                    "authorization_code".to_owned(),
                )]),
                ..request("POST", "/oauth2/token")
            },
            "docs_token: body, /code: this grant needs it",
        ),
        (
            Request {
                authorization: None,
                ..with_json(
                    "POST",
                    "/oauth2/token",
                    json!({"grant_type": "refresh_token"}),
                )
            },
            "docs_token: body, /: it does not take application/json",
        ),
    ]);
}

#[test]
fn good_requests_of_all_forms_are_taken() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let form = |path: &str, fields: &[(&str, &str)]| Request {
        authorization: None,
        body: Body::Form(
            fields
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
        ),
        ..request("POST", path)
    };
    for (good, id) in [
        (
            request("GET", "/guilds/5/prune?include_roles=1,2"),
            "preview_prune_guild",
        ),
        (
            request("GET", "/guilds/5/prune?include_roles=1&include_roles=2"),
            "preview_prune_guild",
        ),
        (request("GET", "/guilds/5?with_counts=1"), "get_guild"),
        (
            request("GET", "/guilds/templates/abc"),
            "get_guild_template",
        ),
        (request("GET", "/users/@me"), "get_my_user"),
        (request("GET", "/users/5"), "get_user"),
        (
            request(
                "GET",
                "/guilds/5/messages/search?has=link&has=poll&sort_by=timestamp&author_id=7",
            ),
            "guild_search",
        ),
        (
            request("PUT", "/channels/5/messages/6/reactions/%F0%9F%91%8D/@me"),
            "add_my_message_reaction",
        ),
        (
            request("PATCH", "/webhooks/5/a-token/messages/@original"),
            "update_original_webhook_message",
        ),
        (
            with_parts(
                "POST",
                "/guilds/5/stickers",
                &[
                    ("name", None, "crab"),
                    ("tags", None, "x"),
                    ("description", None, "123"),
                    ("file", Some("a.png"), "A"),
                ],
            ),
            "create_guild_sticker",
        ),
        (
            with_parts(
                "PUT",
                "/invites/abc/target-users",
                &[("target_users_file", Some("a.csv"), "user_id\n5")],
            ),
            "update_invite_target_users",
        ),
        (
            with_parts(
                "POST",
                "/channels/5/invites",
                &[
                    ("payload_json", None, "{\"max_age\": 60}"),
                    ("target_users_file", Some("a.csv"), "user_id\n5"),
                ],
            ),
            "create_channel_invite",
        ),
        (
            form(
                "/oauth2/token",
                &[
                    ("grant_type", "authorization_code"),
                    ("client_id", "5"),
                    ("client_secret", "x"),
                    ("code", "x"),
                    ("redirect_uri", "https://example.com"),
                ],
            ),
            "docs_token",
        ),
    ] {
        let mut good = good;
        if id == "update_original_webhook_message" {
            good.body = Body::Json(json!({"content": null}));
        }
        match contract.check(&good) {
            Ok(operation) => assert_eq!(operation.id, id),
            Err(refusal) => panic!("{refusal}"),
        }
    }
}

#[test]
fn whatever_a_schema_of_a_body_allows_is_taken_and_no_field_more() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let mut objects = 0;
    for operation in contract.operations() {
        for (mode, seed) in [(Mode::Minimal, 0), (Mode::Maximal, 0), (Mode::random(), 1)] {
            let Some(body) = contract.body_instance(operation, &mode, &mut Rng::with_seed(seed))
            else {
                continue;
            };
            let path: Vec<_> = operation
                .template
                .split('/')
                .map(|segment| {
                    if segment.starts_with('{') {
                        "5"
                    } else {
                        segment
                    }
                })
                .collect();
            let with = |body: Value| {
                let mut request = with_json(&operation.method, &path.join("/"), body);
                if operation.id.contains("role_connection") && operation.template.contains("@me") {
                    request.authorization = Some("Bearer x".to_owned());
                }
                contract.check(&request)
            };
            // Their files are missing, which is told apart.
            let mut body = body;
            for place in ["", "/data", "/message"] {
                if let Some(Value::Object(object)) = body.pointer_mut(place) {
                    object.remove("attachments");
                }
            }
            if let Err(refusal) = with(body.clone()) {
                panic!("{mode:?}: {refusal}: {body:.500}");
            }
            let mut more = body;
            let is_map = ["moderation_metadata", "_compatible_webhook"]
                .iter()
                .any(|part| operation.id.contains(part));
            if let (Some(object), false) = (more.as_object_mut(), is_map) {
                object.insert("zzz".to_owned(), json!(1));
                let refusal = with(more).expect_err(&operation.id);
                assert!(
                    refusal.message.contains("'zzz' was unexpected"),
                    "{refusal}"
                );
                objects += 1;
            }
        }
    }
    assert!(objects > 200, "{objects}");
}

#[tokio::test]
async fn a_refusal_is_an_error_as_discords_and_says_what_is_wrong() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let server = Server::start(contract).await;
    let body = json!({"content": {"a": 1}}).to_string();
    let address = server.url().replace("http://", "").replace("/api", "");
    let mut stream = TcpStream::connect(address)
        .await
        .expect("the server listens");
    let request = format!(
        "POST /api/v10/channels/5/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Authorization: Bot x\r\nUser-Agent: DiscordBot (https://example.com, 1)\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len(),
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("the server reads");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .await
        .expect("the server answers");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let (_, text) = answer.split_once("\r\n\r\n").expect("it has a body");
    let error: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(error["code"], 50035);
    let message = error["message"].as_str().unwrap_or_default();
    assert!(
        message.starts_with("create_message: body, /content: "),
        "{message}"
    );
    let called = server.take_called();
    assert_eq!(called.len(), 1);
    assert_eq!(called[0].operation_id.as_deref(), Some("create_message"));
    assert!(called[0].refused.is_some());
}
