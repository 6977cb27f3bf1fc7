//! Discord's objects as plain data, without I/O.
//!
//! A file for each of Discord's pages or large objects. Received types are `#[non_exhaustive]`: Discord
//! adds fields weekly. Enums and flags keep values they do not know and write them back as they came;
//! fields that are not typed here are skipped at no cost and stay reachable through
//! [`RawEvent`](crate::event::RawEvent).

#[macro_use]
mod open;

mod application;
pub mod cdn;
mod channel;
mod color;
mod embed;
mod emoji;
mod field;
mod gateway;
mod guild;
mod image_hash;
mod intents;
mod locale;
mod member;
mod message;
mod permissions;
mod role;
mod timestamp;
mod user;

pub use self::{
    application::{Application, ApplicationFlags, PartialApplication},
    channel::{
        Channel, ChannelFlags, ChannelType, OverwriteType, PermissionOverwrite, ThreadMetadata,
    },
    color::{Color, ParseColorError},
    embed::{Embed, EmbedAuthor, EmbedField, EmbedFooter, EmbedMedia, EmbedProvider, EmbedType},
    emoji::{Emoji, ReactionEmoji},
    field::Field,
    gateway::{GatewayBot, GatewayUrl, SessionStartLimit},
    guild::{
        CurrentUserGuild, Guild, GuildFeature, PremiumTier, UnavailableGuild, VerificationLevel,
    },
    image_hash::ImageHash,
    intents::Intents,
    locale::Locale,
    member::{Member, MemberFlags, PartialMember},
    message::{
        Attachment, AttachmentFlags, Message, MessageFlags, MessageReference, MessageReferenceType,
        MessageType, Nonce, Reaction, ReactionCountDetails, ReactionType,
    },
    permissions::Permissions,
    role::{Role, RoleColors, RoleFlags, RoleTags},
    timestamp::{ParseTimestampError, Timestamp},
    user::{PremiumType, User, UserFlags},
};
