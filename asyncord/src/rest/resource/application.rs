//! Applications.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, GuildMarker},
    },
    model::Application,
    rest::RestClient,
};

pub mod command;
pub mod emoji;
pub mod entitlement;

group! {
    /// Applications; from [`RestClient::applications`].
    pub struct Applications {}
}

impl RestClient {
    /// Applications.
    pub fn applications(&self) -> Applications {
        Applications::new(self)
    }
}

impl Applications {
    /// The commands of an application that can be used everywhere.
    pub fn commands(&self, application_id: impl Into<Id<ApplicationMarker>>) -> command::Commands {
        command::Commands::new(&self.client, application_id.into())
    }

    /// The commands of an application in one guild.
    pub fn guild_commands(
        &self,
        application_id: impl Into<Id<ApplicationMarker>>,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> command::GuildCommands {
        command::GuildCommands::new(&self.client, application_id.into(), guild_id.into())
    }

    /// The emojis of an application.
    pub fn emojis(&self, application_id: impl Into<Id<ApplicationMarker>>) -> emoji::Emojis {
        emoji::Emojis::new(&self.client, application_id.into())
    }

    /// The entitlements to what an application sells.
    pub fn entitlements(
        &self,
        application_id: impl Into<Id<ApplicationMarker>>,
    ) -> entitlement::Entitlements {
        entitlement::Entitlements::new(&self.client, application_id.into())
    }
}

operation! {
    /// Gets the application that the bot belongs to.
    ///
    /// Discord docs: Application/Get Current Application.
    GetMyApplication = GET "/applications/@me" -> Application;
    fn Applications::me();
}
