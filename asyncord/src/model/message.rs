//! Messages and what hangs on them.

use super::{
    Application, Channel, ChannelType, Component, Embed, Field, List, MessageLobbyMember,
    PartialMember, Poll, ResolvedData, Sticker, StickerItem, Text, Timestamp, User, wire::object,
};
use crate::id::{
    Id,
    marker::{
        ApplicationMarker, ChannelMarker, GuildMarker, MessageMarker, RoleMarker, WebhookMarker,
    },
};

mod attachment;
mod found;
mod interaction;
mod kind;
mod parts;
mod questions;
mod reaction;
mod reference;
mod search;
mod snapshot;
#[cfg(test)]
pub(crate) mod tests;

pub use self::{
    attachment::{Attachment, AttachmentFlags},
    found::{FoundMessage, MessagePin, MessagePins, MessageSearchResults, SearchIndexNotReady},
    interaction::{
        ApplicationCommandInteractionMetadata, InteractionMetadata,
        MessageComponentInteractionMetadata, MessageInteraction, ModalSubmitInteractionMetadata,
    },
    kind::{AllowedMentionType, MessageFlags, MessageType},
    parts::{
        BaseThemeType, ChannelMention, GuildProductPurchase, MentionedUser, MessageActivity,
        MessageActivityType, MessageCall, PurchaseNotification, PurchaseType, RoleSubscriptionData,
        SharedClientTheme,
    },
    reaction::{Reaction, ReactionCountDetails, ReactionType},
    reference::{MessageReference, MessageReferenceType, Nonce},
    search::{SearchAuthorType, SearchEmbedType, SearchHasOption, SearchSortingMode, SortingOrder},
    snapshot::{MessageSnapshot, SnapshotMessage},
};

/// A message.
///
/// `content`, `embeds`, `attachments` and `components` are empty, and `poll` is absent, where the bot lacks
/// the intent [`MESSAGE_CONTENT`](super::Intents::MESSAGE_CONTENT), except in its own messages, in direct
/// messages and where it is mentioned.
///
/// Discord docs: Message/Message Object.
#[object]
pub struct Message {
    /// The message's id.
    pub id: Id<MessageMarker>,
    /// The channel it was sent in.
    pub channel_id: Id<ChannelMarker>,
    /// What sort of channel that is; only in events.
    pub channel_type: Option<ChannelType>,
    /// The guild it was sent in; only in events.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Who sent it; of a webhook's message the webhook.
    pub author: User,
    /// The author as a member; only in events of guilds, and not of webhooks.
    pub member: Option<Box<PartialMember>>,
    /// The text, up to 2,000 characters, 4,000 of Nitro subscribers.
    pub content: Text,
    /// When it was sent.
    pub timestamp: Timestamp,
    /// When it was last edited.
    pub edited_timestamp: Option<Timestamp>,
    /// Whether it was read aloud.
    pub tts: bool,
    /// Whether it mentions everyone.
    pub mention_everyone: bool,
    /// The users it mentions.
    pub mentions: List<MentionedUser>,
    /// The roles it mentions.
    pub mention_roles: List<Id<RoleMarker>>,
    /// The channels it mentions: of a message published to other guilds, those that everyone sees.
    #[wire(rare)]
    pub mention_channels: List<ChannelMention>,
    /// The files it carries.
    pub attachments: List<Attachment>,
    /// The framed boxes it carries.
    pub embeds: List<Embed>,
    /// The reactions to it.
    pub reactions: List<Reaction>,
    /// What the sender gave to recognise it by.
    pub nonce: Option<Nonce>,
    /// Whether it is pinned.
    pub pinned: bool,
    /// The webhook that sent it.
    pub webhook_id: Option<Id<WebhookMarker>>,
    /// What sort of message it is.
    #[wire(name = "type", or_default)]
    pub kind: MessageType,
    /// The activity it invites to.
    #[wire(rare)]
    pub activity: Option<MessageActivity>,
    /// The application of that activity.
    #[wire(rare)]
    pub application: Option<Box<Application>>,
    /// The application that sent it as the answer to an interaction, or whose webhook did.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// Further marks.
    pub flags: MessageFlags,
    /// What it answers, forwards or crossposts.
    pub message_reference: Option<MessageReference>,
    /// What it forwards, as it was then; at most one today.
    #[wire(rare)]
    pub message_snapshots: List<MessageSnapshot>,
    /// The message it answers: absent where it was not looked up, null where it is deleted.
    pub referenced_message: Field<Box<Message>>,
    /// The interaction it answers.
    pub interaction_metadata: Option<Box<InteractionMetadata>>,
    /// The interaction it answers, in the old form; Discord advises
    /// [`interaction_metadata`](Self::interaction_metadata).
    pub interaction: Option<Box<MessageInteraction>>,
    /// The thread that was started from it.
    pub thread: Option<Box<Channel>>,
    /// The buttons, menus and other components.
    pub components: List<Component>,
    /// The stickers.
    pub sticker_items: List<StickerItem>,
    /// The stickers, in full; Discord sends [`sticker_items`](Self::sticker_items) instead.
    #[wire(rare)]
    pub stickers: List<Sticker>,
    /// About where it stands in a thread; numbers may be missing or come twice.
    pub position: Option<u32>,
    /// The subscription to a role that it tells of.
    #[wire(rare)]
    pub role_subscription_data: Option<RoleSubscriptionData>,
    /// The purchase that it tells of.
    #[wire(rare)]
    pub purchase_notification: Option<PurchaseNotification>,
    /// What the values of its select menus stand for.
    #[wire(rare)]
    pub resolved: Option<Box<ResolvedData>>,
    /// The poll.
    pub poll: Option<Box<Poll>>,
    /// The call it tells of.
    #[wire(rare)]
    pub call: Option<MessageCall>,
    /// The client's theme that it shares.
    #[wire(rare)]
    pub shared_client_theme: Option<SharedClientTheme>,
    /// What a lobby knows of the author.
    #[wire(rare)]
    pub lobby_member: Option<MessageLobbyMember>,
}
