//! Programs that others wrote: their clients against our sandbox, our bot against their server, and a
//! browser at the sandbox's page.
//!
//! `tests/full` installs them and runs these tests; without it they are skipped aloud.

use std::path::{Path, PathBuf};

use asyncord_tests::{Driver, Program, driver::contents};
use serde_json::json;

#[path = "foreign/playbook.rs"]
mod playbook;

const SANDBOX: &str = env!("CARGO_BIN_EXE_sandbox");

fn script(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("foreign")
        .join(name);
    path.to_str().expect("a path of text").to_owned()
}

/// Where screenshots are put, to be looked at.
fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and npm packages: run tests/full"
)]
async fn a_discord_js_bot_works_against_the_sandbox() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut bot = Program::start(
        "node",
        [script("discord_js_bot.mjs").as_str()],
        [
            ("API_URL", driver.info("api_url")),
            ("TOKEN", driver.info("token")),
        ],
    );
    playbook::play(&driver, &mut bot).await;
    bot.close_stdin();
    assert_eq!(bot.ended().await.code, Some(0));
}

/// Built by `tests/full`, once for each compression.
async fn twilight(compression: &str) {
    let program = Path::new(SANDBOX)
        .with_file_name("foreign")
        .join(format!("twilight-bot-{compression}"));
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let mut bot = Program::start(
        &program,
        [],
        [
            ("API_URL", driver.info("api_url")),
            ("TOKEN", driver.info("token")),
        ],
    );
    playbook::play(&driver, &mut bot).await;
    bot.close_stdin();
    assert_eq!(bot.ended().await.code, Some(0));
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs a bot on twilight: run tests/full"
)]
async fn a_twilight_bot_works_against_the_sandbox_with_zlib_stream() {
    twilight("zlib").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs a bot on twilight: run tests/full"
)]
async fn a_twilight_bot_works_against_the_sandbox_with_zstd_stream() {
    twilight("zstd").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and npm packages: run tests/full"
)]
async fn ping_works_against_discord_digital_twin() {
    let mut twin = Program::start("node", [script("twin.mjs").as_str()], []);
    let info = twin.json_line().await;
    let text = |key: &str| info[key].as_str().expect("a text");
    let mut ping = Program::start(
        env!("CARGO_BIN_EXE_ping"),
        [],
        [
            ("DISCORD_API_URL", text("api_url")),
            ("DISCORD_TOKEN", text("token")),
        ],
    );
    twin.write_line("!ping").await;
    assert_eq!(twin.json_line().await, json!({ "answer": "pong" }));
    ping.signal("TERM").await;
    let ended = ping.ended().await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn a_person_at_the_page_gets_pong() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    let _ping = Program::start(env!("CARGO_BIN_EXE_ping"), [], driver.bot_env());
    driver.bots_connected(1).await;
    let folder = pictures();
    let mut browser = Program::start(
        "node",
        [
            script("browser.mjs").as_str(),
            driver.info("page_url"),
            folder.to_str().unwrap(),
        ],
        [],
    );
    let seen = browser.json_line().await;
    assert_eq!(seen, json!({ "pong": true, "scripted": 0, "problems": [] }));
    assert_eq!(contents(&driver.answers(1).await), ["pong"]);
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs the example `levels` with SQLite: run tests/full"
)]
async fn levels_counts_messages_in_sqlite() {
    let (_sandbox, driver) = Driver::start(SANDBOX).await;
    // Built by `tests/full`; it stands beside the programs of this package.
    let levels = Path::new(SANDBOX).with_file_name("examples").join("levels");
    let database =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("levels-{}.db", std::process::id()));
    let [api_url, token] = driver.bot_env();
    let database_env = ("LEVELS_DATABASE", database.to_str().unwrap());
    for round in 1..=2 {
        let mut bot = Program::start(&levels, [], [api_url, token, database_env]);
        driver.bots_connected(1).await;
        for number in 0..10 {
            driver.say(&format!("message {number}")).await;
        }
        // The second run finds the counts of the first.
        let answers = driver.answers(round).await;
        let text = answers[round - 1]["embeds"][0]["description"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(text.ends_with(&format!("reached level {round}")), "{text}");
        bot.signal("TERM").await;
        assert_eq!(bot.ended().await.code, Some(0));
        driver.bots_connected(0).await;
    }
    std::fs::remove_file(database).unwrap();
}
