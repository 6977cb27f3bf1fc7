//! What webhooks post, and what becomes of it. Discord docs: Webhook/Execute Webhook.

use std::collections::BTreeMap;

use super::{
    super::{
        Changed, Event, Refusal, Store,
        bits::intent,
        channel::{Channel, Place, Thread, kind},
        ids::{ChannelId, MessageId, TagId, WebhookId},
        message::{Message, WebhookAuthor},
        posting::{Draft, MessageEdit},
    },
    Webhook,
};

/// The flag of a forum in which every post needs a tag.
const REQUIRE_TAG: u64 = 1 << 4;
const DEFAULT_ARCHIVE_MINUTES: i64 = 4320;

/// A message to be posted by a webhook.
#[derive(Debug, Default)]
pub(crate) struct Execution {
    pub(crate) draft: Draft,
    /// The name that this message is to bear.
    pub(crate) username: Option<String>,
    pub(crate) avatar_url: Option<String>,
    pub(crate) thread_id: Option<ChannelId>,
    /// The name of a new post in a forum.
    pub(crate) thread_name: Option<String>,
    pub(crate) applied_tags: Vec<TagId>,
    /// Whether its body was another service's.
    pub(crate) is_service: bool,
}

impl Webhook {
    fn is_author_of(&self, message: &Message) -> bool {
        let author = message.webhook.as_ref();
        author.is_some_and(|author| author.id == self.id)
    }
}

impl Store {
    /// Posts a message as a webhook; whoever knows its token has been let in.
    pub(crate) fn execute_webhook(
        &mut self,
        id: WebhookId,
        execution: Execution,
    ) -> Result<Changed<(ChannelId, MessageId)>, Refusal> {
        let webhook = self.webhook(id)?.clone();
        let Execution {
            mut draft,
            username,
            avatar_url,
            thread_id,
            thread_name,
            applied_tags,
            is_service,
        } = execution;
        draft.allowed_mentions = draft.allowed_mentions.or_users();
        let place = self.place_of_webhook(&webhook, thread_id)?;
        let is_forum = matches!(place.kind, kind::GUILD_FORUM | kind::GUILD_MEDIA);
        match (&thread_name, thread_id) {
            (None, None) if is_forum && is_service => {
                return Err(Refusal::NO_SERVICES_IN_FORUMS);
            }
            (None, None) if is_forum => return Err(Refusal::THREAD_NAME_NEEDED),
            (Some(_), Some(_)) => return Err(Refusal::THREAD_NAME_AND_ID),
            (Some(_), None) if !is_forum => return Err(Refusal::THREADS_ONLY_IN_FORUMS),
            _ => {}
        }
        if !is_forum {
            place.check_takes_messages()?;
        }
        draft.check_parts()?;
        let place_id = place.id;
        let message_id: MessageId = self.clock.next_id();
        let author = WebhookAuthor {
            name: username.unwrap_or_else(|| webhook.name.clone()),
            avatar: match avatar_url {
                Some(url) => self.own_image(&url),
                None => webhook.avatar.clone(),
            },
            ..webhook.author()
        };
        let mut events = Vec::new();
        let channel_id = match thread_name {
            Some(name) => {
                let thread: ChannelId = message_id.cast();
                events.push(self.begin_post(&webhook, thread, name, applied_tags)?);
                thread
            }
            None => place_id,
        };
        let message = Message {
            webhook: Some(author),
            application_id: webhook.application_id,
            ..Message::new(message_id, channel_id, id.cast())
        };
        let message = self.compose(message, draft)?;
        events.push(self.insert_message(message)?);
        Ok(Changed::new((channel_id, message_id), events))
    }

    /// The hash of an image of our own CDN; the sandbox fetches no other, and shows none then.
    fn own_image(&self, url: &str) -> Option<String> {
        let path = url.strip_prefix(&self.base_url)?;
        let file = path.rsplit('/').next()?;
        let hash = file.split(['.', '?']).next()?;
        self.image(hash).map(|_| hash.to_owned())
    }

    /// Begins a post in a forum.
    fn begin_post(
        &mut self,
        webhook: &Webhook,
        id: ChannelId,
        name: String,
        applied_tags: Vec<TagId>,
    ) -> Result<Event, Refusal> {
        let forum = self.channel(webhook.channel_id)?;
        let Place::Guild(guild, own) = &forum.place else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        let is_known = |tag: &TagId| {
            own.forum
                .available_tags
                .iter()
                .any(|known| known.id == *tag)
        };
        if !applied_tags.iter().all(is_known) {
            return Err(Refusal::field("applied_tags", "TAG_UNKNOWN", "Unknown tag"));
        }
        if applied_tags.is_empty() && own.flags & REQUIRE_TAG != 0 {
            return Err(Refusal::TAG_REQUIRED);
        }
        let thread = Thread {
            parent_id: webhook.channel_id,
            owner_id: webhook.id.cast(),
            name,
            rate_limit_per_user: own.threads.rate_limit_per_user,
            archived: false,
            auto_archive_duration: own
                .threads
                .auto_archive_duration
                .unwrap_or(DEFAULT_ARCHIVE_MINUTES),
            archive_timestamp: self.clock.now(),
            locked: false,
            invitable: true,
            members: BTreeMap::new(),
            message_count: 0,
            total_message_sent: 0,
            applied_tags,
            flags: 0,
        };
        let place = Place::Thread(*guild, Box::new(thread));
        self.insert_channel(id, kind::PUBLIC_THREAD, place);
        let channel = self.channel(id)?;
        let mut data = self.channel_json(channel);
        data["newly_created"] = true.into();
        let audience = channel.audience();
        Ok(Event::new("THREAD_CREATE", audience, intent::GUILDS, data))
    }

    /// A message of a webhook, in its channel or in a thread of it.
    pub(crate) fn webhook_message(
        &self,
        id: WebhookId,
        thread: Option<ChannelId>,
        message: MessageId,
    ) -> Result<(&Channel, &Message), Refusal> {
        let webhook = self.webhook(id)?;
        let channel = self.place_of_webhook(webhook, thread)?;
        let message = self.message(channel.id, message)?;
        if webhook.is_author_of(message) {
            Ok((channel, message))
        } else {
            Err(Refusal::UNKNOWN_MESSAGE)
        }
    }

    pub(crate) fn edit_webhook_message(
        &mut self,
        id: WebhookId,
        thread: Option<ChannelId>,
        message: MessageId,
        mut edit: MessageEdit,
    ) -> Result<Changed<ChannelId>, Refusal> {
        let (channel, message) = self.webhook_message(id, thread, message)?;
        channel.check_is_awake()?;
        let (channel, message) = (channel.id, message.clone());
        edit.allowed_mentions = edit.allowed_mentions.or_users();
        let changed = self.rewrite(message, edit, true)?;
        Ok(Changed::new(channel, changed.events))
    }

    pub(crate) fn delete_webhook_message(
        &mut self,
        id: WebhookId,
        thread: Option<ChannelId>,
        message: MessageId,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.webhook_message(id, thread, message)?.0.id;
        self.delete_own(channel, message)
    }
}
