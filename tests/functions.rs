//! Replies, waits, hooks and tasks through the whole path: sandbox, gateway, dispatcher, REST.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use asyncord::{Dispatcher, ErrorKind, WaitError, prelude::*, sandbox::Sandbox};
use asyncord_tests::{Driver, driver::contents};

async fn start_sandbox() -> (Sandbox, Driver) {
    let sandbox = Sandbox::builder().start().await.expect("a port is free");
    let info = serde_json::to_value(sandbox.info()).unwrap();
    (sandbox, Driver::new(info))
}

/// A bot with the functions that `setup` gives it, not started.
fn bot(sandbox: &Sandbox, setup: impl FnOnce(&Dispatcher)) -> ClientGroup {
    let bot = asyncord::connect(sandbox.token());
    bot.dispatcher.without_registered_handlers();
    setup(&bot.dispatcher);
    bot
}

#[handler(manual, filter = filters::not_bot)]
async fn text(message: &MessageCreate) -> Option<String> {
    message.content.strip_prefix("!echo ").map(str::to_owned)
}

#[handler(manual, filter = |message: &MessageCreate| message.content == "!embed")]
async fn embed(_message: MessageCreate) -> Result<Embed> {
    Ok(Embed::default().title("a title"))
}

#[handler(manual, filter = |message: &MessageCreate| message.content == "!fail")]
async fn no_text(_message: MessageCreate) -> Result<&'static str> {
    Err("as told".into())
}

#[tokio::test]
async fn what_a_handler_returns_is_sent_as_a_reply() {
    let (sandbox, driver) = start_sandbox().await;
    let failures = Arc::new(AtomicUsize::new(0));
    let bot = bot(&sandbox, |dispatcher| {
        let failures = Arc::clone(&failures);
        dispatcher
            .add_handler::<text>()
            .add_handler::<embed>()
            .add_handler::<no_text>()
            .on_error(move |failure| {
                assert!(failure.to_string().ends_with("as told"), "{failure}");
                failures.fetch_add(1, Ordering::Relaxed);
            });
    });
    bot.start().await.unwrap();
    driver.say("nothing").await;
    driver.say("!fail").await;
    driver.say("!echo hello").await;
    driver.say("!embed").await;
    let answers = driver.answers(2).await;
    assert_eq!(contents(&answers), ["hello", ""]);
    assert_eq!(answers[1]["embeds"][0]["title"], "a title");
    for answer in &answers {
        assert!(
            answer["message_reference"]["message_id"].is_string(),
            "{answer}"
        );
    }
    bot.stop().await;
    assert_eq!(failures.load(Ordering::Relaxed), 1);
}

#[handler(manual, filter = |message: &MessageCreate| message.content == "!name")]
async fn ask(message: MessageCreate, cx: Context) -> Result {
    let (channel, author) = (message.channel_id, message.author.id);
    let messages = cx.client().channels().messages(channel);
    let answer = cx
        .wait_for::<MessageCreate>(move |m| m.channel_id == channel && m.author.id == author)
        .timeout(Duration::from_mins(1));
    messages.create("your name?").await?;
    let answer = answer.await?;
    messages.create(format!("hello {}", answer.content)).await?;
    Ok(())
}

#[tokio::test]
async fn a_handler_waits_for_an_answer_and_holds_no_place_meanwhile() {
    let (sandbox, driver) = start_sandbox().await;
    let bot = bot(&sandbox, |dispatcher| {
        dispatcher
            .add_handler::<ask>()
            .add_handler::<text>()
            .calls_in_flight(1);
    });
    let early = bot.dispatcher.wait_for::<MessageCreate>(|_| true).await;
    assert_eq!(
        early.unwrap_err(),
        WaitError::Stopped,
        "the bot does not run yet"
    );

    bot.start().await.unwrap();
    let mut all = bot.dispatcher.events::<MessageCreate>();
    driver.say("!name").await;
    driver.answers(1).await;
    driver.say("!echo still there").await;
    let answers = driver.answers(3).await;
    let mut texts = contents(&answers);
    texts.sort_unstable();
    assert_eq!(
        texts,
        ["hello !echo still there", "still there", "your name?"]
    );
    assert_eq!(all.next().await.unwrap().content, "!name");

    let error = bot
        .dispatcher
        .wait_for::<GuildMemberAdd>(|_| true)
        .await
        .unwrap_err();
    assert!(matches!(error, WaitError::IntentsOff { .. }), "{error}");
    let never = bot.dispatcher.wait_for::<MessageCreate>(|_| false);
    bot.stop().await;
    assert_eq!(never.await.unwrap_err(), WaitError::Stopped);
}

#[on_start(manual)]
async fn says_hello(client: RestClient, channel: Id<ChannelMarker>) -> Result {
    client.channels().messages(channel).create("hello").await?;
    Ok(())
}

#[on_shutdown(manual)]
async fn says_goodbye(client: RestClient, channel: Id<ChannelMarker>) -> Result {
    client
        .channels()
        .messages(channel)
        .create("goodbye")
        .await?;
    Ok(())
}

#[task(manual, every = "1d")]
async fn works(client: RestClient, channel: Id<ChannelMarker>) -> Result {
    client
        .channels()
        .messages(channel)
        .create("at work")
        .await?;
    Ok(())
}

#[on_start(manual)]
async fn refuses() -> Result {
    Err("not today".into())
}

#[tokio::test]
async fn hooks_frame_the_life_of_a_bot() {
    let (sandbox, driver) = start_sandbox().await;
    let channel: Id<ChannelMarker> = driver.info("channel_id").parse().unwrap();
    let bot = bot(&sandbox, |dispatcher| {
        dispatcher
            .add_handler::<says_hello>()
            .add_handler::<says_goodbye>()
            .add_handler::<works>()
            .add_argument("channel", channel);
    });
    bot.start().await.unwrap();
    driver.answers(2).await;
    bot.stop().await;
    assert_eq!(
        contents(&driver.answers(3).await),
        ["hello", "at work", "goodbye"]
    );

    bot.dispatcher
        .except::<says_hello>()
        .add_handler::<refuses>();
    let error = bot.start().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Start(_)), "{error}");
    let text = error.to_string();
    assert!(
        text.starts_with("start hook `functions::refuses` (tests/functions.rs:"),
        "{text}"
    );
    assert!(text.ends_with("failed: not today"), "{text}");
    assert_eq!(driver.answers(3).await.len(), 3, "nothing else ran");
}
