//! What a bot answers to an interaction.

use serde_json::Value;

use crate::{
    id::{Id, marker::ApplicationMarker},
    model::Message,
    testkit::{TestKit, expect, report, site::Site},
};

/// What the bot did with an interaction.
#[derive(Clone, Debug)]
#[must_use = "an answer that nobody looks at is not checked"]
pub struct Answer {
    kit: TestKit,
    site: Site,
    json: Value,
}

/// How an interaction went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnswerStatus {
    /// The bot has answered.
    Answered,
    /// The bot has said that it will answer later, or that it will change the message later.
    Deferred,
    /// The bot did not answer in time, or not as Discord takes it.
    Failed,
}

/// A form that the bot has opened; fill it in with [`Person::submit`](super::Person::submit).
#[derive(Clone, Debug)]
pub struct Modal {
    pub(super) json: Value,
    pub(super) channel: Value,
    pub(super) guild: Value,
    pub(super) application: Id<ApplicationMarker>,
}

/// A suggestion for the option that is being typed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TestChoice {
    /// What is shown.
    pub name: String,
    /// What is taken: a text or a number.
    pub value: Value,
}

impl Answer {
    pub(super) fn new(kit: TestKit, site: Site, json: Value) -> Self {
        Self { kit, site, json }
    }

    /// How it went.
    pub fn status(&self) -> AnswerStatus {
        match self.json["status"].as_str() {
            Some("answered") => AnswerStatus::Answered,
            Some("deferred") => AnswerStatus::Deferred,
            _ => AnswerStatus::Failed,
        }
    }

    /// What Discord shows the person if it failed.
    pub fn error(&self) -> Option<&str> {
        self.json["error"].as_str()
    }

    /// The message that it is answered with.
    ///
    /// # Panics
    ///
    /// If it was not answered with a message.
    pub fn message(&self) -> Message {
        match &self.json["message"] {
            Value::Null => self.fail("the bot did not answer with a message"),
            json => expect::decode(&self.kit, self.site, json),
        }
    }

    /// The form that was opened.
    ///
    /// # Panics
    ///
    /// If none was.
    pub fn modal(&self) -> Modal {
        match &self.json["modal"] {
            Value::Null => self.fail("the bot did not open a modal"),
            json => Modal {
                json: json.clone(),
                channel: self.json["asked_in"]["channel_id"].clone(),
                guild: self.json["asked_in"]["guild_id"].clone(),
                application: self.kit.application_id(),
            },
        }
    }

    /// What is suggested for the option that is being typed.
    ///
    /// # Panics
    ///
    /// If the bot did not answer with suggestions.
    pub fn choices(&self) -> Vec<TestChoice> {
        let Some(choices) = self.json["choices"].as_array() else {
            self.fail("the bot did not suggest anything");
        };
        let choice = |choice: &Value| TestChoice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        };
        choices.iter().map(choice).collect()
    }

    fn fail(&self, what: &str) -> ! {
        let mut what = what.to_owned();
        if let Some(error) = self.error() {
            what.push_str(": ");
            what.push_str(error);
        }
        report::fail(&self.kit, self.site, &what, None)
    }
}

impl Modal {
    /// The title.
    pub fn title(&self) -> &str {
        self.json["title"].as_str().unwrap_or_default()
    }

    /// The id that the bot gave it.
    pub fn custom_id(&self) -> &str {
        self.json["custom_id"].as_str().unwrap_or_default()
    }
}
