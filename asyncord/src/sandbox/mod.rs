//! An offline Discord: its REST API and gateway on loopback, with a page to play in.
//!
//! A sandbox holds one guild with a few channels, people and one bot in memory. Bots in any language talk
//! to it unchanged but for the address of the API; people write at the [page](Sandbox::page_url). What it
//! cannot do yet it says with status 501.
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

pub mod cli;
mod embedded;
mod gateway;
mod guard;
mod page;
mod rest;
mod server;
mod state;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod world;

use std::{fmt, io};

use serde::Serialize;
use url::Url;

use crate::{
    Token,
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, GuildMarker, UserMarker},
    },
};

pub use self::embedded::EmbeddedError;

use self::{
    server::Server,
    state::{application, bits::intent, seed},
};

/// A running sandbox; it ends when it is dropped.
pub struct Sandbox {
    server: Server,
}

/// How a sandbox is to run.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until it is started"]
pub struct SandboxBuilder {
    port: u16,
}

impl SandboxBuilder {
    /// Listens on this port of 127.0.0.1; with 0, as without a word, the system picks one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// If the port is in use or cannot be listened on.
    pub async fn start(self) -> Result<Sandbox, SandboxError> {
        let server = Server::start(self.port).await?;
        Ok(Sandbox { server })
    }
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
        seed::APPLICATION
    }

    /// The one guild.
    pub fn guild_id(&self) -> Id<GuildMarker> {
        seed::GUILD
    }

    /// The channel `general`.
    pub fn channel_id(&self) -> Id<ChannelMarker> {
        seed::GENERAL
    }

    /// The first person, ada, who owns the guild.
    pub fn user_id(&self) -> Id<UserMarker> {
        seed::ADA
    }

    /// Makes a further application with all privileged intents, whose bot joins the guild.
    pub fn create_application(&self, name: &str) -> Application {
        let mut world = self.server.app.world();
        let created = world.store.create_application(name, intent::PRIVILEGED);
        world.publish(&created.events);
        gateway::announce(&world);
        self.application(&created.value)
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
            .application(seed::APPLICATION)
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
    /// The port cannot be listened on.
    #[error("cannot listen on port {port} of 127.0.0.1: {source}")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}
