//! Who may post what where. Discord docs: Message/Create Message.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    Refusal, Store,
    bits::{message_flag, permission},
    channel::{Channel, Place, kind},
    expression::EmojiOwner,
    ids::{ChannelId, UserId},
    message::Message,
    posting::Draft,
};

/// How many points the waveform of a voice message has at most, each a byte.
const MAX_POINTS: usize = 256;

impl Draft {
    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty()
            && self.embeds.is_empty()
            && self.components.is_empty()
            && self.files.is_empty()
            && self.stickers.is_empty()
            && self.poll.is_none()
            && self.theme.is_none()
            && !self.is_forward()
    }

    pub(super) fn is_forward(&self) -> bool {
        let reference = self.reference.as_ref();
        reference.is_some_and(|reference| reference.forward)
    }

    fn is_reply(&self) -> bool {
        let reference = self.reference.as_ref();
        reference.is_some_and(|reference| !reference.forward)
    }

    /// The permissions that its parts need, beside that to write.
    fn needed(&self) -> u64 {
        [
            (!self.embeds.is_empty(), permission::EMBED_LINKS),
            (!self.files.is_empty(), permission::ATTACH_FILES),
            (self.tts, permission::SEND_TTS_MESSAGES),
            (self.poll.is_some(), permission::SEND_POLLS),
        ]
        .into_iter()
        .filter(|(is_there, _)| *is_there)
        .fold(0, |needed, (_, bit)| needed | bit)
    }

    /// Checks what a message with these flags may hold.
    pub(super) fn check_parts(&self) -> Result<(), Refusal> {
        if self.flags & message_flag::IS_VOICE_MESSAGE != 0 {
            return self.check_voice();
        }
        if self.is_empty() {
            return Err(Refusal::EMPTY_MESSAGE);
        }
        let has_legacy_parts = !self.content.is_empty()
            || !self.embeds.is_empty()
            || !self.stickers.is_empty()
            || self.poll.is_some()
            || self.theme.is_some();
        if self.flags & message_flag::IS_COMPONENTS_V2 != 0 && has_legacy_parts {
            return Err(Refusal::legacy_parts());
        }
        Ok(())
    }

    /// A voice message is one sound with its shape, and nothing else.
    fn check_voice(&self) -> Result<(), Refusal> {
        let has_more = !self.content.is_empty()
            || !self.embeds.is_empty()
            || !self.components.is_empty()
            || !self.stickers.is_empty()
            || self.poll.is_some()
            || self.theme.is_some();
        if has_more {
            return Err(Refusal::VOICE_MESSAGE_HAS_MORE);
        }
        let [sound] = &self.files[..] else {
            return Err(Refusal::VOICE_MESSAGE_NEEDS_AUDIO);
        };
        if !sound.content_type.starts_with("audio/") {
            return Err(Refusal::VOICE_MESSAGE_NEEDS_AUDIO);
        }
        let has_shape = sound.waveform.as_ref().is_some_and(|waveform| {
            let points = STANDARD.decode(waveform);
            points.is_ok_and(|points| points.len() <= MAX_POINTS)
        });
        if sound.duration_secs.is_none() || !has_shape {
            return Err(Refusal::VOICE_MESSAGE_NEEDS_METADATA);
        }
        Ok(())
    }
}

impl Refusal {
    /// Of a message whose components are all there is to it.
    pub(super) fn legacy_parts() -> Self {
        Self::field(
            "flags",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The content, embeds, sticker_ids, poll and shared_client_theme fields cannot be used \
             with the components flag",
        )
    }
}

impl Channel {
    /// Checks that messages can be in it at all.
    pub(super) fn check_takes_messages(&self) -> Result<(), Refusal> {
        if matches!(self.kind, kind::GUILD_FORUM | kind::GUILD_MEDIA) {
            return Err(Refusal::FORUM_CHANNEL);
        }
        if self.takes_messages() {
            Ok(())
        } else {
            Err(Refusal::NOT_A_TEXT_CHANNEL)
        }
    }

    /// Checks that it is no thread that rests, in which nothing can be changed.
    pub(super) fn check_is_awake(&self) -> Result<(), Refusal> {
        match self.thread() {
            Some(thread) if thread.archived => Err(Refusal::ARCHIVED_THREAD),
            _ => Ok(()),
        }
    }

    pub(super) fn is_nsfw(&self) -> bool {
        matches!(&self.place, Place::Guild(_, own) if own.nsfw)
    }

    /// How many seconds a user has to wait between two messages.
    fn slowmode(&self) -> u64 {
        let seconds = match &self.place {
            Place::Guild(_, own) => own.rate_limit_per_user,
            Place::Thread(_, thread) => thread.rate_limit_per_user,
            Place::Direct(_) => 0,
        };
        u64::try_from(seconds).unwrap_or(0)
    }
}

impl Store {
    /// Checks that a user may post a draft.
    pub(super) fn check_post(
        &self,
        channel_id: ChannelId,
        author: UserId,
        draft: &Draft,
    ) -> Result<(), Refusal> {
        let channel = self.channel_for(channel_id, author)?;
        channel.check_takes_messages()?;
        draft.check_parts()?;
        let granted = self.permissions_in(channel, author);
        if granted & permission::SEND_MESSAGES == 0 {
            let missing = if channel.thread().is_some() {
                permission::SEND_MESSAGES_IN_THREADS
            } else {
                permission::SEND_MESSAGES
            };
            return Err(Refusal::needs(missing, &channel.title()));
        }
        self.channel_with(channel_id, author, draft.needed())?;
        let is_locked = channel.thread().is_some_and(|thread| thread.locked);
        if is_locked && granted & permission::MANAGE_THREADS == 0 {
            return Err(Refusal::THREAD_LOCKED);
        }
        if draft.is_reply() && granted & permission::READ_MESSAGE_HISTORY == 0 {
            return Err(Refusal::CANNOT_REPLY);
        }
        let is_voice = draft.flags & message_flag::IS_VOICE_MESSAGE != 0;
        if is_voice && granted & permission::SEND_VOICE_MESSAGES == 0 {
            return Err(Refusal::NO_VOICE_MESSAGES);
        }
        self.check_slowmode(channel, author, granted)
    }

    /// Checks that a person has waited long enough; bots need not. Discord docs: Channel.
    fn check_slowmode(
        &self,
        channel: &Channel,
        author: UserId,
        granted: u64,
    ) -> Result<(), Refusal> {
        let is_bot = self.user(author)?.bot;
        let wait = channel.slowmode() * 1000;
        if is_bot || wait == 0 || granted & permission::BYPASS_SLOWMODE != 0 {
            return Ok(());
        }
        let last = self
            .last_posts
            .get(&channel.id)
            .and_then(|users| users.get(&author));
        let opens = last.map_or(0, |last| last + wait);
        let now = self.clock.now();
        if opens <= now {
            return Ok(());
        }
        let mut refusal = Refusal::SLOWMODE;
        refusal.retry_after = Some(opens - now);
        Err(refusal)
    }

    /// Remembers when a user wrote, for the slow mode of the channel.
    pub(super) fn note_post(&mut self, channel: ChannelId, author: UserId) {
        let now = self.clock.now();
        let users = self.last_posts.entry(channel).or_default();
        users.insert(author, now);
    }

    /// Checks that a user can read a message, for it is to be forwarded. A bot must be let read contents.
    pub(super) fn check_forward(
        &self,
        channel: &Channel,
        message: &Message,
        user: UserId,
    ) -> Result<(), Refusal> {
        if !message.may_be_forwarded() {
            return Err(Refusal::INVALID_MESSAGE_TYPE);
        }
        let granted = self.permissions_in(channel, user);
        if granted & permission::READ_MESSAGE_HISTORY == 0 {
            return Err(Refusal::CANNOT_FORWARD);
        }
        let is_shown = message.author_id == user || message.mentions.contains(&user);
        if !is_shown && self.is_blind(message, user) {
            return Err(
                Refusal::CANNOT_FORWARD.because("the bot has not the intent MESSAGE_CONTENT")
            );
        }
        Ok(())
    }

    /// Writes custom emojis that the author may not use there as their names, as Discord does.
    pub(super) fn with_usable_emojis(
        &self,
        content: &str,
        channel: &Channel,
        user: UserId,
    ) -> String {
        let external = self.permissions_in(channel, user) & permission::USE_EXTERNAL_EMOJIS != 0;
        let mut out = String::with_capacity(content.len());
        let mut rest = content;
        while let Some((before, after)) = rest.split_once('<') {
            out.push_str(before);
            let found = after.split_once('>').and_then(|(inside, after)| {
                let name = self.unusable_emoji(inside, channel, user, external)?;
                Some((format!(":{name}:"), after))
            });
            let (written, left) = found.unwrap_or_else(|| ("<".to_owned(), after));
            out.push_str(&written);
            rest = left;
        }
        out.push_str(rest);
        out
    }

    /// The name of a known emoji that the user may not use; nothing if it is fine or no emoji.
    fn unusable_emoji<'t>(
        &self,
        inside: &'t str,
        channel: &Channel,
        user: UserId,
        external: bool,
    ) -> Option<&'t str> {
        let inside = inside.strip_prefix('a').unwrap_or(inside);
        let (name, id) = inside.strip_prefix(':')?.split_once(':')?;
        let (emoji, owner) = self.find_emoji(id.parse().ok()?)?;
        let is_own = match owner {
            EmojiOwner::Guild(guild) => channel.guild_id() == Some(guild),
            EmojiOwner::Application(_) => true,
        };
        let may = self.may_use_emoji(emoji, owner, user) && (is_own || external);
        (!may).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Store,
        image::Image,
        posting::Draft,
        seed::{ADA, APPLICATION, GENERAL},
    };

    #[test]
    fn an_emoji_that_is_not_the_authors_to_use_becomes_its_name() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let image = Image::parse("data:image/png;base64,AAEC").unwrap();
        let made = store.create_application_emoji(APPLICATION, "crab".to_owned(), image);
        let id = made.unwrap().value;
        let content = format!("a < b <:crab:{id}> <:other:1> <@1> <");
        let mut write = |author| {
            let draft = Draft {
                content: content.clone(),
                ..Draft::default()
            };
            let id = store.post(GENERAL, author, draft).unwrap().value;
            store.message(GENERAL, id).unwrap().content.clone()
        };
        assert_eq!(write(ADA), "a < b :crab: <:other:1> <@1> <");
        assert_eq!(write(APPLICATION.cast()), content);
    }
}
