//! People at the sandbox's page, in headless Chromium and with a bot on discord.js: every part of it does what it
//! promises. The scripts are in `tests/foreign/page`; each prints what was wrong.
//!
//! `tests/full` installs what they need and runs them; without it they are skipped aloud.

use std::path::Path;

use asyncord_tests::{Driver, Program};
use serde_json::{Value, json};

/// Runs a script at the page of a fresh sandbox; its screenshots are put into a folder, to be looked at.
async fn at_the_page(name: &str) {
    let (_sandbox, driver) = Driver::start(env!("CARGO_BIN_EXE_sandbox")).await;
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("foreign/page")
        .join(name)
        .with_extension("mjs");
    let pictures = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&pictures).expect("the folder can be made");
    let mut browser = Program::start(
        "node",
        [
            script.to_str().expect("a path of text"),
            driver.info("page_url"),
            pictures.to_str().expect("a path of text"),
        ],
        [],
    );
    // Before that it tells each check that it begins.
    let line = browser.line_with("\"problems\"").await;
    let seen: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(seen["problems"], json!([]), "{name}");
    assert!(seen["checks"].as_u64() > Some(0), "{name}: {line}");
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn commands_and_their_answers() {
    at_the_page("commands").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn components_and_modals() {
    at_the_page("components").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn messages_with_all_that_belongs_to_them() {
    at_the_page("messages").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn servers_channels_members_and_users() {
    at_the_page("shell").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn permissions_and_their_effect() {
    at_the_page("permissions").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn the_inspector_and_faults() {
    at_the_page("inspector").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn a_phone_of_360_pixels() {
    at_the_page("phone").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn hostile_words_stay_words() {
    at_the_page("xss").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn every_view_is_accessible_in_both_themes() {
    at_the_page("axe").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn invites_events_bans_emojis_and_posts() {
    at_the_page("community").await;
}

#[tokio::test]
#[cfg_attr(
    not(feature = "full"),
    ignore = "needs Node and Chromium: run tests/full"
)]
async fn pictures_stickers_sounds_stages_and_the_past() {
    at_the_page("media").await;
}
