//! Tests of whole bots: a sandbox, the bot and the people who talk to it, in one process.
//!
//! ```
//! use asyncord::{prelude::*, testkit::TestKit};
//!
//! #[handler]
//! async fn ping(message: MessageCreate, client: RestClient) -> Result {
//!     if message.content == "!ping" {
//!         client.channels().messages(message.channel_id).create("pong").await?;
//!     }
//!     Ok(())
//! }
//!
//! #[asyncord::test]
//! async fn answers_ping(discord: TestKit) {
//!     let channel = discord.channel("general");
//!     let ada = discord.user("ada");
//!     ada.say(channel, "!ping").await;
//!     discord.expect_message(channel).content("pong").await;
//! }
//! ```
//!
//! The bot is the real one: its handlers, its gateway connection and its REST client, over sockets on loopback.
//! Time is paused, so that a bot that waits an hour takes no longer to test than one that does not; see
//! [`TestKit::advance`]. Each test has a sandbox of its own, and tests run side by side.
//!
//! What a test expects and does not get fails it with a list of what the bot did instead. So does an error of
//! a handler that the test did not [expect](TestKit::expect_failure).

#[doc(hidden)]
pub mod __private;
mod bot;
mod builder;
mod expect;
mod inject;
mod person;
mod record;
mod report;
mod site;
mod transcript;

#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc, time::Duration};

use serde_json::{Value, json};

use self::{bot::Bot, record::Record, site::Site};
pub use self::{
    builder::TestKitBuilder,
    expect::{ExpectChange, ExpectMessage, ExpectReaction, ExpectRequest},
    inject::FromTestKit,
    person::{Answer, AnswerStatus, Command, Modal, Person, Press, Submit, TestChoice},
    transcript::Transcript,
};
use crate::{
    ClientGroup, HandlerFailure, RestClient,
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, GuildMarker, RoleMarker, UserMarker},
    },
    sandbox::Sandbox,
};

/// A sandbox with a bot in it, for one test. Clones are the same kit.
#[derive(Clone)]
pub struct TestKit {
    inner: Arc<Inner>,
}

struct Inner {
    sandbox: Sandbox,
    record: Arc<Record>,
    bot: Bot,
}

impl TestKit {
    /// Starts a sandbox, and in it the bot with all handlers of the program.
    ///
    /// # Panics
    ///
    /// If the bot cannot start; the message says why.
    #[track_caller]
    pub fn start() -> impl Future<Output = Self> {
        Self::builder().start()
    }

    /// Says with which handlers and arguments the bot is to run.
    pub fn builder() -> TestKitBuilder {
        TestKitBuilder::default()
    }

    /// The sandbox, with its page and its addresses.
    pub fn sandbox(&self) -> &Sandbox {
        &self.inner.sandbox
    }

    /// The bot, as [`connect`](crate::connect) gives one.
    pub fn bot(&self) -> &ClientGroup {
        self.inner.bot.group()
    }

    /// The bot's REST client.
    pub fn client(&self) -> &RestClient {
        &self.bot().client
    }

    /// The bot's user.
    pub fn bot_id(&self) -> Id<UserMarker> {
        self.application_id().cast()
    }

    /// The bot's application.
    pub fn application_id(&self) -> Id<ApplicationMarker> {
        self.sandbox().application_id()
    }

    /// The guild that is there from the start, in which everybody is.
    pub fn guild_id(&self) -> Id<GuildMarker> {
        self.sandbox().guild_id()
    }

    /// A person of this name: one who is there, else a new one, who joins the guild.
    ///
    /// From the start there are ada, who owns the guild, grace, who moderates, and linus.
    ///
    /// # Panics
    ///
    /// If the name is none that Discord allows: 2 to 32 characters.
    #[track_caller]
    pub fn user(&self, name: &str) -> Person {
        let site = Site::here();
        let id = match self.id_of("users", "username", name) {
            Some(id) => id,
            None => self.make(site, "/sandbox/api/users", &json!({ "username": name })),
        };
        Person::new(self.clone(), id, name)
    }

    /// The channel of this name in the guild, made as a text channel if there is none.
    ///
    /// From the start there are general, bots, random, and lounge, where one can speak.
    ///
    /// # Panics
    ///
    /// If the name is none that Discord allows: 1 to 100 characters.
    #[track_caller]
    pub fn channel(&self, name: &str) -> Id<ChannelMarker> {
        let site = Site::here();
        if let Some(id) = self.id_of("channels", "name", name) {
            return id;
        }
        let path = format!("{}/guilds/{}/channels", self.as_owner(), self.guild_id());
        self.make(site, &path, &json!({ "name": name, "type": 0 }))
    }

    /// The role of this name in the guild, made without permissions if there is none.
    ///
    /// From the start there are moderators, night owls and bots.
    ///
    /// # Panics
    ///
    /// If the name is none that Discord allows: 1 to 100 characters.
    #[track_caller]
    pub fn role(&self, name: &str) -> Id<RoleMarker> {
        let site = Site::here();
        let path = format!("{}/guilds/{}/roles", self.as_owner(), self.guild_id());
        let roles = self.ask_now(site, "GET", &path, None);
        let found = roles
            .as_array()
            .into_iter()
            .flatten()
            .find(|role| role["name"] == name)
            .and_then(|role| role["id"].as_str()?.parse().ok());
        match found {
            Some(id) => id,
            None => self.make(site, &path, &json!({ "name": name, "permissions": "0" })),
        }
    }

    /// Lets time pass: everything that is due in it happens, in the sandbox and in the bot.
    ///
    /// Where time is not paused this takes as long as it says.
    pub async fn advance(&self, time: Duration) {
        tokio::time::sleep(time).await;
        self.settle().await;
    }

    /// Waits until the bot has done all it does for now.
    ///
    /// With paused time that is exact: it is over when nobody has anything left to do. Otherwise it is a wait of
    /// 100 milliseconds.
    pub async fn settle(&self) {
        let pause = if site::is_paused() { 1 } else { 100 };
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }

    /// Does any of Discord's operations as the guild's owner, and gives what the sandbox answers.
    ///
    /// `path` is as in Discord's documentation, `/channels/…`. For what this kit has no function of its own.
    ///
    /// # Panics
    ///
    /// If it is refused.
    #[track_caller]
    pub fn request(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> impl Future<Output = Value> {
        let site = Site::here();
        let (kit, method) = (self.clone(), method.to_owned());
        let path = format!("{}{path}", self.as_owner());
        async move { kit.ask(site, &method, &path, body.as_ref()).await }
    }

    /// Waits until a handler, task or hook of the bot has failed, and gives the failure.
    ///
    /// Failures that nobody waits for fail the test at its end.
    ///
    /// # Panics
    ///
    /// If there is none within 5 seconds.
    #[track_caller]
    pub fn expect_failure(&self) -> impl Future<Output = Arc<HandlerFailure>> {
        let site = Site::here();
        let kit = self.clone();
        async move {
            match kit.inner.bot.failure(expect::PATIENCE).await {
                Some(failure) => failure,
                None => report::fail(&kit, site, "no handler failed", None),
            }
        }
    }

    /// The conversations so far as text, to compare with what they were; see [`Transcript`].
    pub fn transcript(&self) -> Transcript {
        Transcript::of(&self.inner.record, &self.inner.record.state())
    }

    /// Ends the bot. [`#[asyncord::test]`](macro@crate::test) does it by itself.
    ///
    /// # Panics
    ///
    /// If handlers have failed and the test did not [expect](Self::expect_failure) it.
    #[track_caller]
    pub fn finish(self) -> impl Future<Output = ()> {
        self.finish_at(Site::here())
    }

    async fn finish_at(self, site: Site) {
        self.settle().await;
        self.inner.bot.stop().await;
        if let Some(failure) = self.inner.bot.next_failure() {
            let text = format!("a handler failed, which the test does not expect:\n  {failure}");
            report::fail(&self, site, &text, None);
        }
    }

    fn as_owner(&self) -> String {
        format!("/sandbox/api/as/{}", self.sandbox().user_id())
    }

    /// The id of the object in a list of the sandbox's state with this name.
    fn id_of<M>(&self, list: &str, key: &str, name: &str) -> Option<Id<M>> {
        let state = self.sandbox().ask_state();
        state[list]
            .as_array()?
            .iter()
            .find(|object| object[key] == name)?["id"]
            .as_str()?
            .parse()
            .ok()
    }

    /// Makes something, and gives its id.
    fn make<M>(&self, site: Site, path: &str, body: &Value) -> Id<M> {
        let made = self.ask_now(site, "POST", path, Some(body));
        self.id_in(site, &made)
    }

    /// The id of an object that the sandbox answered with.
    fn id_in<M>(&self, site: Site, object: &Value) -> Id<M> {
        let id = object["id"].as_str().and_then(|id| id.parse().ok());
        id.unwrap_or_else(|| report::fail(self, site, &format!("no id in {object}"), None))
    }

    /// Asks the sandbox for something that it answers without waiting.
    fn ask_now(&self, site: Site, method: &str, path: &str, body: Option<&Value>) -> Value {
        use futures_util::FutureExt as _;

        self.ask(site, method, path, body)
            .now_or_never()
            .unwrap_or_else(|| report::fail(self, site, &format!("{path} waits"), None))
    }

    async fn ask(&self, site: Site, method: &str, path: &str, body: Option<&Value>) -> Value {
        let sent = body.map(Value::to_string);
        let (status, answer) = self.sandbox().ask(method, path, sent.as_deref()).await;
        if !(200..300).contains(&status) {
            let text = report::refusal(method, path, status, &answer);
            report::fail(self, site, &text, None);
        }
        answer
    }

    pub(crate) fn record(&self) -> &Record {
        &self.inner.record
    }
}

impl fmt::Debug for TestKit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestKit")
            .field("sandbox", &self.inner.sandbox)
            .finish_non_exhaustive()
    }
}
