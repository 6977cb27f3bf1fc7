//! Buttons, selects and modals.

use std::{fmt::Display, pin::Pin};

use serde_json::{Value, json};

use super::{Answer, Modal, Person};
use crate::{
    model::Message,
    testkit::{record::Entry, report, site::Site},
};

/// A component about to be used; await it to get the bot's answer.
#[must_use = "nothing is sent until this is awaited"]
#[derive(Debug)]
pub struct Press {
    person: Person,
    message: Box<Message>,
    name: String,
    values: Vec<String>,
    site: Site,
}

impl Press {
    pub(super) fn new(
        person: Person,
        message: &Message,
        name: &str,
        values: Vec<String>,
        site: Site,
    ) -> Self {
        Self {
            person,
            message: Box::new(message.clone()),
            name: name.to_owned(),
            values,
            site,
        }
    }

    async fn send(self) -> Answer {
        let message = self.current();
        let found = find(&message["components"], &|component| {
            ["custom_id", "label", "placeholder"]
                .iter()
                .any(|key| component[key] == self.name)
                && component["custom_id"].is_string()
        });
        let Some(component) = found else {
            let what = format!(
                "the message has no component with the label or custom_id {:?}; it has {}",
                self.name, message["components"]
            );
            report::fail(&self.person.kit, self.site, &what, None);
        };
        let mut data = json!({
            "component_type": component["type"],
            "custom_id": component["custom_id"],
        });
        if component["type"] != 2 {
            data["values"] = json!(self.values);
        }
        let body = json!({
            "type": 3,
            "application_id": self.person.kit.application_id(),
            "guild_id": guild_of(&self.person, &message),
            "channel_id": message["channel_id"],
            "message_id": message["id"],
            "data": data,
        });
        self.person.interact(self.site, body).await
    }

    /// The message as it is now: a bot changes its components.
    fn current(&self) -> Value {
        let id = self.message.id.to_string();
        let mut events = self.person.kit.record().entries().into_iter().rev();
        events
            .find_map(|entry| match entry {
                Entry::Event { name, data }
                    if matches!(&*name, "MESSAGE_CREATE" | "MESSAGE_UPDATE")
                        && data["id"] == id =>
                {
                    Some((*data).clone())
                }
                _ => None,
            })
            .unwrap_or_else(|| {
                report::fail(
                    &self.person.kit,
                    self.site,
                    "the message is not of this kit",
                    None,
                )
            })
    }
}

/// The guild of a message; that of an ephemeral one has to be looked up.
fn guild_of(person: &Person, message: &Value) -> Value {
    if !message["guild_id"].is_null() {
        return message["guild_id"].clone();
    }
    let state = person.kit.sandbox().ask_state();
    let channels = state["channels"].as_array();
    channels
        .into_iter()
        .flatten()
        .find(|channel| channel["id"] == message["channel_id"])
        .map_or(Value::Null, |channel| channel["guild_id"].clone())
}

/// The first component that fits, at whatever depth.
fn find<'v>(components: &'v Value, fits: &dyn Fn(&Value) -> bool) -> Option<&'v Value> {
    components.as_array()?.iter().find_map(|component| {
        if fits(component) {
            return Some(component);
        }
        let accessory = Some(&component["accessory"]).filter(|accessory| fits(accessory));
        accessory.or_else(|| find(&component["components"], fits))
    })
}

impl IntoFuture for Press {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// A modal that is being filled in; await it to send it and get the bot's answer.
#[must_use = "nothing is sent until this is awaited"]
#[derive(Debug)]
pub struct Submit {
    person: Person,
    modal: Modal,
    values: Vec<(String, Value)>,
    site: Site,
}

impl Submit {
    pub(super) fn new(person: Person, modal: &Modal, site: Site) -> Self {
        Self {
            person,
            modal: modal.clone(),
            values: Vec::new(),
            site,
        }
    }

    /// Fills in a field, found by its `custom_id` or label: a text of a text input, a flag of a checkbox, the
    /// chosen value of a radio group.
    pub fn field(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.values.push((field.to_owned(), value.into()));
        self
    }

    /// Chooses several values in a field: of a select, of a group of checkboxes.
    pub fn values<V: Display>(self, field: &str, values: impl IntoIterator<Item = V>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        self.field(field, values)
    }

    async fn send(self) -> Answer {
        let mut left = self.values.clone();
        let components = self.modal.json["components"].as_array();
        let components: Vec<Value> = components
            .into_iter()
            .flatten()
            .map(|component| filled(component, &mut left))
            .collect();
        if let Some((field, _)) = left.first() {
            let what = format!(
                "the modal has no field {field:?}; it has {}",
                self.modal.json["components"]
            );
            report::fail(&self.person.kit, self.site, &what, None);
        }
        let body = json!({
            "type": 5,
            "application_id": self.modal.application,
            "guild_id": self.modal.guild,
            "channel_id": self.modal.channel,
            "data": {
                "id": self.modal.json["id"],
                "custom_id": self.modal.json["custom_id"],
                "components": components,
            },
        });
        self.person.interact(self.site, body).await
    }
}

/// A part of a modal as it is sent, with the values that are given to its fields.
fn filled(component: &Value, left: &mut Vec<(String, Value)>) -> Value {
    let mut sent = json!({ "type": component["type"], "id": component["id"] });
    let label = component["label"].as_str();
    if let Some(inner) = component["components"].as_array() {
        sent["components"] = inner.iter().map(|inner| field(inner, None, left)).collect();
    }
    if component["component"].is_object() {
        sent["component"] = field(&component["component"], label, left);
    }
    sent
}

fn field(declared: &Value, label: Option<&str>, left: &mut Vec<(String, Value)>) -> Value {
    let mut sent = json!({
        "type": declared["type"],
        "id": declared["id"],
        "custom_id": declared["custom_id"],
    });
    let given = left.iter().position(|(name, _)| {
        declared["custom_id"] == **name
            || label == Some(name)
            || declared["label"].as_str() == Some(name)
    });
    let value = given.map(|at| left.remove(at).1);
    // Selects, uploads and groups of checkboxes have several values, the others one.
    let has_several = matches!(declared["type"].as_u64(), Some(3 | 5..=8 | 19 | 22));
    match value {
        Some(value @ Value::Array(_)) => sent["values"] = value,
        Some(value) if has_several => sent["values"] = Value::Array(vec![value]),
        Some(value) => sent["value"] = value,
        None if has_several => sent["values"] = chosen(declared),
        None => sent["value"] = declared["value"].clone(),
    }
    if declared["type"] == 23 && sent["value"].is_null() {
        sent["value"] = declared["default"].as_bool().unwrap_or(false).into();
    }
    if declared["type"] == 4 && sent["value"].is_null() {
        sent["value"] = "".into();
    }
    sent
}

/// What is chosen from the start.
fn chosen(declared: &Value) -> Value {
    let options = declared["options"].as_array().into_iter().flatten();
    options
        .filter(|option| option["default"] == true)
        .map(|option| option["value"].clone())
        .collect()
}

impl IntoFuture for Submit {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
