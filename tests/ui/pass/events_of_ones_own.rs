//! Every form of `#[derive(Event)]`, under the strictest lints and without names in scope.

#![deny(missing_docs, clippy::all, clippy::pedantic)]
#![allow(dead_code, unreachable_pub)]

use std::sync::Arc;

use asyncord::{event::MessageUpdate, handler};

/// A projection; the name is that of the typed event, which is not meant.
#[derive(asyncord::event::Event, Clone, Debug)]
#[event("MESSAGE_CREATE")]
pub struct MessageCreate {
    /// The text.
    pub content: String,
    #[event(rename = "type")]
    kind: Option<u8>,
    #[serde(default)]
    tts: bool,
    #[serde(skip)]
    seen: bool,
    guild_id: Option<asyncord::id::Id<asyncord::id::marker::GuildMarker>>,
}

/// A field has the name of a field in the payload, but is no place.
#[derive(asyncord::event::Event)]
#[event("ADDED_YESTERDAY", intents = asyncord::model::Intents::empty())]
struct Yesterday {
    #[event(rename = "guild_id")]
    guild: u8,
}

/// Also for one's own use of serde; the attributes are shared.
#[derive(asyncord::event::Event, serde::Serialize, serde::Deserialize)]
#[event("MESSAGE_CREATE", "MESSAGE_UPDATE")]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Shared {
    mention_everyone: bool,
}

#[derive(asyncord::event::Event)]
#[event("MESSAGE_DELETE")]
struct Deleted;

/// A union of projections, typed events and a box.
#[derive(asyncord::event::Event)]
pub enum Messages {
    /// New.
    Create(MessageCreate),
    /// Changed.
    Update(Box<MessageUpdate>),
    #[doc(hidden)]
    Delete(asyncord::event::MessageDelete),
}

#[derive(asyncord::event::Event)]
enum All {
    Messages(Messages),
    Rest(asyncord::event::RawEvent),
}

#[handler]
async fn by_value(event: MessageCreate) {
    drop(event.content);
}

#[handler]
async fn by_reference(event: &Yesterday) {
    let _ = event.guild;
}

#[handler]
async fn shared(event: Arc<Messages>) {
    drop(event);
}

#[handler(ordered)]
async fn all(event: &All, _name: Option<u8>) {
    if let All::Messages(Messages::Create(MessageCreate { content, .. })) = event {
        let _ = content.len();
    }
}

fn in_a_function_body() {
    #[derive(asyncord::event::Event)]
    #[event("TYPING_START")]
    struct Typing {
        timestamp: u64,
    }

    #[handler(manual)]
    async fn typing(event: &Typing) {
        let _ = event.timestamp;
    }
}

/// Fields and types out of a macro tell the same.
macro_rules! message {
    ($name:ident { $user:ident: $author:ty, $($field:ident: $of:ident),* }) => {
        #[derive(asyncord::event::Event)]
        #[event("MESSAGE_CREATE")]
        struct $name {
            #[event(user)]
            $user: $author,
            $($field: asyncord::id::Id<asyncord::id::marker::$of>,)*
        }
    };
}

message!(Told {
    author: Option<Box<asyncord::model::User>>,
    id: MessageMarker,
    channel_id: ChannelMarker,
    guild_id: GuildMarker
});

/// What can be replied to may be in a box, and in a union of its own.
#[derive(asyncord::event::Event)]
enum Answerable {
    Told(Told),
    Update(Box<MessageUpdate>),
}

fn in_generic_code(told: &Told, answerable: &Answerable, all: &All) -> bool {
    fn tells<E>(event: &E) -> bool
    where
        E: asyncord::event::HasGuild + asyncord::event::HasChannel + asyncord::event::HasUser,
    {
        asyncord::filters::not_bot(event) && asyncord::filters::in_dm(event)
    }

    fn reply<E: asyncord::event::Replyable>(event: &E) -> asyncord::event::ReplyTarget {
        event.reply_target()
    }

    tells(told) && tells(answerable) && tells(all) && reply(told) == reply(answerable)
}
