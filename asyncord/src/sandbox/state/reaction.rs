//! Reactions to messages.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Changed, Event, Refusal, Store,
    bits::{intent, permission},
    channel::Channel,
    expression::EmojiOwner,
    ids::{ChannelId, EmojiId, MessageId, UserId},
    message::Message,
};

const MAX_KINDS: usize = 20;

/// An emoji that somebody reacts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Emoji {
    pub(crate) id: Option<EmojiId>,
    pub(crate) name: String,
    pub(crate) animated: bool,
}

impl Emoji {
    /// Reads an emoji as a path has it: the character itself, or `name:id`.
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        /// Long enough for every sequence there is, family emoji included.
        const LONGEST: usize = 64;

        if let Some((name, id)) = text.rsplit_once(':') {
            let id = id.parse().map_err(|_| Refusal::UNKNOWN_EMOJI)?;
            return Ok(Self {
                id: Some(id),
                name: name.trim_start_matches("a:").to_owned(),
                animated: false,
            });
        }
        // Keycaps begin with an ASCII character; nothing else that is all ASCII is an emoji.
        let is_emoji =
            !text.is_ascii() && text.len() <= LONGEST && !text.contains(char::is_whitespace);
        let is_word = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
        if !is_emoji || is_word {
            return Err(Refusal::UNKNOWN_EMOJI);
        }
        Ok(Self {
            id: None,
            name: text.to_owned(),
            animated: false,
        })
    }

    /// As events and messages show it. Discord docs: Emoji/Emoji Object, partial.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({ "id": self.id, "name": self.name });
        if self.animated {
            json["animated"] = true.into();
        }
        json
    }

    /// Whether it is the same emoji, whatever it is called.
    fn is(&self, other: &Self) -> bool {
        match (self.id, other.id) {
            (Some(own), Some(others)) => own == others,
            (None, None) => self.name == other.name,
            _ => false,
        }
    }
}

/// One emoji under a message, and who put it there, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reaction {
    pub(crate) emoji: Emoji,
    pub(crate) users: Vec<UserId>,
}

impl Reaction {
    pub(crate) fn json(&self, viewer: Option<UserId>) -> Value {
        let count = self.users.len();
        json!({
            "emoji": self.emoji.json(),
            "count": count,
            "count_details": { "burst": 0, "normal": count },
            "burst_colors": [],
            "me_burst": false,
            "me": viewer.is_some_and(|viewer| self.users.contains(&viewer)),
        })
    }
}

impl Message {
    fn reaction(&self, emoji: &Emoji) -> Option<&Reaction> {
        self.reactions
            .iter()
            .find(|reaction| reaction.emoji.is(emoji))
    }

    /// Who reacted with an emoji.
    pub(crate) fn reacted(&self, emoji: &Emoji) -> &[UserId] {
        self.reaction(emoji).map_or(&[], |reaction| &reaction.users)
    }
}

impl Store {
    pub(crate) fn add_reaction(
        &mut self,
        channel_id: ChannelId,
        message_id: MessageId,
        user: UserId,
        emoji: &Emoji,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self
            .channel_with(channel_id, user, permission::READ_MESSAGE_HISTORY)?
            .clone();
        let message = self.message_for(channel_id, message_id, user)?;
        channel.check_is_awake()?;
        if message.reaction(emoji).is_none() {
            // To join those who reacted nothing more is needed.
            self.channel_with(channel_id, user, permission::ADD_REACTIONS)?;
        }
        let emoji = &self.resolve_emoji(&channel, user, emoji, message)?;
        let message = self.message_mut(channel_id, message_id)?;
        let author = message.author_id;
        let is_full = message.reactions.len() >= MAX_KINDS;
        let known = message
            .reactions
            .iter_mut()
            .find(|reaction| reaction.emoji.is(emoji));
        match known {
            Some(reaction) if reaction.users.contains(&user) => return Ok(Changed::nothing(())),
            Some(reaction) => reaction.users.push(user),
            None if is_full => return Err(Refusal::TOO_MANY_REACTIONS),
            None => message.reactions.push(Reaction {
                emoji: emoji.clone(),
                users: vec![user],
            }),
        }
        let mut data = one(&channel, message_id, user, emoji);
        data["message_author_id"] = json!(author);
        if let Some(member) = channel
            .guild_id()
            .and_then(|guild| self.member_of(guild, user))
        {
            data["member"] = member;
        }
        Ok(told("MESSAGE_REACTION_ADD", &channel, data))
    }

    /// The emoji as it is known, if the user may react with it there.
    fn resolve_emoji(
        &self,
        channel: &Channel,
        user: UserId,
        emoji: &Emoji,
        message: &Message,
    ) -> Result<Emoji, Refusal> {
        let Some(id) = emoji.id else {
            return Ok(emoji.clone());
        };
        if let Some(reaction) = message.reaction(emoji) {
            return Ok(reaction.emoji.clone());
        }
        let (found, owner) = self.find_emoji(id).ok_or(Refusal::UNKNOWN_EMOJI)?;
        if !self.may_use_emoji(found, owner, user) {
            return Err(Refusal::UNKNOWN_EMOJI);
        }
        let is_external =
            matches!(owner, EmojiOwner::Guild(guild) if channel.guild_id() != Some(guild));
        if is_external {
            self.channel_with(channel.id, user, permission::USE_EXTERNAL_EMOJIS)?;
        }
        Ok(Emoji {
            id: Some(id),
            name: found.name.clone(),
            animated: found.animated,
        })
    }

    /// Takes one user's reaction away; `actor` is who does it.
    pub(crate) fn remove_reaction(
        &mut self,
        channel_id: ChannelId,
        message_id: MessageId,
        actor: UserId,
        user: UserId,
        emoji: &Emoji,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, actor)?.clone();
        self.message_for(channel_id, message_id, actor)?;
        self.user(user)?;
        if actor != user {
            if channel.guild_id().is_none() {
                return Err(Refusal::DIRECT_CHANNEL);
            }
            self.channel_with(channel_id, actor, permission::MANAGE_MESSAGES)?;
        }
        channel.check_is_awake()?;
        let message = self.message_mut(channel_id, message_id)?;
        let reaction = message
            .reactions
            .iter_mut()
            .find(|reaction| reaction.emoji.is(emoji))
            .ok_or(Refusal::UNKNOWN_EMOJI)?;
        let emoji = &reaction.emoji.clone();
        let before = reaction.users.len();
        reaction.users.retain(|other| *other != user);
        if reaction.users.len() == before {
            return Ok(Changed::nothing(()));
        }
        message
            .reactions
            .retain(|reaction| !reaction.users.is_empty());
        let data = one(&channel, message_id, user, emoji);
        Ok(told("MESSAGE_REACTION_REMOVE", &channel, data))
    }

    /// Takes all reactions away, or all with one emoji.
    pub(crate) fn clear_reactions(
        &mut self,
        channel_id: ChannelId,
        message_id: MessageId,
        actor: UserId,
        emoji: Option<&Emoji>,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, actor)?.clone();
        if channel.guild_id().is_none() {
            return Err(Refusal::DIRECT_CHANNEL);
        }
        self.message_for(channel_id, message_id, actor)?;
        self.channel_with(channel_id, actor, permission::MANAGE_MESSAGES)?;
        channel.check_is_awake()?;
        let message = self.message_mut(channel_id, message_id)?;
        let before = message.reactions.len();
        message
            .reactions
            .retain(|reaction| emoji.is_some_and(|emoji| !reaction.emoji.is(emoji)));
        if message.reactions.len() == before {
            return Ok(Changed::nothing(()));
        }
        let mut data = about(&channel, message_id);
        let name = match emoji {
            Some(emoji) => {
                data["emoji"] = emoji.json();
                "MESSAGE_REACTION_REMOVE_EMOJI"
            }
            None => "MESSAGE_REACTION_REMOVE_ALL",
        };
        Ok(told(name, &channel, data))
    }
}

fn about(channel: &Channel, message: MessageId) -> Value {
    let mut data = json!({ "channel_id": channel.id, "message_id": message });
    if let Some(guild) = channel.guild_id() {
        data["guild_id"] = json!(guild);
    }
    data
}

fn one(channel: &Channel, message: MessageId, user: UserId, emoji: &Emoji) -> Value {
    let mut data = about(channel, message);
    data["user_id"] = json!(user);
    data["emoji"] = emoji.json();
    data["burst"] = false.into();
    data["type"] = 0.into();
    data
}

fn told(name: &'static str, channel: &Channel, data: Value) -> Changed<()> {
    let intents = channel.intent(
        intent::GUILD_MESSAGE_REACTIONS,
        intent::DIRECT_MESSAGE_REACTIONS,
    );
    Changed::new(
        (),
        vec![Event::new(name, channel.audience(), intents, data)],
    )
}
