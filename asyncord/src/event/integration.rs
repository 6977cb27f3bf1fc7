//! Events of integrations.

use std::ops::Deref;

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, GuildMarker, IntegrationMarker},
    },
    model::{Integration, Intents, wire::object},
};

/// An integration, and of which guild; without its user.
#[object]
pub struct GuildIntegration {
    /// The guild.
    pub guild_id: Id<GuildMarker>,
    /// The integration.
    #[wire(flatten)]
    pub integration: Integration,
}

impl Deref for GuildIntegration {
    type Target = Integration;

    fn deref(&self) -> &Integration {
        &self.integration
    }
}

event! {
    /// An integration was added to a guild.
    ///
    /// Discord docs: Gateway Events/Integration Create.
    pub struct IntegrationCreate(GuildIntegration) = "INTEGRATION_CREATE", Intents::GUILD_INTEGRATIONS;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// An integration of a guild was changed.
    ///
    /// Discord docs: Gateway Events/Integration Update.
    pub struct IntegrationUpdate(GuildIntegration) = "INTEGRATION_UPDATE", Intents::GUILD_INTEGRATIONS;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// An integration was taken from a guild.
    ///
    /// Discord docs: Gateway Events/Integration Delete.
    pub struct IntegrationDelete = "INTEGRATION_DELETE", Intents::GUILD_INTEGRATIONS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The integration.
        pub id: Id<IntegrationMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The application that the integration was with.
        pub application_id: Option<Id<ApplicationMarker>>,
    }
}

event! {
    /// Integrations of a guild were changed; it is not told which.
    ///
    /// Discord docs: Gateway Events/Guild Integrations Update.
    pub struct GuildIntegrationsUpdate = "GUILD_INTEGRATIONS_UPDATE", Intents::GUILD_INTEGRATIONS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
    }
}

#[cfg(test)]
mod tests {
    use super::IntegrationCreate;
    use crate::event::{Event, RawEvent};

    #[test]
    fn an_integration_stands_beside_its_guild() {
        let json =
            r#"{"type":"discord","id":"2","guild_id":"1","application":{"id":"3","name":"app"}}"#;
        let raw = RawEvent::from_json("INTEGRATION_CREATE", json);
        let event = IntegrationCreate::decode(&raw).unwrap();
        assert_eq!((event.guild_id.get(), event.id.get()), (1, 2));
        assert_eq!(event.application.as_ref().unwrap().name, "app");
        assert_eq!(
            serde_json::to_value(&event).unwrap(),
            serde_json::from_str::<serde_json::Value>(json).unwrap()
        );
    }
}
