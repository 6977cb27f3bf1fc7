//! Interactions: what an application receives when someone uses a command, a component or a modal.

use std::time::Duration;

use super::{
    ApplicationIntegrationType, Channel, Entitlement, GuildFeature, List, Locale, Map, Member,
    Message, Permissions, Text, Timestamp, User, wire::object,
};
use crate::{
    id::{
        Id,
        marker::{
            ApplicationMarker, ChannelMarker, GenericMarker, GuildMarker, InteractionMarker,
            UserMarker,
        },
    },
    secret::Secret,
};

mod component;
mod data;
mod option;
mod resolved;
mod response;
#[cfg(test)]
mod tests;

pub use self::{
    component::{MessageComponentData, ModalSubmitData},
    data::{ApplicationCommandData, InteractionData, UnknownInteraction},
    option::{CommandDataOption, CommandOptionValue, UnknownOptionValue},
    resolved::{ResolvedData, ResolvedMentionable},
    response::{
        InteractionCallback, InteractionCallbackActivityInstance, InteractionCallbackResource,
        InteractionCallbackResponse, InteractionCallbackType,
    },
};

/// How long the token of an interaction can be used.
const TOKEN_LIFETIME: Duration = Duration::from_mins(15);

/// Someone used a command, a component or a modal of the application.
///
/// The first answer is due within 3 seconds; the [`token`](Self::token) then serves 15 minutes. What was
/// used stands in [`data`](Self::data), which also tells the type.
///
/// ```
/// use asyncord::model::{Interaction, decode};
///
/// let interaction: Interaction = decode(
///     r#"{"id": "1", "type": 2, "token": "t", "guild_id": "3",
///         "data": {"id": "5", "name": "tag", "type": 1, "options": [
///             {"type": 1, "name": "show", "options": [{"type": 3, "name": "key", "value": "rules"}]}
///         ]}}"#,
/// )?;
/// let command = interaction.command().expect("it is of a command");
/// assert_eq!(command.full_name(), "tag show");
/// assert_eq!(command.str("key"), Some("rules"));
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// Discord docs: Receiving and Responding/Interaction Object.
#[object]
pub struct Interaction {
    /// The interaction's id.
    pub id: Id<InteractionMarker>,
    /// The application that it is for.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// What was used, by the interaction's type; on the wire `type` and `data`.
    #[wire(flatten)]
    pub data: InteractionData,
    /// The guild it was sent from, in a few fields.
    pub guild: Option<Box<InteractionGuild>>,
    /// The guild it was sent from.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel it was sent from, in a few fields.
    pub channel: Option<Box<Channel>>,
    /// The channel it was sent from.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// Who used it, in a guild; with the member's permissions in the channel.
    pub member: Option<Box<Member>>,
    /// Who used it, outside of guilds; [`invoking_user`](Self::invoking_user) is there in both cases.
    pub user: Option<Box<User>>,
    /// What answers are sent with; good for 15 minutes.
    #[wire(with = Text)]
    pub token: Secret,
    /// The version of the form, 1.
    pub version: u8,
    /// The message that the component, or the component that opened the modal, stands on.
    pub message: Option<Box<Message>>,
    /// What the application may do where the interaction came from.
    pub app_permissions: Option<Permissions>,
    /// The language of the user's client.
    pub locale: Option<Locale>,
    /// The language of the guild.
    pub guild_locale: Option<Locale>,
    /// What the user, or the guild, has bought of the application.
    pub entitlements: List<Entitlement>,
    /// For which installations it was authorized, and by which guild or user.
    ///
    /// Of a guild's installation the value is the guild, or 0 in a direct message with the bot; of a
    /// user's it is the user. See [`authorizing_guild_id`](Self::authorizing_guild_id) and
    /// [`authorizing_user_id`](Self::authorizing_user_id).
    pub authorizing_integration_owners: Map<ApplicationIntegrationType, Id<GenericMarker>>,
    /// Where it was used: a guild, a direct message with the bot, or one of others.
    pub context: Option<InteractionContextType>,
    /// How large an attachment of an answer may be, in bytes.
    pub attachment_size_limit: Option<u64>,
}

impl Interaction {
    /// What sort of interaction it is.
    pub fn kind(&self) -> InteractionType {
        self.data.kind()
    }

    /// Who used the command, component or modal, in a guild or not; `None` of a ping.
    pub fn invoking_user(&self) -> Option<&User> {
        self.member
            .as_deref()
            .map(|member| &member.user)
            .or(self.user.as_deref())
    }

    /// Whether it was sent from a guild.
    pub fn is_in_guild(&self) -> bool {
        self.guild_id.is_some()
    }

    /// When it was sent.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// Until when the [`token`](Self::token) is good: 15 minutes after it was sent.
    pub fn expires_at(&self) -> Timestamp {
        let created_at = self.created_at();
        created_at.checked_add(TOKEN_LIFETIME).unwrap_or(created_at)
    }

    /// The guild that installed the application, where the interaction came by that; `None` in a direct
    /// message with the bot too.
    pub fn authorizing_guild_id(&self) -> Option<Id<GuildMarker>> {
        self.authorizing_integration_owners
            .get(&ApplicationIntegrationType::GuildInstall)
            .filter(|owner| owner.get() != 0)
            .map(|owner| owner.cast())
    }

    /// The user who installed the application, where the interaction came by that.
    ///
    /// It need not be who used it: others may press the buttons of such an application's messages.
    pub fn authorizing_user_id(&self) -> Option<Id<UserMarker>> {
        self.authorizing_integration_owners
            .get(&ApplicationIntegrationType::UserInstall)
            .map(|owner| owner.cast())
    }

    /// The command, if one was used.
    pub fn command(&self) -> Option<&ApplicationCommandData> {
        match &self.data {
            InteractionData::ApplicationCommand(data) => Some(data),
            _ => None,
        }
    }

    /// The command as far as it is written, if suggestions for an option are asked for.
    pub fn autocomplete(&self) -> Option<&ApplicationCommandData> {
        match &self.data {
            InteractionData::ApplicationCommandAutocomplete(data) => Some(data),
            _ => None,
        }
    }

    /// The component of a message, if one was used.
    pub fn component(&self) -> Option<&MessageComponentData> {
        match &self.data {
            InteractionData::MessageComponent(data) => Some(data),
            _ => None,
        }
    }

    /// The modal, if one was submitted.
    pub fn modal(&self) -> Option<&ModalSubmitData> {
        match &self.data {
            InteractionData::ModalSubmit(data) => Some(data),
            _ => None,
        }
    }

    /// The id that the bot gave the component or modal.
    pub fn custom_id(&self) -> Option<&str> {
        match &self.data {
            InteractionData::MessageComponent(data) => Some(&data.custom_id),
            InteractionData::ModalSubmit(data) => Some(&data.custom_id),
            _ => None,
        }
    }

    /// What the ids in the data stand for, if there are some.
    pub fn resolved(&self) -> Option<&ResolvedData> {
        match &self.data {
            InteractionData::ApplicationCommand(data)
            | InteractionData::ApplicationCommandAutocomplete(data) => data.resolved.as_deref(),
            InteractionData::MessageComponent(data) => data.resolved.as_deref(),
            InteractionData::ModalSubmit(data) => data.resolved.as_deref(),
            InteractionData::Ping | InteractionData::Unknown(_) => None,
        }
    }
}

/// What an interaction tells of its guild.
///
/// Discord docs: Receiving and Responding/Interaction Object.
#[object]
pub struct InteractionGuild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The guild's language.
    pub locale: Option<Locale>,
    /// What is switched on.
    pub features: List<GuildFeature>,
}

open_enum! {
    /// What sort of interaction it is.
    ///
    /// Discord docs: Receiving and Responding/Interaction Type.
    pub enum InteractionType {
        /// Discord checks the endpoint; only over HTTP.
        Ping = 1 => "PING",
        /// A command was used.
        ApplicationCommand = 2 => "APPLICATION_COMMAND",
        /// A component of a message was used.
        MessageComponent = 3 => "MESSAGE_COMPONENT",
        /// Suggestions for an option of a command are asked for.
        ApplicationCommandAutocomplete = 4 => "APPLICATION_COMMAND_AUTOCOMPLETE",
        /// A modal was submitted.
        ModalSubmit = 5 => "MODAL_SUBMIT",
        /// Asks whether a user may buy a SKU; in Discord's specification, not in its documentation.
        SocialLayerSkuPurchaseEligibility = 6 => "SOCIAL_LAYER_SKU_PURCHASE_ELIGIBILITY",
    }
}

open_enum! {
    /// Where an interaction comes from, or a command can be used.
    ///
    /// Discord docs: Receiving and Responding/Interaction Context Types.
    pub enum InteractionContextType {
        /// In guilds.
        Guild = 0 => "GUILD",
        /// In direct messages with the bot.
        BotDm = 1 => "BOT_DM",
        /// In groups, and in direct messages with others than the bot.
        PrivateChannel = 2 => "PRIVATE_CHANNEL",
    }
}
