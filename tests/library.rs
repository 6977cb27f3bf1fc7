//! Handlers in a library that names asyncord otherwise in its manifest.

use asyncord::{
    prelude::*,
    testkit::{Person, TestKit},
};
// Nothing else of it is named: that it is linked is enough.
use asyncord_tests_handlers_lib as _;

#[asyncord::test(arguments(greeting = "hello".to_owned()))]
async fn handlers_of_a_linked_library_are_called(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    for (said, answer) in [
        ("!greet", "hello"),
        ("!length four", "4"),
        ("!shout", "HELLO"),
    ] {
        ada.say(general, said).await;
        discord.expect_message(general).content(answer).await;
        discord.expect_silence(general).await;
    }
}
