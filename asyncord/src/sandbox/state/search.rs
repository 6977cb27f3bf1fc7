//! Looking for messages in a guild. Discord docs: Message/Search Guild Messages.

use serde_json::Value;

use super::{
    Refusal, Store,
    bits::permission,
    channel::Channel,
    ids::{ChannelId, GuildId, MessageId, RoleId, UserId},
    message::{Message, kind},
};

/// What is looked for; an empty list asks nothing. A condition with `false` before it must not hold.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub(crate) content: Option<String>,
    pub(crate) authors: Vec<UserId>,
    pub(crate) author_types: Vec<(bool, String)>,
    pub(crate) mentions: Vec<UserId>,
    pub(crate) mention_roles: Vec<RoleId>,
    pub(crate) mention_everyone: Option<bool>,
    pub(crate) replied_to_users: Vec<UserId>,
    pub(crate) replied_to_messages: Vec<MessageId>,
    pub(crate) min: Option<MessageId>,
    pub(crate) max: Option<MessageId>,
    pub(crate) has: Vec<(bool, String)>,
    pub(crate) link_hostnames: Vec<String>,
    pub(crate) embed_providers: Vec<String>,
    pub(crate) embed_types: Vec<String>,
    pub(crate) extensions: Vec<String>,
    pub(crate) filenames: Vec<String>,
    pub(crate) pinned: Option<bool>,
    pub(crate) channels: Vec<ChannelId>,
    pub(crate) include_nsfw: bool,
    pub(crate) oldest_first: bool,
}

impl Search {
    /// Whether a message is among those looked for.
    fn finds(&self, store: &Store, message: &Message) -> bool {
        let is_listed = message.visible_to.is_none();
        let is_in_range = self.min.is_none_or(|min| message.id > min)
            && self.max.is_none_or(|max| message.id < max);
        is_listed
            && is_in_range
            && self.finds_text(message)
            && self.finds_people(store, message)
            && self.finds_parts(message)
            && self
                .pinned
                .is_none_or(|pinned| message.pinned_at.is_some() == pinned)
    }

    /// Every word must be in the content, in whatever order.
    fn finds_text(&self, message: &Message) -> bool {
        let Some(wanted) = &self.content else {
            return true;
        };
        let content = message.content.to_lowercase();
        wanted
            .to_lowercase()
            .split_whitespace()
            .all(|word| content.contains(word))
    }

    fn finds_people(&self, store: &Store, message: &Message) -> bool {
        let is_author = self.authors.is_empty() || self.authors.contains(&message.author_id);
        let is_webhook = message.webhook.is_some();
        let is_bot = store.user(message.author_id).is_ok_and(|user| user.bot);
        let is_of_type = holds(&self.author_types, |kind| match kind {
            "webhook" => is_webhook,
            "bot" => is_bot && !is_webhook,
            _ => !is_bot && !is_webhook,
        });
        let mentions = |wanted: &UserId| message.mentions.contains(wanted);
        let mentions_role = |wanted: &RoleId| message.mention_roles.contains(wanted);
        let replied = message.reference.as_ref();
        let replied = replied.filter(|_| message.kind == kind::REPLY);
        let replied_to_user = |wanted: &UserId| {
            let message =
                replied.and_then(|reply| store.message(reply.channel_id, reply.message_id).ok());
            message.is_some_and(|message| message.author_id == *wanted)
        };
        let replied_to =
            |wanted: &MessageId| replied.is_some_and(|reference| reference.message_id == *wanted);
        is_author
            && is_of_type
            && any(&self.mentions, mentions)
            && any(&self.mention_roles, mentions_role)
            && any(&self.replied_to_users, replied_to_user)
            && any(&self.replied_to_messages, replied_to)
            && self
                .mention_everyone
                .is_none_or(|wanted| message.mention_everyone == wanted)
    }

    fn finds_parts(&self, message: &Message) -> bool {
        let files = |wanted: &dyn Fn(&str, &str) -> bool| {
            message
                .attachments
                .iter()
                .any(|file| wanted(&file.filename, &file.content_type))
        };
        let is_of_type = |start: &str| files(&|_, content_type| content_type.starts_with(start));
        let embed_is = |key: &str, wanted: &str| {
            message.embeds.iter().any(|embed| {
                let found = match &embed[key] {
                    Value::Object(part) => part.get("name").and_then(Value::as_str),
                    other => other.as_str(),
                };
                found.is_some_and(|found| found.eq_ignore_ascii_case(wanted))
            })
        };
        let has = |what: &str| match what {
            "link" => hostnames(&message.content).next().is_some(),
            "embed" => !message.embeds.is_empty(),
            "file" => !message.attachments.is_empty(),
            "image" => is_of_type("image/"),
            "video" => is_of_type("video/"),
            "sound" => is_of_type("audio/"),
            "sticker" => !message.stickers.is_empty(),
            "poll" => message.poll.is_some(),
            _ => !message.snapshots.is_empty(),
        };
        holds(&self.has, has)
            && any(&self.link_hostnames, |wanted| {
                hostnames(&message.content).any(|host| host.eq_ignore_ascii_case(wanted))
            })
            && any(&self.embed_providers, |wanted| embed_is("provider", wanted))
            && any(&self.embed_types, |wanted| embed_is("type", wanted))
            && any(&self.extensions, |wanted| {
                files(&|name, _| {
                    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
                    extension.is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
                })
            })
            && any(&self.filenames, |wanted| {
                let wanted = wanted.to_lowercase();
                files(&|name, _| name.to_lowercase().contains(&wanted))
            })
    }
}

/// Whether a condition holds for one of a list; an empty list asks nothing.
fn any<T>(wanted: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(holds)
}

/// Whether all conditions hold, or do not where they must not.
fn holds(wanted: &[(bool, String)], holds: impl Fn(&str) -> bool) -> bool {
    wanted
        .iter()
        .all(|(must, condition)| holds(condition) == *must)
}

/// The hosts of the links in a text.
fn hostnames(content: &str) -> impl Iterator<Item = &str> {
    ["https://", "http://"].into_iter().flat_map(move |scheme| {
        content
            .match_indices(scheme)
            .filter_map(move |(start, _)| content.get(start + scheme.len()..))
            .filter_map(|rest| {
                let end = rest.find(|c: char| c == '/' || c == ':' || c.is_whitespace());
                rest.get(..end.unwrap_or(rest.len()))
            })
            .filter(|host| !host.is_empty())
    })
}

impl Store {
    /// The messages of a guild that are looked for, in the channels whose past a user may read.
    pub(crate) fn search_messages(
        &self,
        guild: GuildId,
        user: UserId,
        search: &Search,
    ) -> Result<Vec<&Message>, Refusal> {
        const NEEDED: u64 = permission::VIEW_CHANNEL | permission::READ_MESSAGE_HISTORY;

        self.guild_for(guild, user)?;
        let may_read = |channel: &Channel| self.permissions_in(channel, user) & NEEDED == NEEDED;
        for channel in &search.channels {
            let channel = self.channel_for(*channel, user)?;
            if channel.guild_id() != Some(guild) {
                return Err(Refusal::UNKNOWN_CHANNEL);
            }
            self.channel_with(channel.id, user, NEEDED)?;
        }
        let is_wanted = |channel: &&Channel| {
            let is_named = search.channels.is_empty() || search.channels.contains(&channel.id);
            channel.guild_id() == Some(guild)
                && is_named
                && may_read(channel)
                && (search.include_nsfw || !channel.is_nsfw())
        };
        let mut found: Vec<&Message> = self
            .channels
            .values()
            .filter(is_wanted)
            .flat_map(|channel| self.messages_of(channel.id))
            .filter(|message| search.finds(self, message))
            .collect();
        found.sort_unstable_by_key(|message| message.id);
        if !search.oldest_first {
            found.reverse();
        }
        Ok(found)
    }
}
