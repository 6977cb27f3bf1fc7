//! The test kit, used as its users do: real bots, people who talk to them, and tests that fail as they should.

#![allow(
    unnameable_test_items,
    reason = "tests that fail stand in those that look at how they do"
)]

use std::time::Duration;

use asyncord::{
    prelude::*,
    testkit::{Person, TestKit, TestKitBuilder},
};

#[path = "testkit/interactions.rs"]
mod interactions;

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
async fn a_command_is_answered(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    ada.say(general, "hello").await;
    discord.expect_silence(general).await;
    ada.say(general, "!ping").await;
    let pong = discord.expect_message(general).content("pong").await;
    assert_eq!(pong.author.id, discord.bot_id());
}

#[handler(manual)]
async fn remind(message: MessageCreate, client: RestClient) -> Result {
    if message.content == "!remind" {
        tokio::time::sleep(Duration::from_hours(1)).await;
        client
            .channels()
            .messages(message.channel_id)
            .create("an hour is over")
            .await?;
    }
    Ok(())
}

#[asyncord::test(handlers(remind))]
async fn an_hour_takes_no_time(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    ada.say(general, "!remind").await;
    discord.advance(Duration::from_mins(59)).await;
    discord.expect_silence(general).await;
    discord.advance(Duration::from_mins(1)).await;
    discord
        .expect_message(general)
        .content("an hour is over")
        .await;
}

#[asyncord::test(handlers(ping), arguments(answer = "pong"))]
async fn each_expectation_takes_a_message(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
    random: Id<ChannelMarker>,
) {
    ada.say(general, "!ping").await;
    ada.say(random, "!ping").await;
    ada.say(general, "!ping").await;
    discord.expect_message(general).content("pong").await;
    discord.expect_message(random).content("pong").await;
    discord.expect_message(general).containing("on").await;
    discord.expect_silence(general).await;
}

#[handler(manual)]
async fn fails(message: &MessageCreate) -> Result {
    match message.content.as_str() {
        "!fail" => Err("it went wrong".into()),
        _ => Ok(()),
    }
}

#[asyncord::test(handlers(fails))]
async fn a_failure_can_be_expected(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    ada.say(general, "!fail").await;
    let failure = discord.expect_failure().await;
    assert!(failure.to_string().contains("it went wrong"), "{failure}");
}

#[handler(manual)]
async fn everything(message: MessageCreate, client: RestClient, cx: Context) -> Result {
    if message.content != "do it" {
        return Ok(());
    }
    let messages = client.channels().messages(message.channel_id);
    let answer = messages.create("working").await?;
    messages.reactions(message.id).add("👍").await?;
    messages.update(answer.id).content("done").await?;
    let reply = cx
        .wait_for::<MessageCreate>(|reply| !reply.author.bot)
        .timeout(Duration::from_mins(1))
        .await?;
    messages.delete(reply.id).await?;
    Ok(())
}

#[asyncord::test(handlers(everything))]
async fn edits_reactions_and_deletions_are_seen(
    discord: TestKit,
    ada: Person,
    grace: Person,
    general: Id<ChannelMarker>,
) {
    let asked = ada.say(general, "do it").await;
    let answer = discord.expect_message(general).content("working").await;
    discord.expect_reaction(&asked, "👍").await;
    discord.expect_edit(&answer).content("done").await;
    let reply = grace.reply(&answer, "thanks").await;
    discord.expect_deletion(&reply).await;
    assert_eq!(
        discord.transcript().to_string(),
        "#general\n\
         ada: do it\n\
         asyncord: working\n\
         asyncord reacts with 👍\n\
         asyncord: done (edited)\n\
         grace: (to asyncord) thanks\n\
         (a message was deleted)"
    );
}

/// What a test that fails says.
fn words_of(test: impl FnOnce() + Send + 'static) -> String {
    let failed = std::thread::spawn(test).join().expect_err("the test fails");
    match failed.downcast::<String>() {
        Ok(words) => *words,
        Err(other) => panic!("no words: {other:?}"),
    }
}

#[test]
fn a_failed_expectation_says_what_the_bot_did_instead() {
    #[asyncord::test(handlers(ping), arguments(answer = "pang"))]
    async fn expects(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
        ada.say(general, "!ping").await;
        discord.expect_message(general).content("pong").await;
    }

    let words = words_of(expects);
    for part in [
        "the bot sent no message with the content \"pong\" within 5s",
        "at tests/testkit.rs:",
        "what happened instead:",
        "ada: !ping",
        "asyncord: pang",
    ] {
        assert!(words.contains(part), "{part:?} is not in:\n{words}");
    }
}

#[test]
fn an_unexpected_failure_of_a_handler_fails_the_test() {
    #[asyncord::test(handlers(fails))]
    async fn forgets(ada: Person, general: Id<ChannelMarker>) {
        ada.say(general, "!fail").await;
    }

    let words = words_of(forgets);
    for part in [
        "a handler failed, which the test does not expect",
        "it went wrong",
        "testkit::fails",
    ] {
        assert!(words.contains(part), "{part:?} is not in:\n{words}");
    }
}

#[test]
fn what_is_refused_is_told_with_its_place() {
    #[asyncord::test(handlers())]
    async fn shouts(linus: Person, general: Id<ChannelMarker>) {
        linus
            .request("DELETE", &format!("/channels/{general}"), None)
            .await;
    }

    let words = words_of(shouts);
    for part in ["403 Missing Permissions (50013)", "at tests/testkit.rs:"] {
        assert!(words.contains(part), "{part:?} is not in:\n{words}");
    }
}

#[test]
fn a_bot_that_cannot_start_says_why() {
    #[asyncord::test(handlers(ping))]
    async fn lacks_an_argument(_discord: TestKit) {}

    let words = words_of(lacks_an_argument);
    for part in [
        "the bot does not start",
        "`answer: &str`",
        "at tests/testkit.rs:",
    ] {
        assert!(words.contains(part), "{part:?} is not in:\n{words}");
    }
}

#[handler(manual)]
async fn kick_shouters(message: MessageCreate, client: RestClient) -> Result {
    if message.content == "AAAA"
        && let Some(guild) = message.guild_id
    {
        client
            .guilds()
            .members(guild)
            .kick(message.author.id)
            .await?;
    }
    Ok(())
}

#[asyncord::test(handlers(kick_shouters))]
async fn any_request_can_be_expected(
    discord: TestKit,
    linus: Person,
    general: Id<ChannelMarker>,
    guild: Id<GuildMarker>,
) {
    linus.say(general, "AAAA").await;
    discord
        .expect_request("DELETE", "/guilds/{guild_id}/members/{user_id}")
        .answered_with(204)
        .await;
    let (status, _) = linus
        .try_request("GET", &format!("/guilds/{guild}"), None)
        .await;
    assert_eq!(status, 404, "he is out");
}

#[handler(manual)]
async fn welcome(join: GuildMemberAdd, client: RestClient, general: Id<ChannelMarker>) -> Result {
    let text = format!("welcome, {}", join.member.user.username);
    client.channels().messages(general).create(text).await?;
    Ok(())
}

fn with_general(kit: TestKitBuilder) -> TestKitBuilder {
    kit.argument(
        "general",
        Id::<ChannelMarker>::new(1_323_802_873_082_937_344),
    )
}

#[asyncord::test(handlers(welcome), setup = with_general)]
async fn people_come_in(discord: TestKit, barbara: Person, general: Id<ChannelMarker>) {
    discord
        .expect_message(general)
        .content("welcome, barbara")
        .await;
    assert_eq!(barbara.name(), "barbara");
}

/// Two hundred whole bots, one after the other on two threads: how long that takes is printed.
#[test]
fn two_hundred_tests_take_seconds() {
    const TESTS: usize = 200;

    #[asyncord::test(handlers(ping), arguments(answer = "pong"))]
    async fn one(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
        ada.say(general, "!ping").await;
        discord.expect_message(general).content("pong").await;
    }

    let began = std::time::Instant::now();
    let halves = [0, 1].map(|_| {
        std::thread::spawn(|| {
            for _ in 0..TESTS / 2 {
                one();
            }
        })
    });
    for half in halves {
        half.join().unwrap();
    }
    println!("{TESTS} tests of whole bots in {:?}", began.elapsed());
}
