//! Every form in which an event can be taken.

#![allow(dead_code)]

use asyncord::prelude::*;

use std::sync::Arc;

type Alias = MessageCreate;
type Shared = Arc<MessageCreate>;

#[handler]
async fn by_value(message: MessageCreate) {
    let _: Message = message.into_inner();
}

#[handler]
async fn borrowed(message: &MessageCreate) {
    let _: &str = &message.content;
}

#[handler]
async fn shared(message: Arc<MessageCreate>) {
    let _: &str = &message.content;
}

#[handler]
async fn alias(message: Alias) {
    let _: &str = &message.content;
}

#[handler]
async fn shared_alias(message: Shared) {
    let _: Arc<MessageCreate> = message;
}

#[handler]
async fn raw(event: RawEvent) {
    let _: &str = event.name();
}

#[handler]
async fn mutable(mut message: MessageCreate) {
    message.content = "".into();
}
