//! Replies, waits, hooks and tasks through the whole path: sandbox, gateway, dispatcher, REST.

use std::time::Duration;

use asyncord::{
    ErrorKind, WaitError,
    prelude::*,
    testkit::{Person, TestKit},
};

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

#[asyncord::test(handlers(text, embed, no_text))]
async fn what_a_handler_returns_is_sent_as_a_reply(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    ada.say(general, "nothing").await;
    ada.say(general, "!fail").await;
    discord.expect_silence(general).await;
    let failure = discord.expect_failure().await;
    assert!(failure.to_string().ends_with("as told"), "{failure}");

    let asked = ada.say(general, "!echo hello").await;
    let answer = discord.expect_message(general).replying_to(&asked).await;
    assert_eq!(answer.content, "hello");
    let asked = ada.say(general, "!embed").await;
    let answer = discord.expect_message(general).replying_to(&asked).await;
    assert_eq!(answer.embeds[0].title.as_deref(), Some("a title"));
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

#[asyncord::test(without_bot)]
async fn a_handler_waits_for_an_answer_and_holds_no_place_meanwhile(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
    bot: ClientGroup,
) {
    bot.dispatcher
        .without_registered_handlers()
        .add_handler::<ask>()
        .add_handler::<text>()
        .calls_in_flight(1);
    let early = bot.dispatcher.wait_for::<MessageCreate>(|_| true).await;
    assert_eq!(
        early.unwrap_err(),
        WaitError::Stopped,
        "the bot does not run yet"
    );

    bot.start().await.unwrap();
    let mut all = bot.dispatcher.events::<MessageCreate>();
    ada.say(general, "!name").await;
    discord.expect_message(general).content("your name?").await;
    ada.say(general, "!echo still there").await;
    // The waiting handler and the other one answer in any order.
    let answers = [
        discord.expect_message(general).await,
        discord.expect_message(general).await,
    ];
    let mut texts = answers.map(|answer| answer.content.to_string());
    texts.sort_unstable();
    assert_eq!(texts, ["hello !echo still there", "still there"]);
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

#[asyncord::test(without_bot)]
async fn hooks_frame_the_life_of_a_bot(
    discord: TestKit,
    general: Id<ChannelMarker>,
    bot: ClientGroup,
) {
    bot.dispatcher
        .without_registered_handlers()
        .add_handler::<says_hello>()
        .add_handler::<says_goodbye>()
        .add_handler::<works>()
        .add_argument("channel", general);
    bot.start().await.unwrap();
    discord.expect_message(general).content("hello").await;
    discord.expect_message(general).content("at work").await;
    discord.expect_silence(general).await;
    bot.stop().await;
    discord.expect_message(general).content("goodbye").await;

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
    discord.expect_silence(general).await;
}
