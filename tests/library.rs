//! Handlers in a library that names asyncord otherwise in its manifest.

use asyncord::sandbox::Sandbox;
use asyncord_tests::{Driver, driver::contents};
// Nothing else of it is named: that it is linked is enough.
use asyncord_tests_handlers_lib as _;

#[tokio::test]
async fn handlers_of_a_linked_library_are_called() {
    let sandbox = Sandbox::builder().start().await.expect("a port is free");
    let driver = Driver::new(serde_json::to_value(sandbox.info()).unwrap());
    let bot = asyncord::connect(sandbox.token());
    bot.dispatcher.add_argument("greeting", "hello".to_owned());
    bot.start().await.expect("the bot starts");

    driver.say("!greet").await;
    assert_eq!(contents(&driver.answers(1).await), ["hello"]);
    driver.say("!length four").await;
    assert_eq!(contents(&driver.answers(2).await), ["hello", "4"]);
    driver.say("!shout").await;
    assert_eq!(contents(&driver.answers(3).await), ["hello", "4", "HELLO"]);
    bot.stop().await;
}
