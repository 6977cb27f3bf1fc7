use asyncord::prelude::*;

#[derive(Event)]
#[event("message_create", intents, intent = 5)]
struct Lite<T> {
    #[event(rename)]
    _content: T,
    #[event(rename = 5)]
    _kind: u8,
}

#[handler]
async fn on_lite(_lite: &Lite<u8>) {}

fn main() {}
