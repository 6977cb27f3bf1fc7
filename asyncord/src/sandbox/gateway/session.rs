//! One session: what it was sent and which socket it is on.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use tokio::time::Instant;

use crate::sandbox::{
    inspector::Talk,
    state::{Event, Store, ids::GuildId, message::without_content},
    world::Shown,
};

use super::{
    identity::Identity,
    link::Link,
    log::{Entry, Log},
};

/// For how long a session without a socket can be resumed.
pub(super) const RESUMABLE: Duration = Duration::from_mins(5);
/// Presence updates, of which so many are taken in such a time.
const PRESENCES: usize = 5;
const PRESENCES_IN: Duration = Duration::from_secs(20);
/// After this long all members of a guild may be asked for again.
const MEMBERS_PAUSE: Duration = Duration::from_secs(30);

/// One session of a bot.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) identity: Identity,
    /// The same for the inspector.
    pub(super) talk: Talk,
    pub(super) log: Log,
    pub(super) attachment: Attachment,
    /// Events that a fault delays, and until when.
    held: Vec<(Instant, Entry)>,
    /// When all members of a guild were last asked for.
    members_asked: HashMap<GuildId, Instant>,
    /// When the last presences were set.
    presences: VecDeque<Instant>,
}

#[derive(Debug)]
pub(super) enum Attachment {
    /// The socket, and the number of the next dispatch that goes to it.
    Link { link: Arc<Link>, next: u64 },
    /// Since when there is none.
    None(Instant),
}

impl Session {
    pub(super) fn new(identity: Identity, talk: Talk, link: &Arc<Link>) -> Self {
        Self {
            identity,
            talk,
            log: Log::new(),
            attachment: Attachment::Link {
                link: link.clone(),
                next: 1,
            },
            held: Vec::new(),
            members_asked: HashMap::new(),
            presences: VecDeque::new(),
        }
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.log.push(entry);
        self.wake();
    }

    /// Sends a dispatch later.
    pub(super) fn hold(&mut self, entry: Entry, wait: Duration) {
        self.held.push((Instant::now() + wait, entry));
        self.wake();
    }

    fn wake(&self) {
        if let Attachment::Link { link, .. } = &self.attachment {
            link.wake();
        }
    }

    /// Numbers the delayed events whose time has come, and says when the next one's does.
    pub(super) fn release(&mut self) -> Option<Instant> {
        let now = Instant::now();
        let mut still = Vec::new();
        for (at, entry) in std::mem::take(&mut self.held) {
            if at <= now {
                self.log.push(entry);
            } else {
                still.push((at, entry));
            }
        }
        self.held = still;
        self.held.iter().map(|(at, _)| *at).min()
    }

    pub(super) fn is_on(&self, link: &Arc<Link>) -> bool {
        matches!(&self.attachment, Attachment::Link { link: own, .. } if Arc::ptr_eq(own, link))
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.attachment, Attachment::None(since) if since.elapsed() >= RESUMABLE)
    }

    /// Lets go of the socket, and hands it out.
    pub(super) fn detach(&mut self) -> Option<Arc<Link>> {
        match std::mem::replace(&mut self.attachment, Attachment::None(Instant::now())) {
            Attachment::Link { link, .. } => Some(link),
            Attachment::None(since) => {
                self.attachment = Attachment::None(since);
                None
            }
        }
    }

    /// What the session gets of an event.
    pub(super) fn entry_for(&self, store: &Store, event: &Event, shown: &Shown<'_>) -> Entry {
        let Identity { user, intents, .. } = self.identity;
        if event.name == "GUILD_CREATE"
            && let Some(guild) = event.audience.guild()
            && let Ok(guild) = store.guild(guild)
        {
            // How much of it comes is a matter of the intents.
            let large = self.identity.large_threshold;
            let data = store.guild_create_up_to(guild, user, intents, large);
            return Entry::new(event.name, data.to_string().into());
        }
        if !event.is_message || self.identity.reads_content(event) {
            return Entry::new(event.name, shown.text().clone());
        }
        let without = without_content(&event.data, user);
        // Its own messages and those that mention it come whole.
        let why = (without != event.data)
            .then_some("without its content: the intent MESSAGE_CONTENT is missing");
        Entry {
            why,
            ..Entry::new(event.name, without.to_string().into())
        }
    }

    /// Notes that all members of a guild are asked for, or says how long to wait with that.
    pub(super) fn ask_for_members(&mut self, guild: GuildId) -> Result<(), Duration> {
        let now = Instant::now();
        if let Some(last) = self.members_asked.get(&guild)
            && last.elapsed() < MEMBERS_PAUSE
        {
            return Err(MEMBERS_PAUSE.saturating_sub(last.elapsed()));
        }
        self.members_asked.insert(guild, now);
        Ok(())
    }

    /// Whether another presence may be set now.
    pub(super) fn takes_presence(&mut self) -> bool {
        let now = Instant::now();
        while self
            .presences
            .front()
            .is_some_and(|at| now - *at >= PRESENCES_IN)
        {
            self.presences.pop_front();
        }
        let takes = self.presences.len() < PRESENCES;
        if takes {
            self.presences.push_back(now);
        }
        takes
    }
}
