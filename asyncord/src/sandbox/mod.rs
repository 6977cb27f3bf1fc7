//! An offline Discord: its REST API and gateway on loopback, with a page to play in.
//!
//! A sandbox holds one guild with a few channels, people and one bot in memory. Bots in any language talk
//! to it unchanged but for the address of the API; people write at the [page](Sandbox::page_url). What it
//! cannot do yet it says with status 501.
//!
//! What happens on the wire can be looked at ([`Sandbox::log`]), the clock put forward, the world kept and
//! put back ([`Snapshot`]), and things can go wrong on demand ([`Fault`]). Other programs do the same by
//! HTTP: `api/openapi.json` below the page's address describes it.
//!
//! ```no_run
//! # async fn run() -> Result<(), asyncord::sandbox::SandboxError> {
//! use asyncord::sandbox::Sandbox;
//!
//! let sandbox = Sandbox::builder().start().await?;
//! println!("open {}", sandbox.page_url());
//! let token = sandbox.token(); // knows where it is good
//! # let _ = token;
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! ```

mod builder;
pub mod cli;
mod control;
mod embedded;
mod fault;
mod gateway;
mod guard;
mod inspector;
mod listener;
mod options;
mod outgoing;
mod page;
mod rest;
#[cfg(test)]
mod rules;
mod server;
mod snapshot;
mod state;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod world;

use std::{fmt, io, net::IpAddr};

use serde::Serialize;
use url::Url;

use crate::{
    Token,
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, GuildMarker, UserMarker},
    },
};

pub use self::builder::SandboxBuilder;
pub use self::embedded::EmbeddedError;
pub use self::inspector::{
    CallEntry, DeliveryEntry, DeliveryPurpose, Direction, FileEntry, GatewayEntry, LogEntry,
    LogKind, RateLimitEntry,
};

pub use self::fault::{Fault, FaultEffect, FaultScope};
pub use self::rest::{Limit, RateLimitMode, Scope};
pub use self::snapshot::{Snapshot, SnapshotError};

use self::{
    server::Server,
    state::{application, bits::intent, seed},
};

/// A running sandbox; it ends when it is dropped.
pub struct Sandbox {
    server: Server,
}

impl Sandbox {
    /// Says how a sandbox is to run.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// Where the REST API is, without a version: what foreign clients call the API's URL.
    pub fn api_url(&self) -> Url {
        parse(&self.server.app.addresses.api_url)
    }

    /// Where the gateway is, as the API tells it.
    pub fn gateway_url(&self) -> Url {
        parse(&self.server.app.addresses.gateway_url)
    }

    /// The page where people see the guild and write in it; the API for drivers is at `api/` below it.
    pub fn page_url(&self) -> Url {
        parse(&self.server.app.addresses.page_url)
    }

    /// The token of the bot that is there from the start; it carries the sandbox's address.
    pub fn token(&self) -> Token {
        Token::new(self.info().token).with_api_url(self.api_url())
    }

    /// The application that is there from the start.
    pub fn application_id(&self) -> Id<ApplicationMarker> {
        let world = self.server.app.world();
        let first = world.store.applications().next();
        first.map_or(seed::APPLICATION, |application| application.id)
    }

    /// The first guild. An empty world has none, and this is the id of nothing.
    pub fn guild_id(&self) -> Id<GuildMarker> {
        let world = self.server.app.world();
        let first = world.store.guilds().next();
        first.map_or(seed::GUILD, |guild| guild.id)
    }

    /// The channel `general`; in a world without it, another one of the first guild.
    pub fn channel_id(&self) -> Id<ChannelMarker> {
        let guild = self.guild_id();
        let world = self.server.app.world();
        if world.store.channel(seed::GENERAL).is_ok() {
            return seed::GENERAL;
        }
        let mut channels = world.store.channels_of(guild);
        let first = channels.find(|channel| channel.takes_messages());
        first.map_or(seed::GENERAL, |channel| channel.id)
    }

    /// The first person, ada, who owns the guild.
    pub fn user_id(&self) -> Id<UserMarker> {
        self.server.app.world().store.default_user()
    }

    /// Makes a further application with all privileged intents, whose bot joins the guild.
    pub fn create_application(&self, name: &str) -> Application {
        let mut world = self.server.app.world();
        let created = world.store.create_application(name, intent::PRIVILEGED);
        world.publish(&created.events);
        gateway::announce(&world);
        self.application(&created.value)
    }

    /// Answers a request of the page's API without a socket, for the test kit: a status, and the body or null.
    #[cfg(feature = "testkit")]
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        body: Option<&str>,
    ) -> (u16, serde_json::Value) {
        self.server.ask(method, path, body).await
    }

    /// What the page gets when it connects, and all that it gets from then on.
    #[cfg(feature = "testkit")]
    pub(crate) fn frames(
        &self,
    ) -> (
        axum::extract::ws::Utf8Bytes,
        tokio::sync::broadcast::Receiver<axum::extract::ws::Utf8Bytes>,
    ) {
        page::subscribe(&self.server.app)
    }

    /// What the inspector notes from now on.
    #[cfg(feature = "testkit")]
    pub(crate) fn watch_log(
        &self,
    ) -> tokio::sync::broadcast::Receiver<std::sync::Arc<inspector::Record>> {
        self.server.app.inspector.watch()
    }

    /// The world as the page sees it.
    #[cfg(feature = "testkit")]
    pub(crate) fn ask_state(&self) -> serde_json::Value {
        page::state(&self.server.app.world())
    }

    fn application(&self, application: &application::Application) -> Application {
        Application {
            id: application.id,
            user_id: application.user_id(),
            name: application.name.clone(),
            token: Token::new(&application.token).with_api_url(self.api_url()),
        }
    }

    /// Everything a bot or a driver must know to begin, as the program's first line has it.
    pub fn info(&self) -> Info {
        let app = &self.server.app;
        let token = app
            .world()
            .store
            .applications()
            .next()
            .map(|application| application.token.clone())
            .unwrap_or_default();
        Info {
            api_url: self.api_url(),
            gateway_url: self.gateway_url(),
            page_url: self.page_url(),
            token,
            application_id: self.application_id(),
            guild_id: self.guild_id(),
            channel_id: self.channel_id(),
            user_id: self.user_id(),
        }
    }

    /// Ends the sandbox: closes its sockets and lets requests in flight finish, for a few seconds at most.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("page_url", &self.server.app.addresses.page_url)
            .finish_non_exhaustive()
    }
}

fn parse(address: &str) -> Url {
    address
        .parse()
        .expect("made of a loopback address and a port")
}

/// A bot of a sandbox.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Application {
    /// The application's id.
    pub id: Id<ApplicationMarker>,
    /// The id of its bot user.
    pub user_id: Id<UserMarker>,
    /// Its name, and its bot's.
    pub name: String,
    /// Its bot's token, which carries the sandbox's address.
    pub token: Token,
}

/// Where a sandbox is and what is in it, for programs that use it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Info {
    /// See [`Sandbox::api_url`].
    pub api_url: Url,
    /// See [`Sandbox::gateway_url`].
    pub gateway_url: Url,
    /// See [`Sandbox::page_url`].
    pub page_url: Url,
    /// The bot's token as plain text. It is good for nothing but this sandbox.
    pub token: String,
    /// See [`Sandbox::application_id`].
    pub application_id: Id<ApplicationMarker>,
    /// See [`Sandbox::guild_id`].
    pub guild_id: Id<GuildMarker>,
    /// See [`Sandbox::channel_id`].
    pub channel_id: Id<ChannelMarker>,
    /// See [`Sandbox::user_id`].
    pub user_id: Id<UserMarker>,
}

/// A sandbox could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// Another program listens on the port.
    #[error(
        "port {port} is in use: {source}; choose another with `--port`, or 0 to let the system pick"
    )]
    PortInUse {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// The snapshot to begin with cannot be read.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The port cannot be listened on.
    #[error("cannot listen on port {port} of {address}: {source}")]
    Listen {
        /// The address that was to be listened on.
        address: IpAddr,
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}
