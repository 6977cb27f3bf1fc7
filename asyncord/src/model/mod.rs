//! Discord's objects as plain data, without I/O.
//!
//! A file for each of Discord's pages or large objects. Received types are `#[non_exhaustive]`: Discord
//! adds fields weekly. Enums and flags keep values they do not know and write them back as they came;
//! fields that are not typed here are skipped at no cost and stay reachable through
//! [`RawEvent`](crate::event::RawEvent).

use serde::Deserialize;

#[macro_use]
mod open;
#[cfg(test)]
pub(crate) use self::open::tests as open_for_tests;
pub(crate) mod wire;

mod activity_instance;
mod application;
mod application_command;
mod application_role_connection;
mod audit_log;
mod auto_moderation;
pub mod cdn;
mod channel;
mod color;
mod component;
mod embed;
mod emoji;
mod entitlement;
mod field;
mod gateway;
mod guild;
mod guild_scheduled_event;
mod image_hash;
mod integration;
mod intents;
mod interaction;
mod invite;
mod list;
mod locale;
mod map;
mod member;
mod message;
mod number;
mod oauth2;
pub mod permissions;
mod poll;
mod presence;
mod raw_json;
mod role;
mod sku;
mod soundboard;
mod stage_instance;
mod sticker;
mod subscription;
mod team;
mod text;
mod thread;
mod timestamp;
mod user;
mod voice;
mod webhook;

pub use self::{
    activity_instance::{ActivityInstance, ActivityLocation, ActivityLocationKind},
    application::{
        Application, ApplicationEventWebhookStatus, ApplicationExplicitContentFilterType,
        ApplicationFlags, ApplicationIntegrationType, ApplicationIntegrationTypeConfiguration,
        ApplicationType, InstallParams, WebhookEventType,
    },
    application_command::{
        ApplicationCommand, ApplicationCommandOption, ApplicationCommandOptionChoice,
        ApplicationCommandOptionType, ApplicationCommandPermission,
        ApplicationCommandPermissionType, ApplicationCommandType, ChoiceValue,
        EntryPointCommandHandlerType, GuildApplicationCommandPermissions,
    },
    application_role_connection::{
        ApplicationRoleConnection, ApplicationRoleConnectionMetadata,
        ApplicationRoleConnectionMetadataType,
    },
    audit_log::AuditLogEntry,
    auto_moderation::{AutoModerationAction, AutoModerationRule},
    channel::{
        Channel, ChannelFlags, ChannelType, OverwriteType, PermissionOverwrite, ThreadMetadata,
    },
    color::{Color, ParseColorError},
    component::{Component, ComponentType, ModalComponent},
    embed::{Embed, EmbedAuthor, EmbedField, EmbedFooter, EmbedMedia, EmbedProvider, EmbedType},
    emoji::{Emoji, ReactionEmoji},
    entitlement::{
        Entitlement, EntitlementFulfillmentStatus, EntitlementOwnerType, EntitlementType,
    },
    field::Field,
    gateway::{GatewayBot, GatewayUrl, SessionStartLimit},
    guild::{
        CurrentUserGuild, Guild, GuildFeature, PremiumTier, UnavailableGuild, VerificationLevel,
    },
    guild_scheduled_event::GuildScheduledEvent,
    image_hash::ImageHash,
    integration::Integration,
    intents::Intents,
    interaction::{
        ApplicationCommandData, CommandDataOption, CommandOptionValue, Interaction,
        InteractionCallback, InteractionCallbackActivityInstance, InteractionCallbackResource,
        InteractionCallbackResponse, InteractionCallbackType, InteractionContextType,
        InteractionData, InteractionGuild, InteractionType, MessageComponentData, ModalSubmitData,
        ResolvedData, ResolvedMentionable, UnknownInteraction, UnknownOptionValue,
    },
    invite::Invite,
    list::{List, StrangeElement},
    locale::Locale,
    map::Map,
    member::{Member, MemberFlags, PartialMember},
    message::{
        Attachment, AttachmentFlags, Message, MessageFlags, MessageReference, MessageReferenceType,
        MessageType, Nonce, Reaction, ReactionCountDetails, ReactionType,
    },
    number::Number,
    oauth2::{
        AccessTokenResponse, CurrentAuthorization, DeviceAuthorizationResponse, OAuth2Error,
        OAuth2Key, OAuth2Keys, OpenIdUserInfo, ProvisionalTokenResponse, Scope,
    },
    permissions::Permissions,
    poll::Poll,
    presence::{Activity, Presence},
    raw_json::RawJson,
    role::{Role, RoleColors, RoleFlags, RoleTags},
    sku::{Sku, SkuFlags, SkuIneligibilityReason, SkuType},
    soundboard::SoundboardSound,
    stage_instance::StageInstance,
    sticker::{Sticker, StickerItem},
    subscription::{Subscription, SubscriptionStatus},
    team::{MembershipState, Team, TeamMember, TeamMemberRole},
    text::Text,
    thread::ThreadMember,
    timestamp::{ParseTimestampError, Timestamp},
    user::{PremiumType, User, UserFlags},
    voice::VoiceState,
    webhook::Webhook,
    wire::lenient::{DecodeError, Strange},
};

/// Reads an object of JSON.
///
/// What is strange in it and can be left out is: an optional field becomes `None`, an element of a list
/// is kept apart ([`List::strange`]). [`decode_reporting`] tells of it.
///
/// ```
/// use asyncord::model::{User, decode};
///
/// let user: User = decode(r#"{"id": "4", "username": "ada"}"#)?;
/// assert_eq!(user.username, "ada");
///
/// let error = decode::<User>(r#"{"id": "four"}"#).unwrap_err();
/// assert_eq!(error.path(), "id");
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// # Errors
///
/// If `json` is no JSON, or lacks what a `T` cannot do without.
pub fn decode<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, DecodeError> {
    decode_reporting(json).map(|(value, _)| value)
}

/// As [`decode`], and tells what was left out because it could not be read.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_reporting<'de, T: Deserialize<'de>>(
    json: &'de str,
) -> Result<(T, Vec<Strange>), DecodeError> {
    wire::lenient::decode(json)
}
