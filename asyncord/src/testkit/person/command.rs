//! Slash commands and context menus.

use std::{fmt::Display, pin::Pin};

use serde_json::{Value, json};

use super::{Answer, Person, TestChoice};
use crate::{
    id::{Id, marker::ChannelMarker},
    testkit::{report, site::Site},
};

/// A command about to be used; await it to get the bot's answer.
#[must_use = "nothing is sent until this is awaited"]
#[derive(Debug)]
pub struct Command {
    person: Person,
    channel: Id<ChannelMarker>,
    /// The command, and where there are any, its group and subcommand.
    path: Vec<String>,
    kind: u8,
    target: Option<String>,
    options: Vec<(String, Value)>,
    site: Site,
}

impl Command {
    pub(super) fn chat_input(
        person: Person,
        channel: Id<ChannelMarker>,
        name: &str,
        site: Site,
    ) -> Self {
        let name = name.strip_prefix('/').unwrap_or(name);
        Self {
            person,
            channel,
            path: name.split_whitespace().map(str::to_owned).collect(),
            kind: 1,
            target: None,
            options: Vec::new(),
            site,
        }
    }

    pub(super) fn menu(
        person: Person,
        channel: Id<ChannelMarker>,
        name: &str,
        kind: u8,
        target: u64,
        site: Site,
    ) -> Self {
        Self {
            path: vec![name.to_owned()],
            kind,
            target: Some(target.to_string()),
            ..Self::chat_input(person, channel, name, site)
        }
    }

    /// Fills in an option: a text, a number, a flag.
    pub fn option(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.options.push((name.to_owned(), value.into()));
        self
    }

    /// Fills in an option with what has an id: a user, a role, a channel.
    pub fn option_id(self, name: &str, id: impl Display) -> Self {
        let id = id.to_string();
        self.option(name, id)
    }

    /// Asks what the bot suggests for an option of which this much has been typed.
    ///
    /// # Panics
    ///
    /// If there is no such command, or the bot does not answer with suggestions.
    pub async fn autocomplete(self, option: &str, typed: impl Into<Value>) -> Vec<TestChoice> {
        let answer = self.send(Some((option.to_owned(), typed.into()))).await;
        answer.choices()
    }

    async fn send(self, focused: Option<(String, Value)>) -> Answer {
        let Self { person, site, .. } = &self;
        let kit = &person.kit;
        let path = format!("/commands?channel_id={}", self.channel);
        let commands = person.ask(*site, "GET", &path, None).await;
        let command = commands.as_array().into_iter().flatten().find(|command| {
            command["name"].as_str() == self.path.first().map(String::as_str)
                && command["type"] == self.kind
        });
        let Some(command) = command else {
            let there: Vec<&str> = commands
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|command| command["name"].as_str())
                .collect();
            let what = format!(
                "there is no command {:?} here; there are {there:?}",
                self.path.join(" ")
            );
            report::fail(kit, *site, &what, None);
        };
        let channel = person
            .ask(*site, "GET", &format!("/channels/{}", self.channel), None)
            .await;
        let options = self.options(command, focused.as_ref());
        let mut data = json!({
            "id": command["id"],
            "name": command["name"],
            "type": self.kind,
            "options": options,
        });
        if let Some(target) = &self.target {
            data["target_id"] = target.as_str().into();
        }
        let body = json!({
            "type": if focused.is_some() { 4 } else { 2 },
            "application_id": command["application_id"],
            "guild_id": channel["guild_id"],
            "channel_id": self.channel,
            "data": data,
        });
        person.interact(*site, body).await
    }

    /// The options in their subcommand, each with the type that the command gives it.
    fn options(&self, command: &Value, focused: Option<&(String, Value)>) -> Value {
        let mut declared = &command["options"];
        let mut around = Vec::new();
        for name in self.path.iter().skip(1) {
            let Some(inner) = named(declared, name) else {
                let what = format!("there is no command {:?}", self.path.join(" "));
                report::fail(&self.person.kit, self.site, &what, None);
            };
            around.push((name, inner["type"].clone()));
            declared = &inner["options"];
        }
        let mut options: Vec<Value> = Vec::new();
        let typed = focused.map(|(name, value)| (name, value, true));
        let filled = self
            .options
            .iter()
            .map(|(name, value)| (name, value, false));
        for (name, value, is_focused) in filled.chain(typed) {
            // What is not declared is sent as a text, which the sandbox refuses with the reason.
            let kind = named(declared, name).map_or(json!(3), |option| option["type"].clone());
            let mut option = json!({ "name": name, "type": kind, "value": value });
            if is_focused {
                option["focused"] = true.into();
            }
            options.push(option);
        }
        let mut options = Value::Array(options);
        for (name, kind) in around.into_iter().rev() {
            options = json!([{ "name": name, "type": kind, "options": options }]);
        }
        options
    }
}

fn named<'v>(options: &'v Value, name: &str) -> Option<&'v Value> {
    options
        .as_array()?
        .iter()
        .find(|option| option["name"] == name)
}

impl IntoFuture for Command {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send(None))
    }
}

impl Person {
    /// Sends an interaction, and waits for what the bot does with it.
    pub(super) async fn interact(&self, site: Site, body: Value) -> Answer {
        let mut json = self.ask(site, "POST", "/interactions", Some(&body)).await;
        json["asked_in"] = json!({
            "channel_id": body["channel_id"],
            "guild_id": body["guild_id"],
        });
        Answer::new(self.kit.clone(), site, json)
    }
}
