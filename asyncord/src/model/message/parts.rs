//! Small parts of a message.

use std::ops::{Deref, DerefMut};

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, SkuMarker, UserMarker},
    },
    model::{ChannelType, List, PartialMember, Text, Timestamp, User, wire::object},
};

/// A user whom a message mentions; it is a [`User`] in all that reads it.
///
/// Discord docs: Gateway Events/Message Create.
#[object]
pub struct MentionedUser {
    /// The account.
    #[wire(flatten)]
    pub user: User,
    /// The user as a member; only in events of guilds.
    pub member: Option<Box<PartialMember>>,
}

impl MentionedUser {
    /// The name to show: the nickname where it is known, else the user's name.
    pub fn display_name(&self) -> &str {
        self.member
            .as_ref()
            .and_then(|member| member.nick.as_deref())
            .unwrap_or_else(|| self.user.display_name())
    }
}

impl Deref for MentionedUser {
    type Target = User;

    fn deref(&self) -> &User {
        &self.user
    }
}

impl DerefMut for MentionedUser {
    fn deref_mut(&mut self) -> &mut User {
        &mut self.user
    }
}

impl From<MentionedUser> for User {
    fn from(mentioned: MentionedUser) -> Self {
        mentioned.user
    }
}

/// A channel that a message mentions, of messages that were published to other guilds.
///
/// Discord docs: Message/Channel Mention Object.
#[object]
pub struct ChannelMention {
    /// The channel.
    pub id: Id<ChannelMarker>,
    /// Its guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// What sort of channel it is.
    #[wire(name = "type")]
    pub kind: Option<ChannelType>,
    /// Its name.
    pub name: Text,
}

/// The activity that a message invites to.
///
/// Discord docs: Message/Message Activity Structure.
#[object]
#[derive(Eq)]
pub struct MessageActivity {
    /// What one is invited to do.
    #[wire(name = "type")]
    pub kind: MessageActivityType,
    /// The party, as the presence has it.
    pub party_id: Option<Text>,
}

open_enum! {
    /// What a message invites to.
    ///
    /// Discord docs: Message/Message Activity Types.
    pub enum MessageActivityType {
        /// To join.
        Join = 1 => "JOIN",
        /// To watch.
        Spectate = 2 => "SPECTATE",
        /// To listen along.
        Listen = 3 => "LISTEN",
        /// To ask whether one may join.
        JoinRequest = 5 => "JOIN_REQUEST",
        /// To ask for a stream.
        StreamRequest = 6 => "STREAM_REQUEST",
    }
}

/// A call in a direct message.
///
/// Discord docs: Message/Message Call Object.
#[object]
#[derive(Default, Eq)]
pub struct MessageCall {
    /// Who took part.
    pub participants: List<Id<UserMarker>>,
    /// When it ended; `None` while it lasts.
    pub ended_timestamp: Option<Timestamp>,
}

/// The subscription to a role that a message tells of.
///
/// Discord docs: Message/Role Subscription Data Object.
#[object]
#[derive(Default, Eq)]
pub struct RoleSubscriptionData {
    /// What was bought, and the listing of it.
    pub role_subscription_listing_id: Option<Id<SkuMarker>>,
    /// The name of the tier.
    pub tier_name: Text,
    /// For how many months in all the user has subscribed.
    pub total_months_subscribed: u32,
    /// Whether it was renewed, not begun.
    pub is_renewal: bool,
}

/// The purchase that a message tells of. It is not documented in words.
///
/// Discord docs: Message/Message Object.
#[object]
#[derive(Eq)]
pub struct PurchaseNotification {
    /// What sort of thing was bought.
    #[wire(name = "type")]
    pub kind: PurchaseType,
    /// The product of a guild that was bought.
    pub guild_product_purchase: Option<GuildProductPurchase>,
}

open_enum! {
    /// What sort of thing was bought.
    ///
    /// Discord docs: Message/Message Object.
    pub enum PurchaseType {
        /// A product of a guild.
        GuildProduct = 0 => "GUILD_PRODUCT",
    }
}

/// A product of a guild that was bought.
///
/// Discord docs: Message/Message Object.
#[object]
#[derive(Default, Eq)]
pub struct GuildProductPurchase {
    /// The product, and the listing of it.
    pub listing_id: Option<Id<SkuMarker>>,
    /// The product's name.
    pub product_name: Text,
}

/// A theme of the client that a message shares.
///
/// Discord docs: Message/Shared Client Theme Object.
#[object]
#[derive(Default, Eq)]
pub struct SharedClientTheme {
    /// The colours, 1 to 5, as six hex digits without `#`.
    pub colors: List<Text>,
    /// The direction of the gradient in degrees, up to 360.
    #[wire(always)]
    pub gradient_angle: u32,
    /// How much of the colours is mixed in, in percent.
    #[wire(always)]
    pub base_mix: u32,
    /// The theme below.
    pub base_theme: Option<BaseThemeType>,
}

open_enum! {
    /// The theme below a shared one.
    ///
    /// Discord docs: Message/Base Theme Types.
    pub enum BaseThemeType {
        /// None.
        Unset = 0 => "UNSET",
        /// The dark one.
        Dark = 1 => "DARK",
        /// The light one.
        Light = 2 => "LIGHT",
        /// A darker one.
        Darker = 3 => "DARKER",
        /// The darkest one.
        Midnight = 4 => "MIDNIGHT",
    }
}
