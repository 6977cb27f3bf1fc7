//! Webhooks, and their URLs.

use super::{
    ImageHash, Text, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, GuildMarker, WebhookMarker},
    },
    secret::Secret,
};

mod url;

pub use self::url::{ParseWebhookUrlError, WebhookUrl};

/// A way into a channel without a bot's account.
///
/// Who knows the [`token`](Self::token) can send messages, so neither it nor the [`url`](Self::url) is
/// shown by `Debug`.
///
/// Discord docs: Webhook/Webhook Object.
#[object]
pub struct Webhook {
    /// The webhook's id.
    pub id: Id<WebhookMarker>,
    /// What sort of webhook it is.
    #[wire(name = "type")]
    pub kind: WebhookType,
    /// The guild it is for; none of an application's.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel it is for; none of an application's.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// Who made it; not where it was asked for by its token.
    pub user: Option<Box<User>>,
    /// The name its messages have, 1 to 80 characters.
    pub name: Option<Text>,
    /// The hash of the avatar its messages have.
    pub avatar: Option<ImageHash>,
    /// The token; only of incoming webhooks.
    #[wire(with = Text)]
    pub token: Option<Secret>,
    /// The application that made it.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The guild of the channel that it follows; `None` where its maker lost sight of it.
    pub source_guild: Option<Box<WebhookSourceGuild>>,
    /// The channel that it follows; `None` where its maker lost sight of it.
    pub source_channel: Option<Box<WebhookSourceChannel>>,
    /// The URL that messages are sent to, with the token; only from OAuth2 and where it was just made.
    #[wire(with = Text)]
    pub url: Option<Secret>,
}

impl Webhook {
    /// The URL that messages are sent to; only of incoming webhooks whose token is there.
    pub fn execute_url(&self) -> Option<WebhookUrl> {
        let token = self.token.clone()?;
        Some(WebhookUrl::new(self.id, token))
    }

    /// The avatar its messages have; where none was chosen `None`, see
    /// [`default_avatar_url`](Self::default_avatar_url).
    pub fn avatar_url(&self) -> Option<ImageUrl> {
        let avatar = self.avatar.as_ref()?;
        Some(cdn::user_avatar(self.id.cast(), avatar))
    }

    /// The picture that Discord shows of a webhook without an avatar.
    pub fn default_avatar_url(&self) -> ImageUrl {
        cdn::default_avatar(self.id.cast(), Some("0000"))
    }
}

open_enum! {
    /// What sort of webhook it is.
    ///
    /// Discord docs: Webhook/Webhook Types.
    pub enum WebhookType {
        /// Sends what is sent to it.
        Incoming = 1 => "INCOMING",
        /// Brings the messages of an announcement channel that is followed.
        ChannelFollower = 2 => "CHANNEL_FOLLOWER",
        /// Answers the interactions of an application.
        Application = 3 => "APPLICATION",
    }
}

/// The guild of a channel that is followed.
///
/// Discord docs: Webhook/Webhook Object.
#[object]
pub struct WebhookSourceGuild {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The name.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<ImageHash>,
}

impl WebhookSourceGuild {
    /// The icon.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        let icon = self.icon.as_ref()?;
        Some(cdn::guild_icon(self.id, icon))
    }
}

/// A channel that is followed.
///
/// Discord docs: Webhook/Webhook Object.
#[object]
pub struct WebhookSourceChannel {
    /// The channel's id.
    pub id: Id<ChannelMarker>,
    /// The name.
    pub name: Text,
}

#[cfg(test)]
mod tests;
