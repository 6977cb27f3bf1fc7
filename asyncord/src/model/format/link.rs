//! Links to messages.

use std::{fmt, str::FromStr};

use crate::id::{
    Id,
    marker::{ChannelMarker, GuildMarker, MessageMarker},
};

/// A link that jumps to a message, often called its jump URL.
///
/// [`Display`](fmt::Display) writes the address on `discord.com`. Read are also those of
/// `discordapp.com`, of the test clients (`canary.`, `ptb.`), and links in `<…>`, which hides their
/// preview; what follows as `?…` or `#…` is passed over.
///
/// ```
/// use asyncord::model::format::MessageLink;
///
/// let link = MessageLink::new(Some(81384788765712384.into()), 381870553235193857, 1077341567849406464);
/// assert_eq!(
///     link,
///     "https://discord.com/channels/81384788765712384/381870553235193857/1077341567849406464"
/// );
///
/// let link: MessageLink = "https://ptb.discord.com/channels/@me/381870553235193857/1077341567849406464"
///     .parse()?;
/// assert_eq!(link.guild_id, None);
/// # Ok::<(), asyncord::model::format::ParseMessageLinkError>(())
/// ```
#[doc(alias = "jump_url")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MessageLink {
    /// The guild; `None` of a direct message, written `@me`.
    ///
    /// Messages that came in answer to a request do not say their guild, those of events do. A link to a
    /// guild's message does not work without.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel, thread or direct message channel that it stands in.
    pub channel_id: Id<ChannelMarker>,
    /// The message.
    pub message_id: Id<MessageMarker>,
}

impl MessageLink {
    /// Links to a message; `guild_id` is `None` in direct messages only.
    pub fn new(
        guild_id: Option<Id<GuildMarker>>,
        channel_id: impl Into<Id<ChannelMarker>>,
        message_id: impl Into<Id<MessageMarker>>,
    ) -> Self {
        Self {
            guild_id,
            channel_id: channel_id.into(),
            message_id: message_id.into(),
        }
    }
}

impl fmt::Display for MessageLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("https://discord.com/channels/")?;
        match self.guild_id {
            Some(guild_id) => guild_id.fmt(f)?,
            None => f.write_str("@me")?,
        }
        write!(f, "/{}/{}", self.channel_id, self.message_id)
    }
}

/// A text that is not a link to a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not a link to a message, as in `https://discord.com/channels/123/456/789` or, in direct \
     messages, `https://discord.com/channels/@me/456/789`"
)]
pub struct ParseMessageLinkError {
    text: String,
}

impl FromStr for MessageLink {
    type Err = ParseMessageLinkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or_else(|| ParseMessageLinkError {
            text: text.chars().take(120).collect(),
        })
    }
}

fn read(text: &str) -> Option<MessageLink> {
    let address = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(text);
    let address = address.strip_prefix("https://")?;
    let address = ["canary.", "ptb."]
        .into_iter()
        .find_map(|client| address.strip_prefix(client))
        .unwrap_or(address);
    let path = ["discord.com/channels/", "discordapp.com/channels/"]
        .into_iter()
        .find_map(|host| address.strip_prefix(host))?;
    let path = path.split(['?', '#']).next()?;
    let mut ids = path.strip_suffix('/').unwrap_or(path).split('/');
    let guild_id = match ids.next()? {
        "@me" => None,
        id => Some(id.parse().ok()?),
    };
    let link = MessageLink {
        guild_id,
        channel_id: ids.next()?.parse().ok()?,
        message_id: ids.next()?.parse().ok()?,
    };
    ids.next().is_none().then_some(link)
}
