//! What people ask of a message.

use super::{Message, MessageFlags, MessageType, Reaction};
use crate::{
    id::{Id, marker::UserMarker},
    model::{
        Embed, PollResultEmbed, ReactionEmoji, Timestamp,
        format::{self, Mention, Segment},
    },
};

impl Message {
    /// The address that opens the message in Discord's client.
    ///
    /// Needs [`guild_id`](Self::guild_id), else it is taken for a direct message.
    pub fn jump_url(&self) -> String {
        let (channel, message) = (self.channel_id, self.id);
        match self.guild_id {
            Some(guild) => format!("https://discord.com/channels/{guild}/{channel}/{message}"),
            None => format!("https://discord.com/channels/@me/{channel}/{message}"),
        }
    }

    /// When it was sent, from its id.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// The author's name to show: the nickname where it is known, else the user's or webhook's name.
    pub fn author_name(&self) -> &str {
        self.member
            .as_ref()
            .and_then(|member| member.nick.as_deref())
            .unwrap_or_else(|| self.author.display_name())
    }

    /// Whether a bot or a webhook sent it.
    pub fn is_from_bot(&self) -> bool {
        self.author.bot || self.webhook_id.is_some()
    }

    /// Whether a webhook sent it. Answers to interactions count, as they are sent by one.
    pub const fn is_from_webhook(&self) -> bool {
        self.webhook_id.is_some()
    }

    /// Whether it tells of something that happened, and nobody wrote it.
    pub const fn is_system(&self) -> bool {
        !self.kind.is_written()
    }

    /// Whether it answers another message.
    pub const fn is_reply(&self) -> bool {
        matches!(self.kind, MessageType::Reply)
    }

    /// Whether it forwards another message, which then stands in
    /// [`message_snapshots`](Self::message_snapshots).
    pub fn is_forward(&self) -> bool {
        self.message_reference
            .is_some_and(|reference| reference.is_forward())
    }

    /// Whether it came from an announcement channel that this one follows.
    pub const fn is_crosspost(&self) -> bool {
        self.flags.contains(MessageFlags::IS_CROSSPOST)
    }

    /// Whether it was published to the channels that follow this one.
    pub const fn is_crossposted(&self) -> bool {
        self.flags.contains(MessageFlags::CROSSPOSTED)
    }

    /// Whether one user only can see it.
    pub const fn is_ephemeral(&self) -> bool {
        self.flags.contains(MessageFlags::EPHEMERAL)
    }

    /// Whether the application is still thinking about it.
    pub const fn is_loading(&self) -> bool {
        self.flags.contains(MessageFlags::LOADING)
    }

    /// Whether it is a voice message.
    pub const fn is_voice_message(&self) -> bool {
        self.flags.contains(MessageFlags::IS_VOICE_MESSAGE)
    }

    /// Whether it is made of components of the second version.
    pub const fn is_components_v2(&self) -> bool {
        self.flags.contains(MessageFlags::IS_COMPONENTS_V2)
    }

    /// Whether it was edited.
    pub const fn is_edited(&self) -> bool {
        self.edited_timestamp.is_some()
    }

    /// Whether a thread was started from it; the thread has the message's id.
    pub const fn has_thread(&self) -> bool {
        self.flags.contains(MessageFlags::HAS_THREAD)
    }

    /// Whether it can be deleted at all, whoever asks.
    pub const fn is_deletable(&self) -> bool {
        self.kind.is_deletable()
    }

    /// Whether it mentions a user by itself; not through a role or `@everyone`.
    pub fn mentions_user(&self, user_id: impl Into<Id<UserMarker>>) -> bool {
        let user_id = user_id.into();
        self.mentions.iter().any(|user| user.id == user_id)
    }

    /// The message it answers, where Discord sent it along.
    pub fn replied_to(&self) -> Option<&Self> {
        if !self.is_reply() {
            return None;
        }
        self.referenced_message.value().map(|message| &**message)
    }

    /// The reactions with an emoji.
    ///
    /// ```
    /// use asyncord::model::{Message, decode};
    ///
    /// let message: Message = decode(
    ///     r#"{
    ///         "id": "1", "channel_id": "2", "author": {"id": "3"}, "timestamp": "2026-01-01T00:00:00+00:00",
    ///         "reactions": [{"emoji": {"id": null, "name": "👍"}, "count": 4}]
    ///     }"#,
    /// )?;
    /// let thumbs_up = message.reaction("👍").map_or(0, |reaction| reaction.count);
    /// assert_eq!(thumbs_up, 4);
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn reaction(&self, emoji: impl Into<ReactionEmoji>) -> Option<&Reaction> {
        let emoji = emoji.into();
        self.reactions
            .iter()
            .find(|reaction| reaction.emoji.is(&emoji))
    }

    /// How a poll ended, of the message that Discord sends then.
    ///
    /// The poll's own message is the one that [`message_reference`](Self::message_reference) names.
    pub fn poll_result(&self) -> Option<PollResultEmbed<'_>> {
        self.embeds.iter().find_map(Embed::poll_result)
    }

    /// The text as people read it: with the names of users, channels and emojis in place of their ids.
    ///
    /// What the message does not name stays as it was written, such as roles, and so does what stands in
    /// code. Markdown stays too.
    ///
    /// ```
    /// use asyncord::model::{Message, decode};
    ///
    /// let message: Message = decode(
    ///     r#"{
    ///         "id": "1", "channel_id": "2", "author": {"id": "3"}, "timestamp": "2026-01-01T00:00:00+00:00",
    ///         "content": "<@4> is right <:ferris:5>, `<@4>`",
    ///         "mentions": [{"id": "4", "username": "ada", "global_name": "Ada"}]
    ///     }"#,
    /// )?;
    /// assert_eq!(message.plain_content(), "@Ada is right :ferris:, `<@4>`");
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn plain_content(&self) -> String {
        let mut plain = String::with_capacity(self.content.len());
        for segment in format::parse(&self.content) {
            match self.name_in(&segment) {
                Some((mark, name, end)) => {
                    plain.push_str(mark);
                    plain.push_str(name);
                    plain.push_str(end);
                }
                None => plain.push_str(segment.text),
            }
        }
        plain
    }

    /// The name of what a part of the text mentions, and what stands before and after it.
    fn name_in<'a>(&'a self, segment: &'a Segment<'_>) -> Option<(&'a str, &'a str, &'a str)> {
        match segment.mention()? {
            Mention::User(id) => {
                let user = self.mentions.iter().find(|user| user.id == *id)?;
                Some(("@", user.display_name(), ""))
            }
            Mention::Channel(id) => {
                let mut channels = self.mention_channels().iter();
                let channel = channels.find(|channel| channel.id == *id)?;
                Some(("#", &channel.name, ""))
            }
            Mention::Emoji(emoji) => Some((":", &emoji.name, ":")),
            _ => None,
        }
    }
}
