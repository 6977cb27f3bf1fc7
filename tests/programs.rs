//! The examples as programs: started, used, and ended as their users do it.

use asyncord_tests::{Driver, Program, driver::contents};
use serde_json::json;

const SANDBOX: &str = env!("CARGO_BIN_EXE_sandbox");

#[tokio::test]
async fn the_sandbox_tells_where_it_is_in_its_first_line() {
    let (mut sandbox, driver) = Driver::start(SANDBOX).await;
    for key in [
        "api_url",
        "gateway_url",
        "page_url",
        "token",
        "application_id",
        "guild_id",
        "channel_id",
        "user_id",
    ] {
        assert!(!driver.info(key).is_empty(), "{key}");
    }
    sandbox.signal("TERM").await;
    let ended = sandbox.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
}

/// Discord's shape of a reaction has but a count; the page also needs to know whose it is.
#[tokio::test]
async fn the_page_is_told_who_reacted() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let id = driver.say("react to this").await;
    let (channel, user) = (driver.info("channel_id"), driver.info("user_id"));
    let path = format!("channels/{channel}/messages/{id}/reactions/%F0%9F%91%8D/@me");
    driver.as_ada("PUT", &path, None).await;
    let state = driver.call("GET", "state", None).await;
    let reaction = &state["messages"][channel][0]["reactions"][0];
    assert_eq!(
        (&reaction["count"], &reaction["user_ids"]),
        (&json!(1), &json!([user]))
    );
    assert_eq!(
        driver.messages().await[0]["reactions"][0]["user_ids"],
        json!([user])
    );
    driver.as_ada("DELETE", &path, None).await;
    assert!(driver.messages().await[0].get("reactions").is_none());
}

/// Calls a command as ada, and gives what the bot answered.
async fn command(driver: &Driver, name: &str, options: serde_json::Value) -> serde_json::Value {
    let channel = driver.info("channel_id");
    let path = format!("commands?channel_id={channel}");
    let offered = driver.as_ada("GET", &path, None).await;
    let offered = offered.as_array().expect("a list");
    let found = offered.iter().find(|command| command["name"] == name);
    let found = found.unwrap_or_else(|| panic!("no {name} in {offered:?}"));
    let body = json!({
        "type": 2,
        "application_id": driver.info("application_id"),
        "guild_id": driver.info("guild_id"),
        "channel_id": channel,
        "data": { "id": found["id"], "options": options },
    });
    let told = driver.as_ada("POST", "interactions", Some(body)).await;
    assert_eq!(told["status"], "answered", "{told}");
    told["message"].clone()
}

#[tokio::test]
async fn dice_are_rolled_by_slash_commands() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut dice = Program::start(env!("CARGO_BIN_EXE_dice"), [], driver.bot_env());
    driver.bots_connected(1).await;
    let forget = json!([{ "type": 1, "name": "forget" }]);
    let nothing = command(&driver, "rolls", forget.clone()).await;
    assert_eq!(nothing["content"], "There is nothing to forget.");
    assert_eq!(nothing["flags"], 64, "only ada sees it");
    let two = json!([
        { "type": 4, "name": "dice", "value": 2 },
        { "type": 4, "name": "sides", "value": 2 },
    ]);
    let sum = command(&driver, "roll", two).await;
    let sum = sum["content"].as_str().expect("a number");
    assert!(
        (2..=4).contains(&sum.parse::<u32>().expect("a number")),
        "{sum}"
    );
    let show = json!([{ "type": 1, "name": "show" }]);
    assert_eq!(command(&driver, "rolls", show).await["content"], "1 times");
    assert_eq!(
        command(&driver, "rolls", forget).await["content"],
        "forgotten"
    );
    dice.signal("TERM").await;
    let ended = dice.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
}

#[tokio::test]
async fn quiz_waits_for_the_answer_and_for_hands() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut quiz = Program::start(env!("CARGO_BIN_EXE_quiz"), [], driver.bot_env());
    driver.bots_connected(1).await;
    driver.say("!quiz").await;
    driver.answers(1).await;
    driver.say("a guess").await;
    driver.say("Jupiter").await;
    let answers = driver.answers(2).await;
    let name = driver.messages().await[0]["author"]["global_name"].clone();
    let won = format!(
        "{} has it: jupiter.",
        name.as_str().expect("ada has a name")
    );
    assert_eq!(
        contents(&answers),
        ["Which planet is the largest?", won.as_str()]
    );
    driver.say("!score").await;
    let answers = driver.answers(3).await;
    assert_eq!(answers[2]["embeds"][0]["title"], "Points");

    // One that is asked when the bot ends has not failed.
    driver.say("!quiz").await;
    driver.answers(4).await;
    quiz.signal("TERM").await;
    let ended = quiz.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(!ended.stderr.contains("failed"), "{}", ended.stderr);
}

#[tokio::test]
async fn moderation_deletes_warns_and_forgives() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut moderation = Program::start(env!("CARGO_BIN_EXE_moderation"), [], driver.bot_env());
    driver.bots_connected(1).await;
    let id = driver.say("what a darn day").await;
    driver.say("a fine day").await;
    let answers = driver.answers(1).await;
    let warning = format!("<@{}>, please mind your words.", driver.info("user_id"));
    assert_eq!(contents(&answers), [warning.as_str()]);
    assert!(
        !driver
            .messages()
            .await
            .iter()
            .any(|message| message["id"] == *id),
        "it is deleted"
    );
    driver.say("!strikes").await;
    driver.answers(2).await;
    driver.say("!forgive").await;
    let answers = driver.answers(3).await;
    let strikes = answers[1]["embeds"][0]["description"]
        .as_str()
        .unwrap_or_default();
    assert!(strikes.ends_with(": 1"), "{strikes}");
    assert_eq!(answers[2]["content"], "Strikes forgiven: 1");
    moderation.signal("INT").await;
    let ended = moderation.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
}

#[tokio::test]
async fn ping_answers_and_ends_cleanly_at_a_signal() {
    for signal in ["INT", "TERM"] {
        let (_sandbox, driver) = Driver::start(SANDBOX).await;
        let mut ping = Program::start(env!("CARGO_BIN_EXE_ping"), [], driver.bot_env());
        driver.bots_connected(1).await;
        driver.say("!fail").await;
        driver.say("!ping").await;
        assert_eq!(contents(&driver.answers(1).await), ["pong"]);
        ping.signal(signal).await;
        let ended = ping.ended().await;
        assert_eq!(ended.code, Some(0), "{signal}: {}", ended.stderr);
        assert!(
            ended
                .stderr
                .contains("failed on MESSAGE_CREATE: this error is only logged"),
            "{}",
            ended.stderr
        );
        driver.bots_connected(0).await;
    }
}

#[tokio::test]
async fn echo_replies_to_people_and_not_to_itself() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let _echo = Program::start(env!("CARGO_BIN_EXE_echo"), [], driver.bot_env());
    driver.bots_connected(1).await;
    let id = driver.say("is there an **echo**?").await;
    let answers = driver.answers(1).await;
    assert_eq!(contents(&answers), ["is there an **echo**?"]);
    assert_eq!(answers[0]["message_reference"]["message_id"], id.as_str());
    driver.say("two").await;
    assert_eq!(
        contents(&driver.answers(2).await),
        ["is there an **echo**?", "two"]
    );
}

#[tokio::test]
async fn two_bots_answer_one_through_the_other() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let speaker = driver
        .call("POST", "applications", Some(json!({ "name": "speaker" })))
        .await;
    let mut bots = Program::start(
        env!("CARGO_BIN_EXE_two_bots"),
        [],
        [
            ("DISCORD_API_URL", driver.info("api_url")),
            ("LISTENER_TOKEN", driver.info("token")),
            ("SPEAKER_TOKEN", speaker["token"].as_str().unwrap()),
        ],
    );
    driver.bots_connected(2).await;
    driver.say("!say hello").await;
    let answers = driver.answers(1).await;
    assert_eq!(contents(&answers), ["hello"]);
    assert_eq!(answers[0]["author"]["id"], speaker["user_id"]);
    bots.signal("TERM").await;
    let ended = bots.ended().await;
    assert_eq!(
        (ended.code, ended.stderr.as_str()),
        (Some(0), ""),
        "a bot without handlers is no mistake here"
    );
}

#[tokio::test]
async fn rest_only_lists_guilds_and_channels_and_ends() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut rest = Program::start(env!("CARGO_BIN_EXE_rest_only"), [], driver.bot_env());
    let text = rest.rest_of_stdout().await;
    let ended = rest.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(text.contains("logged in as asyncord"), "{text}");
    assert!(text.contains(driver.info("guild_id")), "{text}");
    assert!(text.contains("GuildText general"), "{text}");
}

#[tokio::test]
async fn shards_tell_of_themselves_and_start_again() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut bot = Program::start(env!("CARGO_BIN_EXE_shards"), [], driver.bot_env());
    bot.line_with("all 4 shards are there").await;
    driver.say("!shards").await;
    driver.answers(1).await;
    driver.say("!who ad").await;
    let answers = driver.answers(2).await;
    let answers = contents(&answers);
    let lines: Vec<_> = answers[0].lines().collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    for (number, line) in lines.iter().enumerate() {
        assert!(line.starts_with(&format!("{number}/4: Ready, ")), "{line}");
    }
    assert_eq!(answers[1], "1 found: Ada");

    driver.say("!restart").await;
    bot.line_with("a restart was asked for").await;
    bot.line_with("missed nothing").await;
    driver.say("!who nobody").await;
    let answers = driver.answers(3).await;
    assert_eq!(contents(&answers)[2], "0 found:");
    bot.signal("TERM").await;
    assert_eq!(bot.ended().await.code, Some(0));
}

/// Needs no sandbox program: without a token the example starts one of its own and says where.
#[tokio::test]
async fn ping_without_a_token_starts_its_own_sandbox() {
    let mut ping = Program::start(env!("CARGO_BIN_EXE_ping"), [], []);
    let lines = format!("{}\n{}", ping.stderr_line().await, ping.stderr_line().await);
    let address = lines
        .split_whitespace()
        .find(|word| word.starts_with("http://127.0.0.1:"));
    let page_url = address.unwrap_or_else(|| panic!("no address in: {lines}"));
    assert!(page_url.ends_with("/sandbox/"), "{lines}");

    let state = Driver::new(json!({ "page_url": page_url }))
        .call("GET", "state", None)
        .await;
    let channels = state["channels"].as_array().unwrap();
    let general = channels
        .iter()
        .find(|channel| channel["name"] == "general")
        .unwrap();
    let driver = Driver::new(json!({
        "page_url": page_url, "channel_id": general["id"], "user_id": state["user_id"],
    }));
    driver.bots_connected(1).await;
    driver.say("!ping").await;
    assert_eq!(contents(&driver.answers(1).await), ["pong"]);
    ping.signal("INT").await;
    let ended = ping.ended().await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
}
