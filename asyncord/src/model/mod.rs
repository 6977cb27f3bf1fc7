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

mod application;
mod application_command;
mod audit_log;
mod auto_moderation;
pub mod cdn;
mod channel;
mod color;
pub mod component;
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
pub mod permissions;
mod poll;
mod presence;
mod raw_json;
mod role;
mod soundboard;
mod stage_instance;
mod sticker;
mod team;
mod text;
mod thread;
mod timestamp;
mod user;
mod voice;
mod webhook;

pub use self::{
    application::{Application, ApplicationFlags, PartialApplication},
    application_command::{ApplicationCommand, GuildApplicationCommandPermissions},
    audit_log::AuditLogEntry,
    auto_moderation::{AutoModerationAction, AutoModerationRule},
    channel::{
        Channel, ChannelFlags, ChannelType, OverwriteType, PermissionOverwrite, ThreadMetadata,
    },
    color::{Color, ParseColorError},
    component::{Component, ComponentType, Modal, ModalComponent},
    embed::{Embed, EmbedAuthor, EmbedField, EmbedFooter, EmbedMedia, EmbedProvider, EmbedType},
    emoji::{Emoji, ReactionEmoji},
    entitlement::Entitlement,
    field::Field,
    gateway::{GatewayBot, GatewayUrl, SessionStartLimit},
    guild::{
        CurrentUserGuild, Guild, GuildFeature, PremiumTier, UnavailableGuild, VerificationLevel,
    },
    guild_scheduled_event::GuildScheduledEvent,
    image_hash::ImageHash,
    integration::Integration,
    intents::Intents,
    interaction::Interaction,
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
    permissions::Permissions,
    poll::Poll,
    presence::{Activity, Presence},
    raw_json::RawJson,
    role::{Role, RoleColors, RoleFlags, RoleTags},
    soundboard::SoundboardSound,
    stage_instance::StageInstance,
    sticker::{Sticker, StickerItem},
    team::Team,
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
