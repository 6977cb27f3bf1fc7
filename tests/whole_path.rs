//! The way of an event through everything: sandbox, gateway, dispatcher, handler, REST, sandbox.
//!
//! Bot and sandbox run in one process and one runtime, over real sockets.

use std::sync::{Arc, Mutex};

use asyncord::{Dispatcher, HandlerFailure, Reason, prelude::*, sandbox::Sandbox};
use asyncord_tests::{Driver, driver::contents};
use serde_json::json;

async fn start_sandbox() -> (Sandbox, Driver) {
    let sandbox = Sandbox::builder().start().await.expect("a port is free");
    let info = serde_json::to_value(sandbox.info()).unwrap();
    (sandbox, Driver::new(info))
}

/// A bot with the handlers and arguments that `setup` gives it, started.
async fn start_bot(sandbox: &Sandbox, setup: impl FnOnce(&Dispatcher)) -> ClientGroup {
    let bot = asyncord::connect(sandbox.token());
    bot.dispatcher.without_registered_handlers();
    setup(&bot.dispatcher);
    bot.start().await.expect("the bot starts");
    bot
}

#[handler(manual)]
async fn ping(message: MessageCreate, client: RestClient, answer: &str) -> Result {
    if message.content == "!ping" {
        client
            .channels()
            .messages(message.channel_id)
            .create(answer)
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn ping_is_answered_with_pong() {
    let (sandbox, driver) = start_sandbox().await;
    let bot = start_bot(&sandbox, |dispatcher| {
        dispatcher
            .add_handler::<ping>()
            .add_argument("answer", "pong");
    })
    .await;
    driver.say("hello").await;
    driver.say("!ping").await;
    let answers = driver.answers(1).await;
    assert_eq!(contents(&answers), ["pong"]);
    bot.stop().await;
    driver.bots_connected(0).await;
}

#[tokio::test]
async fn a_handler_added_twice_is_called_once() {
    let (sandbox, driver) = start_sandbox().await;
    let bot = start_bot(&sandbox, |dispatcher| {
        dispatcher
            .add_handler::<ping>()
            .add_handler::<ping>()
            .add_argument("answer", "pong");
    })
    .await;
    driver.say("!ping").await;
    driver.say("!ping").await;
    assert_eq!(contents(&driver.answers(2).await), ["pong", "pong"]);
    bot.stop().await;
    assert_eq!(driver.answers(2).await.len(), 2);
}

#[handler(manual, ordered)]
async fn repeat(message: MessageCreate, client: RestClient) -> Result {
    if !message.author.bot {
        client
            .channels()
            .messages(message.channel_id)
            .create(message.content.as_str())
            .await?;
    }
    Ok(())
}

/// As fast as they can be posted, and with the bot's socket cut in the middle.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_messages_are_answered_in_order_also_over_a_cut_connection() {
    const MESSAGES: usize = 1_000;
    let (sandbox, driver) = start_sandbox().await;
    let bot = start_bot(&sandbox, |dispatcher| {
        dispatcher.add_handler::<repeat>();
    })
    .await;
    for number in 0..MESSAGES {
        driver.say(&number.to_string()).await;
        if number % 400 == 200 {
            let cut = driver.call("POST", "gateway/cut", Some(json!({}))).await;
            // The bot may be on its way back from the last cut.
            assert!(cut["cut"].is_u64(), "{cut}");
        }
    }
    let expected: Vec<_> = (0..MESSAGES).map(|number| number.to_string()).collect();
    let answers = driver.answers(MESSAGES).await;
    assert_eq!(contents(&answers), expected);
    bot.stop().await;
    assert_eq!(
        driver.answers(MESSAGES).await.len(),
        MESSAGES,
        "none is answered twice"
    );
}

#[handler(manual)]
async fn fails(message: &MessageCreate) -> Result {
    match message.content.as_str() {
        "!fail" => Err("it went wrong".into()),
        "!panic" => panic!("it went very wrong"),
        _ => Ok(()),
    }
}

#[tokio::test]
async fn an_error_and_a_panic_cost_their_own_call_only() {
    let (sandbox, driver) = start_sandbox().await;
    let failures = Arc::new(Mutex::new(Vec::<Arc<HandlerFailure>>::new()));
    let bot = start_bot(&sandbox, |dispatcher| {
        let failures = Arc::clone(&failures);
        dispatcher
            .add_handler::<fails>()
            .add_handler::<ping>()
            .add_argument("answer", "pong")
            .on_error(move |failure| failures.lock().unwrap().push(failure));
    })
    .await;
    driver.say("!fail").await;
    driver.say("!panic").await;
    driver.say("!ping").await;
    assert_eq!(contents(&driver.answers(1).await), ["pong"]);
    bot.stop().await;

    let failures = failures.lock().unwrap();
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(
        matches!(&failures[0].reason, Reason::Error(error) if error.to_string() == "it went wrong")
    );
    assert!(
        matches!(&failures[1].reason, Reason::Panic(message) if message == "it went very wrong")
    );
    assert_eq!(failures[0].event_name(), Some("MESSAGE_CREATE"));
    assert!(
        failures[0].handler.ends_with("whole_path::fails"),
        "{}",
        failures[0].handler
    );
    assert!(
        failures[0].location.contains("whole_path.rs:"),
        "{}",
        failures[0].location
    );
}

#[handler(manual, group = "listener")]
async fn listen(message: MessageCreate, client_groups: ClientGroups) -> Result {
    if !message.author.bot {
        let speaker = client_groups.get("speaker").ok_or("no speaker")?;
        speaker
            .client
            .channels()
            .messages(message.channel_id)
            .create("heard")
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn two_bots_of_one_hub_see_each_other() {
    let (sandbox, driver) = start_sandbox().await;
    let other = driver
        .call("POST", "applications", Some(json!({ "name": "speaker" })))
        .await;
    let token =
        Token::new(other["token"].as_str().unwrap()).with_api_url(sandbox.api_url().clone());

    let hub = ClientHub::new();
    for (name, token) in [("listener", sandbox.token()), ("speaker", token)] {
        let group = hub.create_client_group(name, token).unwrap();
        group
            .dispatcher
            .without_registered_handlers()
            .add_handler::<listen>();
    }
    let twice = hub
        .create_client_group("speaker", Token::new("x"))
        .unwrap_err();
    assert!(
        twice
            .to_string()
            .contains("there is a group of this name already")
    );

    hub.start().await.unwrap();
    driver.bots_connected(2).await;
    driver.say("anyone there?").await;
    let answers = driver.answers(1).await;
    assert_eq!(answers[0]["author"]["id"], other["user_id"]);
    hub.stop().await;
    assert_eq!(
        driver.answers(1).await.len(),
        1,
        "the handler serves one group only"
    );
}

#[handler(manual)]
async fn count_ready(_event: Ready, gateway: GatewayClient, seen: Arc<Mutex<Vec<String>>>) {
    seen.lock().unwrap().push(format!("{:?}", gateway.status()));
}

#[handler(manual)]
async fn count_raw(event: RawEvent, seen: Arc<Mutex<Vec<String>>>) {
    seen.lock().unwrap().push(event.name().to_owned());
}

#[tokio::test]
async fn a_bot_can_be_started_again_and_raw_handlers_see_everything() {
    let (sandbox, driver) = start_sandbox().await;
    let seen = Arc::new(Mutex::new(Vec::<String>::new()));
    let bot = asyncord::connect(sandbox.token());
    bot.set_intents(Intents::GUILDS | Intents::GUILD_MESSAGES);
    bot.dispatcher
        .without_registered_handlers()
        .add_handler::<count_ready>()
        .add_handler::<count_raw>()
        .add_argument("seen", Arc::clone(&seen));
    bot.start().await.unwrap();
    let again = bot.start().await.unwrap_err();
    assert_eq!(
        again.to_string(),
        "the bot runs already; stop it before starting it again"
    );
    driver.say("hello").await;
    bot.stop().await;
    bot.stop().await;
    bot.start().await.unwrap();
    driver.bots_connected(1).await;
    bot.stop().await;

    let seen = seen.lock().unwrap();
    let count = |name: &str| seen.iter().filter(|seen| *seen == name).count();
    assert_eq!((count("READY"), count("Ready")), (2, 2), "{seen:?}");
    assert!(count("GUILD_CREATE") >= 1, "{seen:?}");
}

#[handler(manual)]
async fn wants(_event: Ready, prefx: &str, limit: u64) {
    let _ = (prefx, limit);
}

#[tokio::test]
async fn everything_wrong_with_the_arguments_is_one_error_before_anything_connects() {
    // Nothing listens at this address: an attempt to connect would be another error.
    let bot =
        asyncord::connect(Token::new("x").with_api_url("http://127.0.0.1:9/api".parse().unwrap()));
    bot.dispatcher
        .without_registered_handlers()
        .add_handler::<wants>()
        .add_handler::<ping>()
        .add_argument("prefix", "!")
        .add_argument("limit", 10);
    let error = bot.start().await.unwrap_err();
    let text = error.to_string();
    assert_eq!(text, format!("{error:?}"), "`main` prints by `Debug`");
    for part in [
        "3 arguments do not match",
        "whole_path::wants (",
        "`prefx: &str`: no such argument; did you mean `prefix`?",
        "`limit`: the parameter takes `u64`, it was given as `i32`",
        "whole_path::ping (",
        "`answer: &str`: no such argument; give it with `.argument(\"answer\", …)`",
        "arguments given: limit, prefix",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

/// Listens and never answers.
async fn silent() -> (tokio::net::TcpListener, String) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    (listener, url)
}

#[tokio::test(start_paused = true)]
async fn a_start_that_is_given_up_leaves_nothing_behind() {
    let (_listener, url) = silent().await;
    let begin = tokio::time::Instant::now();
    let second = std::time::Duration::from_secs(1);
    asyncord::run(Token::new("x"))
        .api_url(url)
        .without_registered_handlers()
        .until(tokio::time::sleep(second))
        .await
        .unwrap();
    assert_eq!(begin.elapsed(), second);
}

#[handler(manual)]
async fn slow(message: MessageCreate, client: RestClient) -> Result {
    if message.content == "!slow" {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        client
            .channels()
            .messages(message.channel_id)
            .create("done")
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_call_under_way_finishes_when_the_bot_is_stopped() {
    let (sandbox, driver) = start_sandbox().await;
    let started = Arc::new(tokio::sync::Notify::new());
    let bot = start_bot(&sandbox, |dispatcher| {
        dispatcher
            .add_handler::<slow>()
            .add_handler::<notify_when_called>()
            .add_argument("started", Arc::clone(&started));
    })
    .await;
    driver.say("!slow").await;
    started.notified().await;
    bot.stop().await;
    assert_eq!(contents(&driver.answers(1).await), ["done"]);
}

#[handler(manual)]
async fn notify_when_called(_message: &MessageCreate, started: &tokio::sync::Notify) {
    started.notify_one();
}
