//! The way of an event through everything: sandbox, gateway, dispatcher, handler, REST, sandbox.
//!
//! Bot and sandbox run in one process and one runtime, over real sockets, as the test kit has them.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use asyncord::{
    Reason,
    prelude::*,
    testkit::{Person, TestKit},
};

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

#[asyncord::test(handlers(ping), arguments(answer = "pong"))]
async fn ping_is_answered_with_pong(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    ada.say(general, "hello").await;
    ada.say(general, "!ping").await;
    discord.expect_message(general).content("pong").await;
    discord.expect_silence(general).await;
    discord.bot().stop().await;
    ada.say(general, "!ping").await;
    discord.expect_silence(general).await;
}

#[asyncord::test(handlers(ping, ping), arguments(answer = "pong"))]
async fn a_handler_added_twice_is_called_once(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    for _ in 0..2 {
        ada.say(general, "!ping").await;
        discord.expect_message(general).content("pong").await;
        discord.expect_silence(general).await;
    }
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
#[asyncord::test(handlers(repeat))]
async fn a_thousand_messages_are_answered_in_order_also_over_a_cut_connection(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    const MESSAGES: usize = 1_000;

    for number in 0..MESSAGES {
        ada.say(general, &number.to_string()).await;
        if number % 400 == 200 {
            // The bot may be on its way back from the last cut.
            discord.sandbox().cut(None, None);
        }
    }
    for number in 0..MESSAGES {
        let answer = discord.expect_message(general).await;
        assert_eq!(answer.content, number.to_string());
    }
    discord.bot().stop().await;
    discord.expect_silence(general).await;
}

#[handler(manual)]
async fn fails(message: &MessageCreate) -> Result {
    match message.content.as_str() {
        "!fail" => Err("it went wrong".into()),
        "!panic" => panic!("it went very wrong"),
        _ => Ok(()),
    }
}

#[asyncord::test(handlers(fails, ping), arguments(answer = "pong"))]
async fn an_error_and_a_panic_cost_their_own_call_only(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    for content in ["!fail", "!panic", "!ping"] {
        ada.say(general, content).await;
    }
    discord.expect_message(general).content("pong").await;
    let failures = [
        discord.expect_failure().await,
        discord.expect_failure().await,
    ];
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

#[asyncord::test(without_bot)]
async fn two_bots_of_one_hub_see_each_other(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    let sandbox = discord.sandbox();
    let speaker = sandbox.create_application("speaker").token;
    let hub = ClientHub::new();
    for (name, token) in [("listener", sandbox.token()), ("speaker", speaker)] {
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
    ada.say(general, "anyone there?").await;
    discord.settle().await;
    hub.stop().await;
    assert_eq!(
        discord.transcript().to_string(),
        "#general\nada: anyone there?\nspeaker: heard",
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

#[asyncord::test(without_bot)]
async fn a_bot_can_be_started_again_and_raw_handlers_see_everything(
    ada: Person,
    general: Id<ChannelMarker>,
    bot: ClientGroup,
) {
    let seen = Arc::new(Mutex::new(Vec::<String>::new()));
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
    ada.say(general, "hello").await;
    bot.stop().await;
    bot.stop().await;
    bot.start().await.unwrap();
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
    let second = Duration::from_secs(1);
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
        tokio::time::sleep(Duration::from_secs(3)).await;
        client
            .channels()
            .messages(message.channel_id)
            .create("done")
            .await?;
    }
    Ok(())
}

#[asyncord::test(handlers(slow))]
async fn a_call_under_way_finishes_when_the_bot_is_stopped(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    ada.say(general, "!slow").await;
    discord.advance(Duration::from_secs(1)).await;
    discord.expect_silence(general).await;
    discord.bot().stop().await;
    discord.expect_message(general).content("done").await;
}
