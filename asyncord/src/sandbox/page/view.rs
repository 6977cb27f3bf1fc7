//! The world as the page and drivers see it.

use serde_json::{Map, Value, json};

use crate::sandbox::{
    state::{
        Event, Store,
        application::Application,
        bits::intent,
        command::Language,
        guild::Guild,
        ids::{ChannelId, UserId},
        message::Message,
        user::User,
    },
    world::World,
};

/// How many messages of each channel the state holds.
const LATEST: usize = 100;

/// Everything there is, as the first frame of a socket.
pub(super) fn first_frame(world: &World) -> Value {
    let mut state = state(world);
    state["type"] = "state".into();
    state
}

/// Everything there is.
pub(crate) fn state(world: &World) -> Value {
    let store = &world.store;
    let (mut guilds, mut voice_states) = (Vec::new(), Vec::new());
    let mut members = Map::new();
    for guild in store.guilds() {
        let (json, voices) = whole_guild(store, guild);
        guilds.push(json);
        voice_states.extend(voices);
        let own = guild.members.values();
        let own = own.map(|member| store.member_json(member)).collect();
        members.insert(guild.id.to_string(), own);
    }
    let channels: Vec<Value> = store
        .channels()
        .map(|channel| store.channel_json(channel))
        .collect();
    let thread_members: Map<String, Value> = store
        .channels()
        .filter_map(|channel| Some((channel.id, channel.thread()?)))
        .map(|(id, thread)| {
            let members: Vec<&UserId> = thread.members.keys().collect();
            (id.to_string(), json!(members))
        })
        .collect();
    json!({
        "now": store.clock.now(),
        "log_after": world.inspector.forgotten(),
        "user_id": store.default_user(),
        "guilds": guilds,
        "channels": channels,
        "users": store.users().map(User::json).collect::<Vec<_>>(),
        "members": members,
        "presences": presences(store),
        "voice_states": voice_states,
        "messages": messages(store),
        "thread_members": thread_members,
        "applications": applications(world),
        "commands": [],
    })
}

/// A guild with what it holds beside members, channels and messages, and its voice states.
fn whole_guild(store: &Store, guild: &Guild) -> (Value, Vec<Value>) {
    let mut json = store.guild_create(guild, guild.owner_id, intent::ALL);
    let voices = json["voice_states"].take();
    json["scheduled_events"] = json["guild_scheduled_events"].take();
    for event in json["scheduled_events"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        name_interested(store, event);
    }
    if let Some(fields) = json.as_object_mut() {
        // These stand by themselves in the state.
        for key in [
            "members",
            "channels",
            "threads",
            "presences",
            "voice_states",
            "guild_scheduled_events",
        ] {
            fields.remove(key);
        }
    }
    let Value::Array(mut voices) = voices else {
        return (json, Vec::new());
    };
    for voice in &mut voices {
        voice["guild_id"] = json!(guild.id);
    }
    (json, voices)
}

fn presences(store: &Store) -> Map<String, Value> {
    store
        .users()
        .map(|user| {
            let mut shown = store.presence_json(user.id);
            let (status, activities) = (shown["status"].take(), shown["activities"].take());
            let presence = json!({ "status": status, "activities": activities });
            (user.id.to_string(), presence)
        })
        .collect()
}

/// The latest messages of each channel, the oldest first.
fn messages(store: &Store) -> Map<String, Value> {
    store
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
        .collect()
}

/// A message with what only the page may know: who reacted and who voted. Discord's own shape has but
/// the counts.
pub(super) fn message_for_page(store: &Store, message: &Message) -> Value {
    let mut json = store.message_json(message, None);
    message.name_users(&mut json);
    if let Some(user) = message.visible_to {
        json["visible_to"] = json!(user);
    }
    json
}

/// Adds to a scheduled event who is interested in it.
fn name_interested(store: &Store, json: &mut Value) {
    let id = |key: &str| json.get(key).cloned().unwrap_or_default();
    let guild = serde_json::from_value(id("guild_id"));
    let event = serde_json::from_value(id("id"));
    if let (Ok(guild), Ok(event)) = (guild, event)
        && let Ok(event) = store.scheduled_event(guild, event)
    {
        json["user_ids"] = json!(event.users);
        json["user_count"] = event.users.len().into();
    }
}

/// An event's data with what only the page may know, if there is such a thing.
pub(super) fn event_for_page(store: &Store, event: &Event) -> Option<Value> {
    if matches!(
        event.name,
        "GUILD_SCHEDULED_EVENT_CREATE" | "GUILD_SCHEDULED_EVENT_UPDATE"
    ) {
        let mut data = event.data.clone();
        name_interested(store, &mut data);
        return Some(data);
    }
    if !event.is_message {
        return None;
    }
    let channel: ChannelId = serde_json::from_value(event.data.get("channel_id")?.clone()).ok()?;
    let message = serde_json::from_value(event.data.get("id")?.clone()).ok()?;
    let message = store.message(channel, message).ok()?;
    if message.reactions.is_empty() && message.poll.is_none() && message.visible_to.is_none() {
        return None;
    }
    let mut data = event.data.clone();
    message.name_users(&mut data);
    if let Some(user) = message.visible_to {
        data["visible_to"] = json!(user);
    }
    Some(data)
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
                "endpoint": application.endpoints.interactions_url.is_some(),
                "connected": world.sessions.is_connected(application.id),
            })
        })
        .collect()
}

/// The commands of all applications, with all translations.
pub(super) fn commands(store: &Store) -> Value {
    store
        .commands()
        .map(|command| command.json(&Language::Every))
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
        "client_secret": application.client_secret(),
        "privileged_intents": privileged,
        "interactions_endpoint_url": application.endpoints.interactions_url,
        "event_webhooks_url": application.endpoints.events_url,
    })
}
