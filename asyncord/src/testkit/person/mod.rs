//! The people of a test.

mod answer;
mod command;
mod press;

use std::time::Duration;

use serde_json::{Value, json};

pub use self::{
    answer::{Answer, AnswerStatus, Modal, TestChoice},
    command::Command,
    press::{Press, Submit},
};
use super::{TestKit, expect, site::Site};
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, RoleMarker, UserMarker},
    },
    model::Message,
};

/// A user who is no bot, and does what a test says. Clones are the same person.
///
/// What they do is done by the rules: where they have not the permission, the test fails and says so.
#[derive(Clone, Debug)]
pub struct Person {
    kit: TestKit,
    id: Id<UserMarker>,
    name: String,
}

impl Person {
    pub(super) fn new(kit: TestKit, id: Id<UserMarker>, name: &str) -> Self {
        Self {
            kit,
            id,
            name: name.to_owned(),
        }
    }

    /// The person's id.
    pub fn id(&self) -> Id<UserMarker> {
        self.id
    }

    /// The person's user name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes a message.
    ///
    /// # Panics
    ///
    /// If the sandbox refuses it, as everything that this person does.
    #[track_caller]
    pub fn say(
        &self,
        channel: impl Into<Id<ChannelMarker>>,
        content: impl Into<String>,
    ) -> impl Future<Output = Message> {
        self.post(channel.into(), json!({ "content": content.into() }))
    }

    /// Replies to a message.
    #[track_caller]
    pub fn reply(
        &self,
        message: &Message,
        content: impl Into<String>,
    ) -> impl Future<Output = Message> {
        let body = json!({
            "content": content.into(),
            "message_reference": { "message_id": message.id },
        });
        self.post(message.channel_id, body)
    }

    #[track_caller]
    fn post(&self, channel: Id<ChannelMarker>, body: Value) -> impl Future<Output = Message> {
        let site = Site::here();
        let person = self.clone();
        async move {
            let path = format!("/channels/{channel}/messages");
            let json = person.ask(site, "POST", &path, Some(&body)).await;
            expect::decode(&person.kit, site, &json)
        }
    }

    /// Changes the content of a message of their own.
    #[track_caller]
    pub fn edit(
        &self,
        message: &Message,
        content: impl Into<String>,
    ) -> impl Future<Output = Message> {
        let site = Site::here();
        let path = message_path(message);
        let body = json!({ "content": content.into() });
        let person = self.clone();
        async move {
            let json = person.ask(site, "PATCH", &path, Some(&body)).await;
            expect::decode(&person.kit, site, &json)
        }
    }

    /// Deletes a message.
    #[track_caller]
    pub fn delete(&self, message: &Message) -> impl Future<Output = ()> {
        self.do_it("DELETE", message_path(message), None)
    }

    /// Reacts to a message with an emoji: itself, or `name:id` of a custom one.
    #[track_caller]
    pub fn react(&self, message: &Message, emoji: &str) -> impl Future<Output = ()> {
        self.do_it("PUT", reaction_path(message, emoji), None)
    }

    /// Takes their reaction away.
    #[track_caller]
    pub fn unreact(&self, message: &Message, emoji: &str) -> impl Future<Output = ()> {
        self.do_it("DELETE", reaction_path(message, emoji), None)
    }

    /// Begins to type.
    #[track_caller]
    pub fn type_in(&self, channel: impl Into<Id<ChannelMarker>>) -> impl Future<Output = ()> {
        self.do_it("POST", format!("/channels/{}/typing", channel.into()), None)
    }

    /// Votes in a poll; without answers it takes the vote back.
    #[track_caller]
    pub fn vote(&self, message: &Message, answers: &[u32]) -> impl Future<Output = ()> {
        let path = format!(
            "/channels/{}/polls/{}/votes",
            message.channel_id, message.id
        );
        self.do_it("PUT", path, Some(json!({ "answer_ids": answers })))
    }

    /// The conversation with another user, opened if there is none; with the bot, give
    /// [`TestKit::bot_id`].
    #[track_caller]
    pub fn direct(
        &self,
        user: impl Into<Id<UserMarker>>,
    ) -> impl Future<Output = Id<ChannelMarker>> {
        let site = Site::here();
        let body = json!({ "recipient_id": user.into() });
        let person = self.clone();
        async move {
            let channel = person
                .ask(site, "POST", "/users/@me/channels", Some(&body))
                .await;
            person.kit.id_in(site, &channel)
        }
    }

    /// Goes into a voice channel, from wherever they are.
    #[track_caller]
    pub fn join_voice(&self, channel: impl Into<Id<ChannelMarker>>) -> impl Future<Output = ()> {
        self.voice(Some(channel.into()))
    }

    /// Leaves the voice channel.
    #[track_caller]
    pub fn leave_voice(&self) -> impl Future<Output = ()> {
        self.voice(None)
    }

    #[track_caller]
    fn voice(&self, channel: Option<Id<ChannelMarker>>) -> impl Future<Output = ()> {
        let path = format!("/guilds/{}/voice", self.kit.guild_id());
        self.do_it("PUT", path, Some(json!({ "channel_id": channel })))
    }

    /// Leaves a guild.
    #[track_caller]
    pub fn leave(&self, guild: impl Into<Id<GuildMarker>>) -> impl Future<Output = ()> {
        self.do_it(
            "DELETE",
            format!("/users/@me/guilds/{}", guild.into()),
            None,
        )
    }

    /// Comes into a guild.
    #[track_caller]
    pub fn join(&self, guild: impl Into<Id<GuildMarker>>) -> impl Future<Output = ()> {
        let site = Site::here();
        let path = format!("/sandbox/api/guilds/{}/members/{}", guild.into(), self.id);
        let kit = self.kit.clone();
        async move {
            kit.ask(site, "PUT", &path, None).await;
        }
    }

    /// Gets a role, which the guild's owner gives.
    #[track_caller]
    pub fn get_role(&self, role: impl Into<Id<RoleMarker>>) -> impl Future<Output = ()> {
        self.role("PUT", role.into())
    }

    /// Loses a role, which the guild's owner takes.
    #[track_caller]
    pub fn lose_role(&self, role: impl Into<Id<RoleMarker>>) -> impl Future<Output = ()> {
        self.role("DELETE", role.into())
    }

    #[track_caller]
    fn role(&self, method: &'static str, role: Id<RoleMarker>) -> impl Future<Output = ()> {
        let site = Site::here();
        let (kit, user) = (self.kit.clone(), self.id);
        async move {
            let guild = kit.guild_id();
            let path = format!(
                "{}/guilds/{guild}/members/{user}/roles/{role}",
                kit.as_owner()
            );
            kit.ask(site, method, &path, None).await;
        }
    }

    /// Uses a slash command; of a subcommand, `music play`. Options are added to what this returns, which is
    /// awaited to get the bot's answer.
    #[track_caller]
    pub fn command(&self, channel: impl Into<Id<ChannelMarker>>, name: &str) -> Command {
        Command::chat_input(self.clone(), channel.into(), name, Site::here())
    }

    /// Uses a command of a message's context menu.
    #[track_caller]
    pub fn message_command(&self, message: &Message, name: &str) -> Command {
        let target = message.id.get();
        Command::menu(
            self.clone(),
            message.channel_id,
            name,
            3,
            target,
            Site::here(),
        )
    }

    /// Uses a command of a user's context menu, in a channel.
    #[track_caller]
    pub fn user_command(
        &self,
        channel: impl Into<Id<ChannelMarker>>,
        user: impl Into<Id<UserMarker>>,
        name: &str,
    ) -> Command {
        let target = user.into().get();
        Command::menu(self.clone(), channel.into(), name, 2, target, Site::here())
    }

    /// Clicks a button of a message, found by its label or its `custom_id`.
    #[track_caller]
    pub fn click(&self, message: &Message, button: &str) -> Press {
        Press::new(self.clone(), message, button, Vec::new(), Site::here())
    }

    /// Chooses values in a select of a message, found by its placeholder or its `custom_id`: values of options,
    /// or ids of users, roles and channels.
    #[track_caller]
    pub fn select<V: ToString>(
        &self,
        message: &Message,
        select: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Press {
        let values = values.into_iter().map(|value| value.to_string()).collect();
        Press::new(self.clone(), message, select, values, Site::here())
    }

    /// Fills in a modal that the bot has opened, and sends it.
    #[track_caller]
    pub fn submit(&self, modal: &Modal) -> Submit {
        Submit::new(self.clone(), modal, Site::here())
    }

    /// Does any of Discord's operations as this person, and gives what the sandbox answers.
    ///
    /// `path` is as in Discord's documentation, `/channels/…`. For what has no function of its own.
    #[track_caller]
    pub fn request(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> impl Future<Output = Value> {
        let site = Site::here();
        let (person, method, path) = (self.clone(), method.to_owned(), path.to_owned());
        async move { person.ask(site, &method, &path, body.as_ref()).await }
    }

    /// As [`request`](Self::request), for what may be refused: gives the status and the body.
    pub async fn try_request(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let sent = body.map(|body| body.to_string());
        self.kit
            .sandbox()
            .ask(method, &self.path(path), sent.as_deref())
            .await
    }

    /// Waits as people do: the bot goes on in the meantime.
    pub async fn wait(&self, time: Duration) {
        self.kit.advance(time).await;
    }

    #[track_caller]
    fn do_it(
        &self,
        method: &'static str,
        path: String,
        body: Option<Value>,
    ) -> impl Future<Output = ()> {
        let site = Site::here();
        let person = self.clone();
        async move {
            person.ask(site, method, &path, body.as_ref()).await;
        }
    }

    async fn ask(&self, site: Site, method: &str, path: &str, body: Option<&Value>) -> Value {
        self.kit.ask(site, method, &self.path(path), body).await
    }

    fn path(&self, path: &str) -> String {
        format!("/sandbox/api/as/{}{path}", self.id)
    }
}

impl From<&Person> for Id<UserMarker> {
    fn from(person: &Person) -> Self {
        person.id
    }
}

impl From<Person> for Id<UserMarker> {
    fn from(person: Person) -> Self {
        person.id
    }
}

fn message_path(message: &Message) -> String {
    format!("/channels/{}/messages/{}", message.channel_id, message.id)
}

fn reaction_path(message: &Message, emoji: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

    let emoji = utf8_percent_encode(emoji, NON_ALPHANUMERIC);
    format!("{}/reactions/{emoji}/@me", message_path(message))
}
