//! What all requests of a client have in common, over a transport that is none.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use serde_json::json;
use tokio::time::Instant;

use super::{
    ErrorKind, Next, Request, RequestOptions, Response, RestClient, RetryPolicy,
    body::{EditMessage, InteractionResponse},
    transport::{
        Failure, TransportError,
        fake::{Fake, answer},
    },
};
use crate::model::AllowedMentions;

mod metrics;

const MESSAGE: &str = r#"{"id":"1","channel_id":"2","author":{"id":"3","username":"ada"},"timestamp":"2026-01-01T00:00:00+00:00"}"#;

fn failing(failure: Failure) -> Fake {
    Fake::new(move |_| {
        Err(TransportError {
            failure,
            message: "no answer".to_owned(),
            source: None,
        })
    })
}

#[tokio::test(start_paused = true)]
async fn middleware_stands_around_every_request_in_the_order_it_was_added() {
    let fake = Fake::new(|_| Ok(answer(200, r#"{"id":"1","username":"ada"}"#)));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let layer = |name: &'static str| {
        let seen = seen.clone();
        move |mut request: Request, next: Next| {
            let seen = seen.clone();
            async move {
                seen.lock()
                    .unwrap()
                    .push(format!("{name} {}", request.operation().name()));
                request.add_header("x-layer", name)?;
                let answer = next.run(request).await;
                seen.lock().unwrap().push(format!("{name} after"));
                answer
            }
        }
    };
    let client = RestClient::builder("t")
        .middleware(layer("outer"))
        .middleware(layer("inner"))
        .over(fake.clone());
    client.users().me().await.unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        ["outer GetMe", "inner GetMe", "inner after", "outer after"]
    );
    let headers = &fake.sent()[0].headers;
    let values: Vec<_> = headers
        .iter()
        .map(|(_, value)| value.to_str().unwrap())
        .collect();
    assert_eq!(values, ["outer", "inner"]);
    assert!(fake.sent()[0].clone().add_header("no header", "x").is_err());
}

#[tokio::test(start_paused = true)]
async fn middleware_may_answer_itself_and_see_errors() {
    let fake = Fake::new(|_| Ok(answer(404, r#"{"code":10003,"message":"Unknown Channel"}"#)));
    let errors = Arc::new(AtomicU32::new(0));
    let count = errors.clone();
    let client = RestClient::builder("t")
        .middleware(move |request: Request, next: Next| {
            let count = count.clone();
            async move {
                if request.operation().name() == "GetUser" {
                    return Ok(Response::new(
                        403,
                        r#"{"code":50001,"message":"Missing Access"}"#,
                    ));
                }
                let answer = next.run(request).await;
                count.fetch_add(u32::from(answer.is_err()), Ordering::Relaxed);
                answer
            }
        })
        .over(fake.clone());
    let error = client.users().get(5).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.ids()),
        (ErrorKind::Forbidden, &[("user_id", 5)][..])
    );
    assert!(fake.sent().is_empty());
    let error = client.channels().get(7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("channel_id 7"), "{error}");
    assert_eq!(errors.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn echoed_text_notifies_no_one_but_users_unless_asked() {
    let fake = Fake::new(|_| Ok(answer(200, MESSAGE)));
    let client = RestClient::over(fake.clone());
    let messages = client.channels().messages(1);
    messages.create("@everyone").await.unwrap();
    messages
        .create("@everyone")
        .allowed_mentions(AllowedMentions::none().everyone())
        .await
        .unwrap();
    messages
        .update(2)
        .content("@here".to_owned())
        .await
        .unwrap();
    messages
        .update(2)
        .flags(crate::model::MessageFlags::SUPPRESS_EMBEDS)
        .await
        .unwrap();
    let webhook = client.webhooks().with_token(1, "t");
    webhook.execute("@everyone").await.unwrap();
    let quiet = RestClient::builder("t")
        .allowed_mentions(AllowedMentions::none())
        .over(fake.clone());
    quiet.channels().messages(1).create("x").await.unwrap();
    let open = RestClient::builder("t")
        .allowed_mentions(None)
        .over(fake.clone());
    open.channels().messages(1).create("x").await.unwrap();
    let polite = json!({"parse": ["users"], "replied_user": true});
    let sent: Vec<_> = fake
        .sent()
        .iter()
        .map(|sent| sent.payload.json().unwrap()["allowed_mentions"].clone())
        .collect();
    assert_eq!(sent[0], polite);
    assert_eq!(sent[1]["parse"], json!(["everyone"]));
    assert_eq!(sent[2], polite);
    assert_eq!(sent[3], json!(null), "an edit that changes no text");
    assert_eq!(sent[4], polite);
    assert_eq!(sent[5], json!({"parse": []}));
    assert_eq!(sent[6], json!(null));

    // Answers to interactions as well.
    let fake = Fake::new(|_| Ok(answer(204, "")));
    let client = RestClient::over(fake.clone());
    let interactions = client.interactions();
    for response in [
        InteractionResponse::message("@everyone"),
        InteractionResponse::update(EditMessage::default().content("@here".to_owned())),
    ] {
        interactions.respond(1, "t", response).await.unwrap();
    }
    interactions
        .respond(1, "t", InteractionResponse::deferred_message())
        .await
        .unwrap();
    let sent: Vec<_> = fake
        .sent()
        .iter()
        .map(|sent| sent.payload.json().unwrap()["data"]["allowed_mentions"].clone())
        .collect();
    assert_eq!(sent, [polite.clone(), polite, json!(null)]);
}

#[tokio::test(start_paused = true)]
async fn a_request_says_itself_how_often_it_is_repeated_and_how_long_it_may_take() {
    let fake = failing(Failure::Broken);
    let client = RestClient::over(fake.clone());
    let start = Instant::now();
    let options = RequestOptions::new()
        .retries(0)
        .timeout(Duration::from_secs(2));
    client.users().me().with(options).await.unwrap_err();
    assert_eq!(fake.sent().len(), 1);
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(
        fake.sent()[0].options().timeout,
        Some(Duration::from_secs(2))
    );

    client
        .users()
        .me()
        .with(RequestOptions::new().retries(6))
        .await
        .unwrap_err();
    assert_eq!(fake.sent().len(), 1 + 7);

    // A message is not repeated, unless it is said that it may be.
    let messages = client.channels().messages(1);
    messages.create("x").await.unwrap_err();
    assert_eq!(fake.sent().len(), 8 + 1);
    let options = RequestOptions::new().repeatable(true).retries(1);
    messages.create("x").with(options).await.unwrap_err();
    assert_eq!(fake.sent().len(), 9 + 2);
    messages
        .create("x")
        .nonce("n")
        .enforce_nonce(true)
        .await
        .unwrap_err();
    assert_eq!(fake.sent().len(), 11 + 4);
}

#[tokio::test(start_paused = true)]
async fn an_outage_uses_up_the_budget_of_repetitions() {
    let fake = Fake::new(|_| Ok(answer(503, "<html>")));
    let policy = RetryPolicy::new().budget(0.1, 5);
    let client = RestClient::builder("t").retry(policy).over(fake.clone());
    for _ in 0..100 {
        client.users().me().await.unwrap_err();
    }
    let sent = fake.sent().len();
    assert!((105..=116).contains(&sent), "{sent}");
    let never = RestClient::builder("t")
        .retry(RetryPolicy::never())
        .over(fake.clone());
    never.users().me().await.unwrap_err();
    assert_eq!(fake.sent().len(), sent + 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_for_a_pause_gets_it() {
    let mut first = true;
    let fake = Fake::new(move |_| {
        Ok(if std::mem::take(&mut first) {
            answer(503, "").with("retry-after", 7)
        } else {
            answer(200, r#"{"id":"1","username":"ada"}"#)
        })
    });
    let client = RestClient::over(fake.clone());
    client.users().me().await.unwrap();
    let times = fake.times();
    assert!((7_000..7_100).contains(&times[1]), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn a_search_waits_for_its_index() {
    let not_ready = |retry_after: f64| {
        let body = json!({
            "message": "Index not yet available. Try again later", "code": 110_000,
            "documents_indexed": 0, "retry_after": retry_after,
        });
        answer(202, body.to_string())
    };
    let mut answers = vec![not_ready(4.0), not_ready(0.0)].into_iter();
    let fake = Fake::new(move |_| {
        Ok(answers
            .next()
            .unwrap_or_else(|| answer(200, r#"{"messages":[],"total_results":0}"#)))
    });
    let client = RestClient::over(fake.clone());
    client
        .guilds()
        .search_messages(1)
        .content("x")
        .await
        .unwrap();
    assert_eq!(fake.times(), [0, 4_000, 5_000]);

    let fake = Fake::new(move |_| Ok(not_ready(1.0)));
    let client = RestClient::over(fake.clone());
    let error = client.guilds().search_messages(1).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::NotReady, Some(202))
    );
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    assert!(error.is_retryable());
    assert_eq!(fake.sent().len(), 11);
    let once = RequestOptions::new().retries(0);
    client
        .guilds()
        .search_messages(1)
        .with(once)
        .await
        .unwrap_err();
    assert_eq!(fake.sent().len(), 12);
}

#[tokio::test(start_paused = true)]
async fn many_invalid_requests_stop_the_client_but_not_answers_to_interactions() {
    let fake = Fake::new(|request| {
        Ok(
            if request.operation().template().starts_with("/interactions") {
                answer(204, "")
            } else {
                answer(403, r#"{"code":50001,"message":"Missing Access"}"#)
            },
        )
    });
    let client = RestClient::builder("t")
        .invalid_request_limit(40)
        .over(fake.clone());
    let mut kinds = Vec::new();
    for channel in 0..60 {
        kinds.push(client.channels().get(channel).await.unwrap_err().kind());
    }
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == ErrorKind::Forbidden)
            .count(),
        38
    );
    assert!(
        kinds[38..]
            .iter()
            .all(|kind| *kind == ErrorKind::RateLimited)
    );
    assert_eq!(fake.sent().len(), 38);
    client
        .interactions()
        .respond(1, "t", InteractionResponse::pong())
        .await
        .unwrap();
}

#[tokio::test(start_paused = true)]
async fn requests_that_wait_already_are_stopped_as_well() {
    let fake = Fake::new(|_| Ok(answer(403, "{}"))).delay(Duration::from_millis(500));
    let client = RestClient::builder("t")
        .invalid_request_limit(40)
        .over(fake.clone());
    let channels = client.channels();
    let requests = (0..1_000).map(|channel| channels.get(channel).into_future());
    let results = futures_util::future::join_all(requests).await;
    assert!(results.iter().all(Result::is_err));
    // All were admitted at once, and 50 go in the first second, before any of them has failed.
    assert_eq!(fake.sent().len(), 50);
}

#[tokio::test(start_paused = true)]
async fn an_error_says_whether_to_try_again_and_what_is_needed() {
    let fake = Fake::new(|request| {
        Ok(match request.operation().name() {
            "KickMember" => answer(403, r#"{"code":50013,"message":"Missing Permissions"}"#),
            _ => answer(500, "{}"),
        })
    });
    let client = RestClient::over(fake);
    let error = client.guilds().members(1).kick(2).await.unwrap_err();
    assert!(!error.is_retryable());
    let text = error.to_string();
    assert!(
        text.contains("with guild_id 1, user_id 2") && text.contains("KICK_MEMBERS"),
        "{text}"
    );
    let error = client.users().me().await.unwrap_err();
    assert!(error.is_retryable() && error.kind() == ErrorKind::Server);
}

#[test]
fn clients_of_one_token_share_their_limits() {
    let client = |token: &str, url: &str| RestClient::builder(token).api_url(url).build().unwrap();
    let place = "http://127.0.0.1:9/api";
    let one = client("shared", place);
    let limiter = |client: &RestClient| client.shared().limiter.clone();
    let same = |other: &RestClient| {
        // A limiter's text counts its buckets.
        format!("{:?}", limiter(&one)) == format!("{:?}", limiter(other))
    };
    let route = super::limiter::Route::new(&GET_USER, None);
    let acquired = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
        .block_on(limiter(&one).acquire(&route, super::limiter::Ticket::draw()));
    assert!(
        same(&client("shared", place)),
        "another client of the token"
    );
    assert!(!same(&client("other", place)), "another token");
    assert!(
        !same(&client("shared", "http://127.0.0.1:8/api")),
        "another address"
    );
    drop(acquired);
}

static GET_USER: super::OperationInfo = super::resource::user::GetUser::OPERATION;

#[tokio::test(start_paused = true)]
async fn five_messages_to_one_channel_take_one_round_trip() {
    let start = Instant::now();
    let mut windows = std::collections::HashMap::new();
    let fake = Fake::new(move |request| {
        let now = start.elapsed();
        let (ends, left) = windows
            .entry(request.path().to_owned())
            .or_insert((Duration::ZERO, 0_u32));
        if *ends <= now {
            (*ends, *left) = (now + Duration::from_secs(5), 5);
        }
        assert!(*left > 0, "a refusal that could have been avoided");
        *left -= 1;
        Ok(answer(200, MESSAGE)
            .with("x-ratelimit-bucket", "b")
            .with("x-ratelimit-limit", 5)
            .with("x-ratelimit-remaining", *left)
            .with(
                "x-ratelimit-reset-after",
                ends.saturating_sub(now).as_secs_f64(),
            )
            .with("x-ratelimit-reset", ends.as_secs_f64()))
    })
    .delay(Duration::from_millis(200));
    let client = RestClient::over(fake.clone());
    let five = async |channel: u64| {
        let start = Instant::now();
        let messages = client.channels().messages(channel);
        let sent = (0..5).map(|_| messages.create("x").into_future());
        for result in futures_util::future::join_all(sent).await {
            result.unwrap();
        }
        start.elapsed().as_millis()
    };
    assert!(
        (400..420).contains(&five(1).await),
        "one to learn, then four at once"
    );
    tokio::time::advance(Duration::from_secs(10)).await;
    assert!((200..220).contains(&five(1).await), "known");
    // Ten take a window more, not ten round trips.
    tokio::time::advance(Duration::from_secs(10)).await;
    let start = Instant::now();
    let (a, b) = tokio::join!(five(1), five(1));
    assert!(start.elapsed() < Duration::from_millis(5_500), "{a} {b}");
}

#[tokio::test(start_paused = true)]
async fn the_future_of_a_request_is_small() {
    let fake = Fake::new(|_| Ok(answer(200, MESSAGE)));
    let client = RestClient::over(fake);
    assert!(size_of::<super::ResponseFuture<crate::model::Message>>() <= 32);
    let mut draft = super::request::Draft::new(&client, &GET_USER);
    draft.set_path("user_id", &"5".to_owned());
    let (client, request) = draft.finish(super::request::Fields::default()).unwrap();
    // What is moved and allocated for each request.
    let size = size_of_val(&client.send(request));
    assert!(size <= 2_200, "{size}");
}

#[tokio::test(start_paused = true)]
async fn lists_of_a_query_are_written_as_their_documentation_says() {
    let fake = Fake::new(|_| Ok(answer(200, "[]")));
    let client = RestClient::over(fake.clone());
    let entitlements = client.applications().entitlements(1);
    entitlements.list().sku_ids([2, 3]).await.unwrap();
    client
        .guilds()
        .search_messages(1)
        .author_id([4, 5])
        .await
        .unwrap_err();
    let error = entitlements.list().sku_ids(0..=100).await.unwrap_err();
    assert_eq!(
        error.field_errors()[0].to_string(),
        "sku_ids: 101 given, at most 100"
    );
    let paths: Vec<_> = fake.sent().iter().map(|sent| sent.path.clone()).collect();
    assert_eq!(
        paths,
        [
            "/applications/1/entitlements?sku_ids=2%2C3",
            "/guilds/1/messages/search?author_id=4&author_id=5",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn what_discord_limits_apart_waits_apart() {
    // Discord lets a channel's name be changed twice in ten minutes, and other things more often.
    let start = Instant::now();
    let mut windows = [(Duration::ZERO, 0_u32); 2];
    let fake = Fake::new(move |request| {
        let is_name = request.json().unwrap().starts_with(b"{\"name\"");
        let (bucket, limit, period) = if is_name {
            ("slow", 2, 600)
        } else {
            ("quick", 5, 5)
        };
        let now = start.elapsed();
        let (ends, used) = &mut windows[usize::from(is_name)];
        if *ends <= now {
            (*ends, *used) = (now + Duration::from_secs(period), 0);
        }
        *used += 1;
        assert!(*used <= limit, "a refusal that could have been avoided");
        Ok(answer(200, r#"{"id":"1","type":0}"#)
            .with("x-ratelimit-bucket", bucket)
            .with("x-ratelimit-limit", limit)
            .with("x-ratelimit-remaining", limit - *used)
            .with(
                "x-ratelimit-reset-after",
                ends.saturating_sub(now).as_secs_f64(),
            ))
    });
    let client = RestClient::over(fake.clone());
    let channels = client.channels();
    channels.update(1).name("a").await.unwrap();
    channels.update(1).name("b").await.unwrap();
    // The name has been changed twice: the third time waits, other changes do not.
    let third = channels.update(1).name("c").into_future();
    let third = tokio::time::timeout(Duration::from_mins(1), third).await;
    assert!(third.is_err());
    let before = Instant::now();
    for nsfw in [true, false, true] {
        channels.update(1).nsfw(nsfw).await.unwrap();
    }
    assert_eq!(before.elapsed(), Duration::ZERO);
    channels.update(1).name("d").await.unwrap();
    assert!(start.elapsed() >= Duration::from_mins(10));
}
