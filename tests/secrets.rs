//! A bot's token appears nowhere: everything is run at the most talkative level, and looked through.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use asyncord::prelude::*;
use asyncord_tests::Driver;
use serde_json::json;
use tracing::Level;
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[handler(manual)]
async fn answer(message: MessageCreate, client: RestClient) -> Result {
    if !message.author.bot {
        client
            .channels()
            .messages(message.channel_id)
            .create("pong")
            .await?;
        client.channels().get(1).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_token_is_never_logged_and_never_in_an_error() {
    let log = Log::default();
    let writer = log.clone();
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(move || writer.clone());
    // At TRACE tungstenite prints whole frames, the one with the token among them; that is documented.
    let filter = Targets::new()
        .with_default(Level::TRACE)
        .with_target("tungstenite", Level::DEBUG);
    tracing_subscriber::registry()
        .with(layer)
        .with(filter)
        .init();

    // In a process of its own, the sandbox does not log here: its tokens are no secrets to it.
    let (_sandbox, driver) = Driver::start(env!("CARGO_BIN_EXE_sandbox")).await;
    let secret = driver.info("token").to_owned();
    let token = Token::new(&secret).with_api_url(driver.info("api_url").parse().unwrap());

    let bot = asyncord::connect(token.clone());
    bot.dispatcher
        .without_registered_handlers()
        .add_handler::<answer>();
    bot.start().await.unwrap();
    driver.say("hello").await;
    driver.answers(1).await;
    driver.call("POST", "gateway/cut", Some(json!({}))).await;
    driver.say("hello again").await;
    driver.answers(2).await;
    let errors = [
        format!("{:?}", bot.client.channels().get(1).await.unwrap_err()),
        format!("{:?} {bot:?} {token:?}", bot.client),
    ];
    bot.stop().await;

    let wrong = asyncord::connect(
        Token::new("marker-of-a-wrong-token").with_api_url(driver.info("api_url").parse().unwrap()),
    );
    let refused = format!("{:?}", wrong.start().await.unwrap_err());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for target in ["asyncord", "hyper_util", "tungstenite"] {
        assert!(log.contains(target), "the log holds what {target} says");
    }
    for text in [&log, &errors[0], &errors[1], &refused] {
        for secret in [secret.as_str(), "marker-of-a-wrong-token"] {
            if let Some(at) = text.find(secret) {
                panic!("a token is in: {}", &text[at.saturating_sub(300)..at]);
            }
        }
    }
}
