//! All sessions: who hears of what, and what becomes of them.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use tokio::time::Instant;

use crate::sandbox::{
    fault::{Faults, Twist},
    inspector::{Direction, Inspector, Payload, Talk},
    state::{
        Event, Store,
        ids::{ApplicationId, GuildId},
    },
    world::Shown,
};

use super::{
    identity::{Identity, Miss},
    link::{Close, Link},
    log::{Entry, RESUMED},
    payload::{close, op},
    rules::{Rules, StartLimit, Starts, TooMany},
    session::{Attachment, Session},
};

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
    /// Dispatches, and when there will be further ones that are delayed.
    Dispatches(Vec<(u64, Entry)>, Option<Instant>),
    /// The client reads too slowly, and what it would need next is gone.
    Behind,
    /// The socket has no session: not yet, or not any more.
    Elsewhere,
}

/// All sessions of the sandbox.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    all: HashMap<Arc<str>, Session>,
    starts: Starts,
    pub(crate) rules: Rules,
    /// What the ids of sessions are made of.
    chance: fastrand::Rng,
}

impl Sessions {
    /// Sessions whose ids are the same in every run with the same seed.
    pub(crate) fn new(rules: Rules, seed: Option<u64>) -> Self {
        Self {
            rules,
            chance: seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed),
            ..Self::default()
        }
    }

    /// Gives an event to every session that is to hear of it.
    pub(crate) fn publish(
        &mut self,
        store: &Store,
        inspector: &Inspector,
        faults: &Faults,
        event: &Event,
        shown: &Shown<'_>,
    ) {
        for session in self.all.values_mut() {
            let withheld = |why: Cow<'static, str>| {
                let data = shown.text().clone();
                let direction = Direction::Withheld;
                let payload = Payload::event(&session.talk, direction, event.name, None, data);
                inspector.payload(store.clock.now(), payload.because(why));
            };
            match session.identity.misses(store, event) {
                Some(Miss::NotMeant) => continue,
                Some(Miss::Withheld(why)) => {
                    withheld(why);
                    continue;
                }
                None => {}
            }
            let twist = faults.for_event(session.identity.application, event.name);
            if twist == Some(Twist::Withhold) {
                withheld("not sent: a fault that was asked for".into());
                continue;
            }
            let entry = session.entry_for(store, event, shown);
            match twist {
                Some(Twist::Delay(wait)) => session.hold(entry, wait),
                Some(Twist::Duplicate) => {
                    session.push(entry.clone());
                    session.push(entry);
                }
                Some(Twist::Withhold) | None => session.push(entry),
            }
        }
    }

    /// Counts the session that is to begin, if the bot has not begun too many.
    pub(super) fn admit(&mut self, identity: &Identity) -> Result<(), TooMany> {
        let (shard, _) = identity.shard;
        self.starts.take(&self.rules, identity.application, shard)
    }

    /// Begins a session on a socket.
    pub(super) fn begin(&mut self, identity: Identity, link: &Arc<Link>) -> Arc<str> {
        self.forget_old();
        let id = format!("{:016x}{:016x}", self.chance.u64(..), self.chance.u64(..));
        let id: Arc<str> = id.into();
        let talk = Talk {
            application: Some(identity.application),
            session: Some(id.clone()),
            shard: Some(identity.shard),
        };
        link.serves(&talk);
        let session = Session::new(identity, talk, link);
        self.all.insert(id.clone(), session);
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
        self.forget_old();
        let session = self
            .all
            .get_mut(id)
            .filter(|session| session.identity.application == application)
            .ok_or(NotResumable::Invalid)?;
        let next = sequence.saturating_add(1);
        if next > session.log.next() {
            self.all.remove(id);
            return Err(NotResumable::FromTheFuture);
        }
        if !session.log.reaches_back_to(next) {
            self.all.remove(id);
            return Err(NotResumable::Invalid);
        }
        session.log.drop_resumed_from(next);
        if let Some(old) = session.detach() {
            old.cut();
        }
        session.attachment = Attachment::Link {
            link: link.clone(),
            next,
        };
        link.serves(&session.talk);
        session.push(Entry::new(RESUMED, r#"{"_trace":[]}"#.into()));
        Ok(session.identity.clone())
    }

    /// Sends a dispatch to one session.
    pub(super) fn send(&mut self, id: &str, name: &'static str, data: &serde_json::Value) {
        if let Some(session) = self.all.get_mut(id) {
            session.push(Entry::new(name, data.to_string().into()));
        }
    }

    /// Takes the next dispatches for a socket.
    pub(super) fn take_for(&mut self, link: &Arc<Link>, most: usize) -> Batch {
        let session = link.session().and_then(|id| self.all.get_mut(&id));
        let Some(session) = session.filter(|own| own.is_on(link)) else {
            return Batch::Elsewhere;
        };
        let next_at = session.release();
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
        Batch::Dispatches(dispatches, next_at)
    }

    /// The session on a socket, if it still is.
    pub(super) fn on(&mut self, link: &Arc<Link>) -> Option<&mut Session> {
        let id = link.session()?;
        self.all.get_mut(&id).filter(|own| own.is_on(link))
    }

    /// The socket is gone; the session waits to be resumed.
    pub(super) fn detach(&mut self, link: &Arc<Link>) {
        if let Some(session) = self.on(link) {
            session.detach();
        }
    }

    /// The session is over, if it is still on this socket.
    pub(super) fn end(&mut self, link: &Arc<Link>) {
        if let Some(id) = link.session()
            && self.on(link).is_some()
        {
            self.all.remove(&id);
        }
    }

    /// Drops the sessions that can no longer be resumed.
    pub(super) fn forget_old(&mut self) {
        self.all.retain(|_, session| !session.is_over());
    }

    /// Breaks the sockets of one bot or of all, and says how many; with a code they are closed with it.
    pub(crate) fn cut(&mut self, application: Option<ApplicationId>, code: Option<u16>) -> usize {
        self.each(application, |session| {
            // At once, so that nothing more is handed to the old socket.
            let Some(link) = session.detach() else {
                return false;
            };
            match code {
                Some(code) => link.close(Close::new(code, "cut by the sandbox's driver")),
                None => link.cut(),
            }
            true
        })
    }

    /// Asks the clients of one bot or of all to connect anew and resume.
    pub(crate) fn reconnect(&mut self, application: Option<ApplicationId>) -> usize {
        self.tell(application, op::RECONNECT)
    }

    /// Asks the clients for a heartbeat at once.
    pub(crate) fn ask_for_heartbeat(&mut self, application: Option<ApplicationId>) -> usize {
        self.tell(application, op::HEARTBEAT)
    }

    fn tell(&mut self, application: Option<ApplicationId>, op: u64) -> usize {
        self.each(application, |session| match &session.attachment {
            Attachment::Link { link, .. } => {
                link.send(op, &serde_json::Value::Null);
                true
            }
            Attachment::None(_) => false,
        })
    }

    /// Tells the clients that their session is no longer good, or that it must be resumed.
    pub(crate) fn invalidate(
        &mut self,
        application: Option<ApplicationId>,
        resumable: bool,
    ) -> usize {
        let told = self.each(application, |session| match session.detach() {
            Some(link) => {
                link.send(op::INVALID_SESSION, &resumable.into());
                true
            }
            None => false,
        });
        if !resumable {
            self.forget(application);
        }
        told
    }

    /// Drops the sessions of one bot or of all; sockets that are on them stay, without one.
    pub(crate) fn forget(&mut self, application: Option<ApplicationId>) {
        self.all.retain(|_, session| {
            application.is_some_and(|only| only != session.identity.application)
        });
    }

    /// Ends everything of a bot: its token is no longer good.
    pub(super) fn terminate(&mut self, application: ApplicationId) {
        let close = Close::new(close::AUTHENTICATION_FAILED, "The token was reset.");
        self.each(Some(application), |session| {
            if let Some(link) = session.detach() {
                link.close(close.clone());
            }
            true
        });
        self.forget(Some(application));
    }

    fn each(
        &mut self,
        application: Option<ApplicationId>,
        mut act: impl FnMut(&mut Session) -> bool,
    ) -> usize {
        self.all
            .values_mut()
            .filter(|session| application.is_none_or(|only| only == session.identity.application))
            .filter_map(|session| act(session).then_some(()))
            .count()
    }

    /// Whether a bot is connected.
    pub(crate) fn is_connected(&self, application: ApplicationId) -> bool {
        self.of(application)
            .any(|session| matches!(session.attachment, Attachment::Link { .. }))
    }

    /// Whether a bot has a session, be it without a socket.
    pub(super) fn has(&self, application: ApplicationId) -> bool {
        self.of(application).any(|session| !session.is_over())
    }

    fn of(&self, application: ApplicationId) -> impl Iterator<Item = &Session> {
        self.all
            .values()
            .filter(move |session| session.identity.application == application)
    }

    /// How many sessions a bot may begin yet.
    pub(crate) fn start_limit(&self, application: ApplicationId) -> StartLimit {
        self.starts.limit(&self.rules, application)
    }

    /// Notes that all members of a guild are asked for, or says how long to wait with that.
    pub(super) fn ask_for_members(
        &mut self,
        id: &str,
        guild: GuildId,
    ) -> Result<(), std::time::Duration> {
        self.all
            .get_mut(id)
            .map_or(Ok(()), |session| session.ask_for_members(guild))
    }
}
