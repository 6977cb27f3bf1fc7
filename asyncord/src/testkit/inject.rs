//! The arguments of tests under `#[asyncord::test]`.

use super::{Person, TestKit};
use crate::{
    ClientGroup, RestClient,
    gateway::GatewayClient,
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, GuildMarker, RoleMarker},
    },
};

/// What a test under [`#[asyncord::test]`](macro@crate::test) can take as an argument.
///
/// Implement it for what several tests need:
///
/// ```
/// use asyncord::{prelude::*, testkit::{FromTestKit, TestKit}};
///
/// struct Announcements(Id<ChannelMarker>);
///
/// impl FromTestKit for Announcements {
///     async fn from_test_kit(discord: &TestKit, _name: &str) -> Self {
///         Self(discord.channel("announcements"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a test can take as an argument",
    label = "take `TestKit`, `Person`, `Id<ChannelMarker>`, `RestClient` …, or implement `FromTestKit` for it"
)]
pub trait FromTestKit: Sized {
    /// Makes the argument; `name` is the parameter's.
    fn from_test_kit(discord: &TestKit, name: &str) -> impl Future<Output = Self> + Send;
}

impl FromTestKit for TestKit {
    async fn from_test_kit(discord: &TestKit, _: &str) -> Self {
        discord.clone()
    }
}

/// The person of the parameter's name.
impl FromTestKit for Person {
    async fn from_test_kit(discord: &TestKit, name: &str) -> Self {
        discord.user(name)
    }
}

/// The channel of the parameter's name; `_` stands for `-`.
impl FromTestKit for Id<ChannelMarker> {
    async fn from_test_kit(discord: &TestKit, name: &str) -> Self {
        discord.channel(&name.replace('_', "-"))
    }
}

/// The role of the parameter's name; `_` stands for a space.
impl FromTestKit for Id<RoleMarker> {
    async fn from_test_kit(discord: &TestKit, name: &str) -> Self {
        discord.role(&name.replace('_', " "))
    }
}

/// The guild that is there from the start.
impl FromTestKit for Id<GuildMarker> {
    async fn from_test_kit(discord: &TestKit, _: &str) -> Self {
        discord.guild_id()
    }
}

/// The bot's application.
impl FromTestKit for Id<ApplicationMarker> {
    async fn from_test_kit(discord: &TestKit, _: &str) -> Self {
        discord.application_id()
    }
}

/// The bot.
impl FromTestKit for ClientGroup {
    async fn from_test_kit(discord: &TestKit, _: &str) -> Self {
        discord.bot().clone()
    }
}

/// The bot's REST client.
impl FromTestKit for RestClient {
    async fn from_test_kit(discord: &TestKit, _: &str) -> Self {
        discord.client().clone()
    }
}

/// The bot's gateway connection.
impl FromTestKit for GatewayClient {
    async fn from_test_kit(discord: &TestKit, _: &str) -> Self {
        discord.bot().gateway.clone()
    }
}
