//! Integrations of guilds: bots, and channels of Twitch and YouTube.

use super::{
    ImageHash, List, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{ApplicationMarker, IntegrationMarker, RoleMarker, SkuMarker},
};

/// Something that a guild is connected with: an application, or a channel of Twitch or YouTube.
///
/// Audit logs tell of id, name, kind, account and `application_id` only; events leave out the user.
///
/// Discord docs: Guild/Integration Object.
#[object]
pub struct Integration {
    /// The integration's id.
    pub id: Id<IntegrationMarker>,
    /// The integration's name.
    pub name: Option<Text>,
    /// What it connects with.
    #[wire(name = "type")]
    pub kind: IntegrationType,
    /// Whether it is switched on.
    pub enabled: Option<bool>,
    /// Whether it is being synchronised; not of applications.
    pub syncing: Option<bool>,
    /// The role of subscribers; not of applications.
    pub role_id: Option<Id<RoleMarker>>,
    /// Whether emoticons are synchronised; only of Twitch.
    pub enable_emoticons: Option<bool>,
    /// What happens to subscribers that are no more; not of applications.
    pub expire_behavior: Option<IntegrationExpireBehavior>,
    /// After how many days it does: 1, 3, 7, 14 or 30; not of applications.
    pub expire_grace_period: Option<u32>,
    /// Who added it.
    pub user: Option<Box<User>>,
    /// The account that is connected.
    pub account: Option<IntegrationAccount>,
    /// When it was last synchronised; not of applications.
    pub synced_at: Option<Timestamp>,
    /// How many subscribers it has; not of applications.
    pub subscriber_count: Option<u32>,
    /// Whether it was taken back; not of applications.
    pub revoked: bool,
    /// The application.
    pub application: Option<Box<IntegrationApplication>>,
    /// What the application was authorized for, as OAuth2 scopes.
    pub scopes: List<Text>,
    /// The application's id; only in audit logs.
    pub application_id: Option<Id<ApplicationMarker>>,
}

open_string_enum! {
    /// What an integration connects with.
    ///
    /// Discord docs: Guild/Integration Object.
    pub enum IntegrationType {
        /// A channel of Twitch.
        Twitch = "twitch",
        /// A channel of YouTube.
        YouTube = "youtube",
        /// An application of Discord.
        Discord = "discord",
        /// The guild's own subscriptions.
        GuildSubscription = "guild_subscription",
    }
}

open_enum! {
    /// What happens to subscribers that are no more.
    ///
    /// Discord docs: Guild/Integration Expire Behaviors.
    pub enum IntegrationExpireBehavior {
        /// They lose the role.
        RemoveRole = 0 => "REMOVE_ROLE",
        /// They are kicked.
        Kick = 1 => "KICK",
    }
}

/// The account that an integration connects with.
///
/// Discord docs: Guild/Integration Account Object.
#[object]
#[derive(Default, Eq)]
pub struct IntegrationAccount {
    /// The account's id there, which is no snowflake.
    pub id: Text,
    /// The account's name there.
    pub name: Option<Text>,
}

/// The application of an integration.
///
/// Discord docs: Guild/Integration Application Object.
#[object]
pub struct IntegrationApplication {
    /// The application's id.
    pub id: Id<ApplicationMarker>,
    /// The application's name.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<ImageHash>,
    /// What the application says of itself.
    pub description: Text,
    /// What sort of application it is: 4 where it is the guild's role subscriptions.
    #[wire(name = "type")]
    pub kind: Option<u32>,
    /// The hash of the cover.
    pub cover_image: Option<ImageHash>,
    /// What is sold as the application itself.
    pub primary_sku_id: Option<Id<SkuMarker>>,
    /// The application's bot.
    pub bot: Option<Box<User>>,
}

impl IntegrationApplication {
    /// The icon, if there is one.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        Some(cdn::application_icon(self.id, self.icon.as_ref()?))
    }

    /// The cover, if there is one.
    pub fn cover_url(&self) -> Option<ImageUrl> {
        Some(cdn::application_cover(self.id, self.cover_image.as_ref()?))
    }
}

#[cfg(test)]
mod tests {
    use super::Integration;
    use crate::model::decode;

    #[test]
    fn what_came_is_what_is_written() {
        for json in [
            r#"{"id":"33590653072239123","name":"A Name","type":"twitch","account":{"name":"t","id":"1234567"},
                "application_id":"94651234501213162"}"#,
            r#"{"id":"1","name":null,"type":"youtube","enabled":false,"syncing":false,"role_id":null,
                "enable_emoticons":true,"expire_behavior":1,"expire_grace_period":7,"subscriber_count":0,
                "synced_at":"2020-01-01T00:00:00+00:00","revoked":false,"user":{"id":"4","username":"ada"}}"#,
            r#"{"id":"1","type":"discord","account":{"id":"2","name":null},"scopes":["bot","new.scope"],
                "application":{"id":"2","name":"app","icon":null,"description":"","type":null,"bot":{"id":"2"}}}"#,
            r#"{"id":"1","type":"guild_subscription","account":{"id":"2","name":"n"},"enabled":true}"#,
            r#"{"id":"1","type":"brand_new"}"#,
        ] {
            let integration: Integration = decode(json).unwrap();
            let before: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_value(integration).unwrap(), before);
        }
    }
}
