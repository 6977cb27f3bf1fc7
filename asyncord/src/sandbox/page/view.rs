//! The world as the page and drivers see it.

use serde_json::{Map, Value, json};

use crate::sandbox::{
    state::{Store, application::Application, bits::intent, message::Message, user::User},
    world::World,
};

/// How many messages of each channel the state holds.
const LATEST: usize = 100;

/// Everything there is.
pub(crate) fn state(world: &World) -> Value {
    let store = &world.store;
    let guild = store.guild(crate::sandbox::state::seed::GUILD).ok();
    let members: Vec<Value> = guild
        .into_iter()
        .flat_map(|guild| guild.members.values())
        .map(|member| store.member_json(member))
        .collect();
    let channels: Vec<Value> = store
        .channels()
        .map(|channel| store.channel_json(channel))
        .collect();
    let messages: Map<String, Value> = store
        .channels()
        .filter(|channel| channel.takes_messages())
        .map(|channel| {
            let mut latest: Vec<Value> = store
                .messages_of(channel.id)
                .take(LATEST)
                .map(|message| message_for_page(store, message))
                .collect();
            latest.reverse();
            (channel.id.to_string(), latest.into())
        })
        .collect();
    json!({
        "guild": guild.map(crate::sandbox::state::guild::Guild::json),
        "channels": channels,
        "users": store.users().map(User::json).collect::<Vec<_>>(),
        "members": members,
        "messages": messages,
        "applications": applications(world),
        "user_id": store.default_user(),
    })
}

/// A message with what only the page may know: who reacted. Discord's own shape has but the counts.
pub(super) fn message_for_page(store: &Store, message: &Message) -> Value {
    let mut json = store.message_json(message, None);
    if let Some(reactions) = json.get_mut("reactions").and_then(Value::as_array_mut) {
        for (json, reaction) in reactions.iter_mut().zip(&message.reactions) {
            json["user_ids"] = json!(reaction.users);
        }
    }
    json
}

/// The applications, and which of their bots are connected.
pub(super) fn applications(world: &World) -> Value {
    world
        .store
        .applications()
        .map(|application| {
            json!({
                "id": application.id,
                "name": application.name,
                "user_id": application.user_id(),
                "connected": world.sessions.is_connected(application.id),
            })
        })
        .collect()
}

/// An application as its maker gets it, with its token.
pub(super) fn new_application(application: &Application) -> Value {
    let privileged: Vec<&str> = intent::PRIVILEGED_NAMES
        .iter()
        .filter(|(_, bit)| application.privileged_intents & bit != 0)
        .map(|(name, _)| *name)
        .collect();
    json!({
        "id": application.id,
        "name": application.name,
        "user_id": application.user_id(),
        "token": application.token,
        "privileged_intents": privileged,
    })
}
