//! Commands as users write them: from the function's signature to the answer that a person gets.

use std::time::Duration;

use asyncord::{
    ErrorKind, Reason,
    interactions::{AnswerErrorKind, CommandContext, Mentionable, ResolvedMember, UserError},
    model::{
        Channel, MessageFlags, Modal, Role,
        component::{Label, TextInput},
    },
    prelude::*,
    testkit::{AnswerStatus, Person, TestKit},
};

/// Answers with pong.
#[command(manual)]
async fn ping() -> &'static str {
    "pong"
}

#[asyncord::test(handlers(ping))]
async fn a_function_is_a_command(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    let answer = ada.command(general, "ping").await;
    assert_eq!(answer.message().content, "pong");
    discord.expect_message(general).content("pong").await;
}

#[derive(Choice)]
enum Colour {
    Red,
    DarkBlue,
}

/// Tells what it was given.
#[command(manual)]
#[allow(clippy::too_many_arguments)]
async fn tell(
    /// A text.
    #[option(min_length = 2, max_length = 10)]
    text: String,
    /// A small number.
    #[option(name = "how-many", min = 1, max = 9)]
    count: u8,
    /// Any number.
    number: f64,
    /// Yes or no.
    sure: bool,
    /// A colour.
    colour: Colour,
    /// A user.
    user: User,
    /// Somebody who is here.
    member: ResolvedMember,
    /// A channel.
    #[option(channel_types(GuildText))]
    channel: Channel,
    /// A role.
    role: Role,
    /// A user or a role.
    mentionable: Mentionable,
    greeting: &str,
    client: &RestClient,
    /// What may be left out.
    error: Option<String>,
) -> String {
    let colour = match colour {
        Colour::Red => "red",
        Colour::DarkBlue => "blue",
    };
    let _ = client;
    format!(
        "{greeting} {text} {count} {number} {sure} {colour} {} {} {} {} {} {error:?}",
        user.username,
        member.user.username,
        channel.name.unwrap_or_default(),
        role.name,
        mentionable.id(),
    )
}

#[asyncord::test(handlers(tell), arguments(greeting = "hello"))]
async fn parameters_are_what_the_user_gave(
    discord: TestKit,
    ada: Person,
    grace: Person,
    general: Id<ChannelMarker>,
    moderators: Id<RoleMarker>,
) {
    let answer = ada
        .command(general, "tell")
        .option("text", "words")
        .option("how-many", 3)
        .option("number", 1.5)
        .option("sure", true)
        .option("colour", "DarkBlue")
        .option_id("user", grace.id())
        .option_id("member", ada.id())
        .option_id("channel", general)
        .option_id("role", moderators)
        .option_id("mentionable", grace.id())
        .await;
    assert_eq!(
        answer.message().content,
        format!(
            "hello words 3 1.5 true blue grace ada general moderators {} None",
            grace.id()
        )
    );
    let registered = registered(&discord).await;
    let options = registered[0]["options"].as_array().unwrap();
    let of = |name: &str| {
        options
            .iter()
            .find(|option| option["name"] == name)
            .unwrap()
    };
    assert_eq!(of("text")["max_length"], 10);
    assert_eq!(of("how-many")["max_value"], 9);
    assert_eq!(of("colour")["choices"][1]["name"], "Dark blue");
    assert_eq!(of("channel")["channel_types"], serde_json::json!([0]));
    assert_ne!(of("error")["required"], true);
    assert_eq!(options.len(), 11, "what the program gives is no option");
}

/// The bot's global commands.
async fn registered(discord: &TestKit) -> serde_json::Value {
    let commands = discord
        .client()
        .applications()
        .commands(discord.application_id())
        .list()
        .await
        .unwrap();
    serde_json::to_value(commands).unwrap()
}

/// Counts to three.
#[command(manual)]
async fn count(cx: CommandContext) -> Result {
    cx.reply("1").await?;
    cx.edit("1 (edited)").await?;
    cx.reply("2").await?;
    cx.reply_ephemeral("3").await?;
    Ok(())
}

#[asyncord::test(handlers(count))]
async fn answers_take_the_way_that_is_open(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    let answer = ada.command(general, "count").await;
    let first = discord.expect_message(general).content("1").await;
    assert_eq!(first.id, answer.message().id);
    discord.expect_edit(&first).content("1 (edited)").await;
    discord.expect_message(general).content("2").await;
    discord
        .expect_message(general)
        .content("3")
        .ephemeral()
        .await;
}

/// Takes its time.
#[command(manual, ephemeral)]
async fn think() -> Embed {
    tokio::time::sleep(Duration::from_mins(1)).await;
    Embed::default().title("thought")
}

/// Takes too long.
#[command(manual)]
async fn oversleep(cx: CommandContext) -> Result {
    tokio::time::sleep(Duration::from_mins(16)).await;
    cx.reply("awake").await?;
    Ok(())
}

#[asyncord::test(handlers(think, oversleep))]
async fn what_takes_long_is_deferred(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    let answer = ada.command(general, "think").await;
    assert_eq!(answer.status(), AnswerStatus::Deferred);
    let thought = discord
        .expect_request(
            "PATCH",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        )
        .within(Duration::from_secs(90))
        .answered_with(200)
        .await;
    assert_eq!(thought["embeds"][0]["title"], "thought");

    let answer = ada.command(general, "oversleep").await;
    assert_eq!(answer.status(), AnswerStatus::Deferred);
    discord.advance(Duration::from_mins(17)).await;
    let failure = discord.expect_failure().await;
    let Reason::Error(error) = &failure.reason else {
        panic!("{failure}");
    };
    let error = error
        .downcast_ref::<asyncord::interactions::AnswerError>()
        .unwrap();
    assert!(matches!(error.kind(), AnswerErrorKind::Expired), "{error}");
    assert!(
        error
            .to_string()
            .starts_with("`/oversleep` can no longer be answered")
    );
}

/// More than a message may have.
const LONG: &str = match str::from_utf8(&[b'x'; 2001]) {
    Ok(text) => text,
    Err(_) => unreachable!(),
};

/// Fails as it is told.
#[command(manual)]
async fn fail(
    /// How.
    how: String,
) -> Result<&'static str> {
    match how.as_str() {
        "user" => Err(UserError::new("That is none of yours.").into()),
        "panic" => panic!("it went very wrong"),
        "long" => Ok(LONG),
        _ => Err("the database is gone: secret".into()),
    }
}

#[asyncord::test(handlers(fail))]
async fn an_error_is_told_to_whom_it_is_for(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    let mut said = Vec::new();
    for how in ["user", "error", "panic", "long"] {
        let answer = ada.command(general, "fail").option("how", how).await;
        let message = answer.message();
        assert!(message.flags.contains(MessageFlags::EPHEMERAL));
        said.push(message.content.to_string());
    }
    assert_eq!(said[0], "That is none of yours.");
    assert_eq!((&said[1], &said[1]), (&said[2], &said[3]));
    assert!(said[1].starts_with("Something went wrong"), "{said:?}");
    let failure = discord.expect_failure().await;
    assert!(
        failure.to_string().contains("the database is gone"),
        "{failure}"
    );
    let failure = discord.expect_failure().await;
    assert!(
        failure.to_string().contains("it went very wrong"),
        "{failure}"
    );
    let failure = discord.expect_failure().await;
    assert!(
        failure.to_string().contains("content: 2001 characters"),
        "{failure}"
    );
}

/// Is given less time than it takes.
#[command(manual, timeout = "10s")]
async fn dawdle() {
    tokio::time::sleep(Duration::from_hours(1)).await;
}

#[asyncord::test(handlers(dawdle))]
async fn who_calls_what_takes_too_long_is_told(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    let answer = ada.command(general, "dawdle").await;
    assert_eq!(answer.status(), AnswerStatus::Deferred);
    let told = discord
        .expect_request(
            "PATCH",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        )
        .within(Duration::from_mins(1))
        .await;
    let text = told["content"].as_str().unwrap();
    assert!(text.starts_with("Something went wrong"), "{text}");
    let failure = discord.expect_failure().await.to_string();
    assert!(failure.contains("10s"), "{failure}");
}

#[autocomplete]
async fn fruits(
    typed: &str,
    cx: &CommandContext,
    known: &[&'static str],
) -> Result<Vec<(String, &'static str)>> {
    if typed == "?" {
        return Err("no idea".into());
    }
    let loud: Option<bool> = cx.option("loud");
    let name = |fruit: &str| match loud {
        Some(true) => fruit.to_uppercase(),
        _ => fruit.to_owned(),
    };
    let found = known.iter().filter(|fruit| fruit.starts_with(typed));
    Ok(found.map(|fruit| (name(fruit), *fruit)).collect())
}

#[autocomplete]
async fn sizes(typed: String) -> Vec<(String, i64)> {
    vec![(format!("{typed}0"), typed.parse().unwrap_or(1) * 10)]
}

/// Eats fruit.
#[command(manual, name = "eat fruit")]
async fn eat(
    /// Which.
    #[option(autocomplete = fruits)]
    fruit: String,
    /// How large.
    #[option(autocomplete = sizes)]
    size: Option<i64>,
    /// How.
    loud: Option<bool>,
) -> String {
    let _ = (size, loud);
    format!("{fruit} was good")
}

#[asyncord::test(handlers(eat), arguments(known = vec!["apple", "apricot", "plum"]))]
async fn a_user_who_types_gets_suggestions(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    let names = |choices: Vec<asyncord::testkit::TestChoice>| -> Vec<String> {
        choices.into_iter().map(|choice| choice.name).collect()
    };
    let eat = || ada.command(general, "eat fruit");
    assert_eq!(
        names(eat().autocomplete("fruit", "ap").await),
        ["apple", "apricot"]
    );
    let loud = eat().option("loud", true);
    assert_eq!(names(loud.autocomplete("fruit", "pl").await), ["PLUM"]);
    let sizes = eat()
        .option("fruit", "plum")
        .autocomplete("size", "3")
        .await;
    assert_eq!(
        (sizes[0].name.as_str(), &sizes[0].value),
        ("30", &30.into())
    );
    let answer = eat().option("fruit", "durian").await;
    assert_eq!(answer.message().content, "durian was good");

    assert!(eat().autocomplete("fruit", "?").await.is_empty());
    let failure = discord.expect_failure().await.to_string();
    assert!(failure.contains("no idea"), "{failure}");
}

#[asyncord::test(without_bot, handlers(eat))]
async fn what_suggestions_lack_is_told_before_anything_connects(discord: TestKit) {
    let error = discord.bot().start().await.unwrap_err().to_string();
    for part in [
        "commands::eat (tests/commands.rs:",
        "`known: Vec<&str>`: no such argument",
    ] {
        assert!(error.contains(part), "{part:?} is not in:\n{error}");
    }
}

/// Does something and says nothing.
#[command(manual, name = "config role add", permissions = Permissions::MANAGE_ROLES)]
async fn add_role(
    /// Which role.
    role: Id<RoleMarker>,
    seen: &std::sync::Mutex<Vec<Id<RoleMarker>>>,
) {
    seen.lock().unwrap().push(role);
}

/// Shows the settings.
#[command(manual, name = "config show", contexts(Guild))]
async fn show(cx: &CommandContext) -> String {
    let user = cx.user().map(|user| user.username.to_string());
    format!("{} for {}", cx.command_name(), user.unwrap_or_default())
}

#[asyncord::test(handlers(add_role, show), arguments(seen = std::sync::Mutex::<Vec<Id<RoleMarker>>>::default()))]
async fn subcommands_are_functions_of_their_own(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
    moderators: Id<RoleMarker>,
) {
    let answer = ada
        .command(general, "config role add")
        .option_id("role", moderators)
        .await;
    // Nothing was said, and still the user is not left waiting.
    assert_eq!(answer.message().content, "Done.");
    let answer = ada.command(general, "config show").await;
    assert_eq!(answer.message().content, "/config show for ada");
    let registered = registered(&discord).await;
    assert_eq!(registered.as_array().unwrap().len(), 1);
    assert_eq!(registered[0]["contexts"], serde_json::json!([0]));
}

#[command(manual, user)]
async fn greet_member(member: ResolvedMember) -> String {
    format!("hello {}", member.user.username)
}

#[command(manual, message, name = "Quote it")]
async fn quote(message: &Message) -> String {
    format!("> {}", message.content)
}

#[asyncord::test(handlers(greet_member, quote))]
async fn context_menus_open_on_something(ada: Person, grace: Person, general: Id<ChannelMarker>) {
    let answer = ada.user_command(general, &grace, "Greet member").await;
    assert_eq!(answer.message().content, "hello grace");
    let said = grace.say(general, "first things first").await;
    let answer = ada.message_command(&said, "Quote it").await;
    assert_eq!(answer.message().content, "> first things first");
}

/// Asks why.
#[command(manual)]
async fn ask(cx: CommandContext, defers: Option<bool>) -> Result {
    if defers == Some(true) {
        cx.defer().await?;
    }
    let reason = Label::new("Why?", TextInput::short("reason"));
    cx.modal(Modal::new("ask", "A question", [reason])).await?;
    Ok(())
}

#[asyncord::test(handlers(ask))]
async fn a_modal_is_an_answer(ada: Person, general: Id<ChannelMarker>) {
    assert_eq!(
        ada.command(general, "ask").await.modal().title(),
        "A question"
    );
}

#[asyncord::test(handlers(ask), arguments(defers = true))]
async fn a_modal_comes_first_or_not_at_all(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    let answer = ada.command(general, "ask").await;
    assert_eq!(answer.status(), AnswerStatus::Deferred);
    let failure = discord.expect_failure().await.to_string();
    assert!(
        failure.contains(
            "`/ask` has been answered or deferred, and a modal can only be the first answer"
        ),
        "{failure}"
    );
}

mod other {
    use super::*;

    /// A second one of this name.
    #[command(manual)]
    pub(super) async fn ping() {}
}

#[asyncord::test(without_bot)]
async fn commands_that_clash_are_one_error_before_anything_connects(discord: TestKit) {
    let bot = discord.bot();
    bot.dispatcher
        .without_registered_handlers()
        .add_handler::<ping>()
        .add_handler::<other::ping>();
    let error = bot.start().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Commands(_)), "{error}");
    let text = error.to_string();
    for part in [
        "1 mistake in the commands",
        "/ping (tests/commands.rs:",
        "rename one",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}
