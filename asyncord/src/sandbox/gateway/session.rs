//! Sessions: who listens with which intents, what they were sent, and which socket they are on.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::sandbox::state::{
    Event, Store,
    bits::intent,
    event::Audience,
    ids::{ApplicationId, GuildId, UserId},
    message::without_content,
};

use super::{
    link::{Close, Link},
    log::{Entry, Log, RESUMED},
};

/// For how long a session without a socket can be resumed.
const RESUMABLE: Duration = Duration::from_mins(5);
/// How many sessions an application may begin in a day, as the API tells; nobody is turned away.
const STARTS: u32 = 1000;
const DAY: Duration = Duration::from_hours(24);

/// What a client identified with.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) application: ApplicationId,
    pub(super) user: UserId,
    pub(super) intents: u64,
    /// Its number, and of how many.
    pub(super) shard: (u64, u64),
}

impl Identity {
    /// Whether the guild's events come on this shard; what has no guild comes on the first.
    pub(super) fn serves(&self, guild: Option<GuildId>) -> bool {
        let (id, count) = self.shard;
        guild.map_or(0, |guild| (guild.get() >> 22) % count) == id
    }

    fn hears(&self, store: &Store, event: &Event) -> bool {
        let asked = event.intents == 0
            || self.intents & event.intents != 0
            || event.also == Some(self.user);
        asked
            && match &event.audience {
                Audience::Guild(guild) => {
                    self.serves(Some(*guild)) && store.is_member(*guild, self.user)
                }
                Audience::Direct(users) => self.serves(None) && users.contains(&self.user),
                Audience::User(user, guild) => {
                    *user == self.user && guild.is_none_or(|guild| self.serves(Some(guild)))
                }
                Audience::Page => false,
            }
    }

    fn reads_content(&self, event: &Event) -> bool {
        self.intents & intent::MESSAGE_CONTENT != 0 || matches!(event.audience, Audience::Direct(_))
    }
}

/// One session of a bot.
#[derive(Debug)]
struct Session {
    identity: Identity,
    log: Log,
    attachment: Attachment,
    /// When all members of a guild were last asked for.
    members_asked: HashMap<GuildId, Instant>,
}

#[derive(Debug)]
enum Attachment {
    /// The socket, and the number of the next dispatch that goes to it.
    Link { link: Arc<Link>, next: u64 },
    /// Since when there is none.
    None(Instant),
}

impl Session {
    fn push(&mut self, name: &'static str, data: Arc<str>) {
        self.log.push(name, data);
        if let Attachment::Link { link, .. } = &self.attachment {
            link.wake();
        }
    }

    fn is_on(&self, link: &Arc<Link>) -> bool {
        matches!(&self.attachment, Attachment::Link { link: own, .. } if Arc::ptr_eq(own, link))
    }

    fn is_over(&self) -> bool {
        matches!(self.attachment, Attachment::None(since) if since.elapsed() > RESUMABLE)
    }
}

/// Why a session cannot be resumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotResumable {
    /// Unknown, over, another bot's, or it missed more than is kept.
    Invalid,
    /// The client claims to have got what was never sent.
    FromTheFuture,
}

/// What goes to a socket next.
#[derive(Debug)]
pub(super) enum Batch {
    Dispatches(Vec<(u64, Entry)>),
    /// The client reads too slowly, and what it would need next is gone.
    Behind,
    /// The socket has no session: not yet, or not any more.
    Elsewhere,
}

/// How many sessions were begun and can be begun yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Starts {
    pub(crate) total: u32,
    pub(crate) remaining: u32,
    pub(crate) reset_after_ms: u64,
}

/// All sessions of the sandbox.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    sessions: HashMap<String, Session>,
    starts: HashMap<ApplicationId, (Instant, u32)>,
}

impl Sessions {
    /// Gives an event to every session that is to hear of it.
    pub(crate) fn publish(&mut self, store: &Store, event: &Event) {
        let mut whole: Option<Arc<str>> = None;
        for session in self.sessions.values_mut() {
            if !session.identity.hears(store, event) {
                continue;
            }
            let data = if event.is_message && !session.identity.reads_content(event) {
                without_content(&event.data, session.identity.user)
                    .to_string()
                    .into()
            } else {
                whole
                    .get_or_insert_with(|| event.data.to_string().into())
                    .clone()
            };
            session.push(event.name, data);
        }
    }

    /// Begins a session on a socket.
    pub(super) fn begin(&mut self, identity: Identity, link: &Arc<Link>) -> String {
        self.sessions.retain(|_, session| !session.is_over());
        let now = Instant::now();
        let (since, count) = self.starts.entry(identity.application).or_insert((now, 0));
        if since.elapsed() > DAY {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        let id = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        self.sessions.insert(
            id.clone(),
            Session {
                identity,
                log: Log::new(),
                attachment: Attachment::Link {
                    link: link.clone(),
                    next: 1,
                },
                members_asked: HashMap::new(),
            },
        );
        id
    }

    /// Puts a session on a new socket and sends it what it missed.
    pub(super) fn resume(
        &mut self,
        id: &str,
        application: ApplicationId,
        sequence: u64,
        link: &Arc<Link>,
    ) -> Result<Identity, NotResumable> {
        self.sessions.retain(|_, session| !session.is_over());
        let session = self
            .sessions
            .get_mut(id)
            .filter(|session| session.identity.application == application)
            .ok_or(NotResumable::Invalid)?;
        let next = sequence.saturating_add(1);
        if next > session.log.next() {
            self.sessions.remove(id);
            return Err(NotResumable::FromTheFuture);
        }
        if !session.log.reaches_back_to(next) {
            self.sessions.remove(id);
            return Err(NotResumable::Invalid);
        }
        session.log.drop_resumed_from(next);
        let attachment = Attachment::Link {
            link: link.clone(),
            next,
        };
        if let Attachment::Link { link: old, .. } =
            std::mem::replace(&mut session.attachment, attachment)
        {
            old.cut();
        }
        session.push(RESUMED, r#"{"_trace":[]}"#.into());
        Ok(session.identity.clone())
    }

    /// Sends a dispatch to one session.
    pub(super) fn send(&mut self, id: &str, name: &'static str, data: &serde_json::Value) {
        if let Some(session) = self.sessions.get_mut(id) {
            session.push(name, data.to_string().into());
        }
    }

    /// Takes the next dispatches for a socket.
    pub(super) fn take_for(&mut self, link: &Arc<Link>, most: usize) -> Batch {
        let Some(session) = self.sessions.values_mut().find(|own| own.is_on(link)) else {
            return Batch::Elsewhere;
        };
        let Attachment::Link { next, .. } = &mut session.attachment else {
            return Batch::Elsewhere;
        };
        if !session.log.reaches_back_to(*next) {
            return Batch::Behind;
        }
        let dispatches: Vec<(u64, Entry)> = session
            .log
            .from(*next)
            .take(most)
            .map(|(number, entry)| (number, entry.clone()))
            .collect();
        *next += dispatches.len() as u64;
        Batch::Dispatches(dispatches)
    }

    /// The socket is gone; the session waits to be resumed.
    pub(super) fn detach(&mut self, id: &str, link: &Arc<Link>) {
        if let Some(session) = self.sessions.get_mut(id).filter(|own| own.is_on(link)) {
            session.attachment = Attachment::None(Instant::now());
        }
    }

    /// The session is over, if it is still on this socket.
    pub(super) fn end(&mut self, id: &str, link: &Arc<Link>) {
        if self.sessions.get(id).is_some_and(|own| own.is_on(link)) {
            self.sessions.remove(id);
        }
    }

    /// Breaks the sockets of one bot or of all, and says how many; with a close code they end with it.
    pub(crate) fn cut(&mut self, application: Option<ApplicationId>, code: Option<u16>) -> usize {
        let mut cut = 0;
        for session in self.sessions.values_mut() {
            let Attachment::Link { link, .. } = &session.attachment else {
                continue;
            };
            if application.is_some_and(|only| only != session.identity.application) {
                continue;
            }
            match code {
                Some(code) => link.close(Close::new(code, "cut by the sandbox's driver")),
                None => link.cut(),
            }
            // At once, so that nothing more is handed to the old socket.
            session.attachment = Attachment::None(Instant::now());
            cut += 1;
        }
        cut
    }

    /// Whether a bot is connected.
    pub(crate) fn is_connected(&self, application: ApplicationId) -> bool {
        self.sessions.values().any(|session| {
            session.identity.application == application
                && matches!(session.attachment, Attachment::Link { .. })
        })
    }

    /// How many sessions a bot has begun today.
    pub(crate) fn identified(&self, application: ApplicationId) -> Starts {
        let (elapsed, count) = self
            .starts
            .get(&application)
            .map(|(since, count)| (since.elapsed(), *count))
            .filter(|(elapsed, _)| *elapsed <= DAY)
            .unwrap_or_default();
        let left = if count == 0 {
            Duration::ZERO
        } else {
            DAY.saturating_sub(elapsed)
        };
        Starts {
            total: STARTS,
            remaining: STARTS.saturating_sub(count),
            reset_after_ms: u64::try_from(left.as_millis()).unwrap_or(0),
        }
    }

    /// Notes that all members of a guild are asked for, or says how long to wait with that.
    pub(super) fn ask_for_members(&mut self, id: &str, guild: GuildId) -> Result<(), Duration> {
        const PAUSE: Duration = Duration::from_secs(30);

        let Some(session) = self.sessions.get_mut(id) else {
            return Ok(());
        };
        let now = Instant::now();
        if let Some(last) = session.members_asked.get(&guild)
            && last.elapsed() < PAUSE
        {
            return Err(PAUSE.saturating_sub(last.elapsed()));
        }
        session.members_asked.insert(guild, now);
        Ok(())
    }
}
