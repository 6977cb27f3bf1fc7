//! What people read when something is wrong: one clear message, and an exit code that is not 0.

use asyncord_tests::{Driver, Program};
use serde_json::json;

const SANDBOX: &str = env!("CARGO_BIN_EXE_sandbox");

/// Runs a bot that cannot start; returns what it says.
async fn refused<'a>(program: &str, envs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut bot = Program::start(program, [], envs);
    let ended = bot.ended().await;
    assert_ne!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.code.is_some(), "the bot ended by itself");
    assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
    ended.stderr
}

fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_set() {
    let text = refused(env!("CARGO_BIN_EXE_token_from_env"), []).await;
    assert_says(
        &text,
        &[
            "the environment variable `DISCORD_TOKEN` is not set",
            "https://discord.com/developers/applications",
            "Token::from_env_or_sandbox()",
            "asyncord-sandbox",
        ],
    );
}

#[tokio::test]
async fn a_wrong_token() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let text = refused(
        env!("CARGO_BIN_EXE_ping"),
        [
            ("DISCORD_API_URL", driver.info("api_url")),
            ("DISCORD_TOKEN", "a-wrong-token-marker"),
        ],
    )
    .await;
    assert_says(&text, &["401", "token"]);
    assert!(!text.contains("a-wrong-token-marker"), "{text}");
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("http://127.0.0.1:{port}/api");
    let text = refused(
        env!("CARGO_BIN_EXE_ping"),
        [("DISCORD_API_URL", url.as_str()), ("DISCORD_TOKEN", "x")],
    )
    .await;
    assert_says(&text, &[&format!("127.0.0.1:{port}"), "DISCORD_API_URL"]);
}

#[tokio::test]
async fn an_api_url_that_is_none() {
    let text = refused(
        env!("CARGO_BIN_EXE_ping"),
        [
            ("DISCORD_API_URL", "not an address"),
            ("DISCORD_TOKEN", "x"),
        ],
    )
    .await;
    // The text itself may hold a password, and is not repeated.
    assert_says(
        &text,
        &["`DISCORD_API_URL` is not a URL", "https://discord.com/api"],
    );
}

#[tokio::test]
async fn a_token_that_would_go_over_a_network_in_plain_text() {
    let text = refused(
        env!("CARGO_BIN_EXE_ping"),
        [
            ("DISCORD_API_URL", "http://proxy.example/api"),
            ("DISCORD_TOKEN", "x"),
        ],
    )
    .await;
    assert_says(
        &text,
        &["without encryption", "proxy.example", "DISCORD_PLAIN_HOSTS"],
    );
}

#[tokio::test]
async fn handlers_that_ask_for_unknown_arguments() {
    let text = refused(env!("CARGO_BIN_EXE_wants_unknown_argument"), []).await;
    assert_says(
        &text,
        &[
            "3 arguments do not match",
            "wants_unknown_argument.rs:5",
            "`prefx: String`: no such argument; did you mean `prefix`?",
            "wants_unknown_argument.rs:10",
            "`limit`: the parameter takes `u64`, it was given as `i32`",
            "`missing: &str`: no such argument",
            "arguments given: limit, prefix",
        ],
    );
    assert!(
        !text.contains("nowhere"),
        "an absent `Option` is no mistake: {text}"
    );
}

#[tokio::test]
async fn an_intent_that_is_refused() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let body = json!({ "name": "modest", "privileged_intents": [] });
    let application = driver.call("POST", "applications", Some(body)).await;
    let text = refused(
        env!("CARGO_BIN_EXE_wants_members"),
        [
            ("DISCORD_API_URL", driver.info("api_url")),
            ("DISCORD_TOKEN", application["token"].as_str().unwrap()),
        ],
    )
    .await;
    assert_says(
        &text,
        &[
            "GUILD_MEMBERS",
            "https://discord.com/developers/applications/",
            "Privileged Gateway Intents",
            "wants_members::greet",
        ],
    );
}

#[tokio::test]
async fn a_port_that_is_in_use() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut sandbox = Program::start(SANDBOX, ["--port", &port], []);
    let ended = sandbox.ended().await;
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert_says(
        &ended.stderr,
        &[&format!("port {port} is in use"), "--port"],
    );
}

#[tokio::test]
async fn an_option_that_the_sandbox_does_not_know() {
    let mut sandbox = Program::start(SANDBOX, ["--prot", "80"], []);
    let ended = sandbox.ended().await;
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    assert_says(&ended.stderr, &["--prot", "--help"]);
}

/// The bot runs: this costs it the messages' text, not its life.
#[tokio::test]
async fn message_content_that_is_not_granted() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let body = json!({ "name": "modest", "privileged_intents": [] });
    let application = driver.call("POST", "applications", Some(body)).await;
    let mut bot = Program::start(
        env!("CARGO_BIN_EXE_ping"),
        [],
        [
            ("DISCORD_API_URL", driver.info("api_url")),
            ("DISCORD_TOKEN", application["token"].as_str().unwrap()),
        ],
    );
    driver.bots_connected(1).await;
    bot.signal("TERM").await;
    let ended = bot.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_says(
        &ended.stderr,
        &[
            "MESSAGE_CONTENT",
            "ping::ping (",
            "ping::fail (",
            "Privileged Gateway Intents",
        ],
    );
}
