//! Looking for messages. Discord docs: Message/Search Guild Messages.

use axum::{Json, Router, extract::RawQuery, extract::State, routing::get};
use serde_json::{Map, Value, json};

use crate::sandbox::{
    state::{
        Store,
        channel::{Channel, thread_member},
        ids::GuildId,
        message::Message,
        search::Search,
    },
    world::App,
};

use super::{Reply, caller::Caller, form::Form, request::Params};

const AUTHOR_TYPES: [&str; 3] = ["user", "bot", "webhook"];
const HAS: [&str; 9] = [
    "link", "embed", "file", "image", "video", "sound", "sticker", "poll", "snapshot",
];
const EMBED_TYPES: [&str; 5] = ["image", "video", "gif", "sound", "article"];

/// The parameters that may be there several times.
const LISTS: [&str; 13] = [
    "author_id",
    "author_type",
    "mentions",
    "mentions_role_id",
    "replied_to_user_id",
    "replied_to_message_id",
    "has",
    "link_hostname",
    "embed_provider",
    "embed_type",
    "attachment_extension",
    "attachment_filename",
    "channel_id",
];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/guilds/{guild_id}/messages/search", get(search))
}

async fn search(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    RawQuery(query): RawQuery,
) -> Reply {
    let guild: GuildId = params.id("guild_id")?;
    app.world().store.guild_for(guild, caller.user)?;
    let mut form = form_of(query.as_deref());
    let wanted = read(&mut form);
    let limit = form.integer("limit", 1..=25).value().unwrap_or(25);
    let offset = form.integer("offset", 0..=9975).value().unwrap_or(0);
    form.finish()?;
    let store = &app.world().store;
    let found = store.search_messages(guild, caller.user, &wanted)?;
    let page: Vec<&Message> = found
        .iter()
        .skip(usize::try_from(offset).unwrap_or(0))
        .take(usize::try_from(limit).unwrap_or(25))
        .copied()
        .collect();
    let messages: Vec<Value> = page
        .iter()
        .map(|message| {
            let mut message = store.message_json(message, Some(caller.user));
            // Which of the messages around it was looked for: there are none around it.
            message["hit"] = true.into();
            json!([message])
        })
        .collect();
    let mut json = json!({
        // Nothing has to be looked up anew: the index is the world itself.
        "doing_deep_historical_index": false,
        "documents_indexed": found.len(),
        "total_results": found.len(),
        "messages": messages,
    });
    add_threads(store, &mut json, &page, &caller);
    Ok(Json(json))
}

/// Adds the threads that messages were found in, and the user's membership of them.
fn add_threads(store: &Store, json: &mut Value, page: &[&Message], caller: &Caller) {
    let mut threads: Vec<&Channel> = page
        .iter()
        .filter_map(|message| store.channel(message.channel_id).ok())
        .filter(|channel| channel.thread().is_some())
        .collect();
    threads.sort_unstable_by_key(|channel| channel.id);
    threads.dedup_by_key(|channel| channel.id);
    if threads.is_empty() {
        return;
    }
    let members = threads
        .iter()
        .filter_map(|channel| thread_member(channel, channel.thread()?, caller.user));
    json["members"] = members.collect();
    json["threads"] = threads
        .into_iter()
        .map(|channel| store.channel_json(channel))
        .collect();
}

/// The query, in which some parameters may be repeated.
fn form_of(query: Option<&str>) -> Form {
    let mut fields = Map::new();
    for (key, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        let value = Value::String(value.into_owned());
        if !LISTS.contains(&&*key) {
            fields.insert(key.into_owned(), value);
        } else if let Some(Value::Array(list)) = fields.get_mut(&*key) {
            list.push(value);
        } else {
            fields.insert(key.into_owned(), Value::Array(vec![value]));
        }
    }
    Form::new(fields)
}

fn read(form: &mut Form) -> Search {
    choice(form, "sort_by", &["relevance", "timestamp"]);
    let order = choice(form, "sort_order", &["asc", "desc"]);
    form.integer("slop", 0..=100);
    Search {
        content: form.text("content", 0..=1024).value(),
        authors: form.ids("author_id", 0..=100).value().unwrap_or_default(),
        author_types: conditions(form, "author_type", &AUTHOR_TYPES),
        mentions: form.ids("mentions", 0..=100).value().unwrap_or_default(),
        mention_roles: form
            .ids("mentions_role_id", 0..=100)
            .value()
            .unwrap_or_default(),
        mention_everyone: form.flag("mention_everyone").value(),
        replied_to_users: form
            .ids("replied_to_user_id", 0..=100)
            .value()
            .unwrap_or_default(),
        replied_to_messages: form
            .ids("replied_to_message_id", 0..=100)
            .value()
            .unwrap_or_default(),
        min: form.id("min_id").value(),
        max: form.id("max_id").value(),
        has: conditions(form, "has", &HAS),
        link_hostnames: texts(form, "link_hostname"),
        embed_providers: texts(form, "embed_provider"),
        embed_types: conditions(form, "embed_type", &EMBED_TYPES)
            .into_iter()
            .map(|(_, kind)| kind)
            .collect(),
        extensions: texts(form, "attachment_extension"),
        filenames: texts(form, "attachment_filename"),
        pinned: form.flag("pinned").value(),
        channels: form.ids("channel_id", 0..=500).value().unwrap_or_default(),
        include_nsfw: form.flag("include_nsfw").value().unwrap_or(false),
        oldest_first: order.as_deref() == Some("asc"),
    }
}

fn choice(form: &mut Form, key: &str, known: &[&str]) -> Option<String> {
    let text = form.text(key, 0..=64).value()?;
    if !known.contains(&&*text) {
        let message = format!("Value must be one of {known:?}.");
        form.error(key, "BASE_TYPE_CHOICES", message);
    }
    Some(text)
}

fn texts(form: &mut Form, key: &str) -> Vec<String> {
    let list = form.list(key, 0..=100).value().unwrap_or_default();
    let texts = list.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Conditions of a list of known ones, each with a `-` before it if it must not hold.
fn conditions(form: &mut Form, key: &str, known: &[&str]) -> Vec<(bool, String)> {
    let mut conditions = Vec::new();
    for (index, text) in texts(form, key).into_iter().enumerate() {
        let (must, name) = match text.strip_prefix('-') {
            Some(name) => (false, name),
            None => (true, &*text),
        };
        if known.contains(&name) {
            conditions.push((must, name.to_owned()));
        } else {
            let message = format!("Value must be one of {known:?}.");
            form.error(&format!("{key}.{index}"), "BASE_TYPE_CHOICES", message);
        }
    }
    conditions
}
