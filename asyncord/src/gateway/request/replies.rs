//! The requests of one shard that wait for answers.

use std::time::Duration;

use serde::Deserialize;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use super::op;
use crate::{
    event::RawEvent,
    gateway::{envelope, machine::Outgoing},
    id::{Id, marker::GuildMarker},
};

/// Discord asks for half a minute. A number without sense must not overflow the clock.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// A payload that Discord answers with events.
#[derive(Debug)]
pub(in crate::gateway) struct Request {
    pub(super) id: u64,
    pub(super) awaits: Awaits,
    pub(super) payload: String,
    pub(super) reply: mpsc::UnboundedSender<RawEvent>,
}

/// Which events answer it.
#[derive(Clone, Debug)]
pub(in crate::gateway) enum Awaits {
    /// Members that are marked with this nonce.
    Members { nonce: String },
    /// The sounds of these guilds.
    Sounds { guild_ids: Vec<Id<GuildMarker>> },
    /// What goes on in the guild's voice channels.
    ChannelInfo { guild_id: Id<GuildMarker> },
}

impl Awaits {
    fn op(&self) -> u8 {
        match self {
            Self::Members { .. } => op::REQUEST_GUILD_MEMBERS,
            Self::Sounds { .. } => op::REQUEST_SOUNDBOARD_SOUNDS,
            Self::ChannelInfo { .. } => op::REQUEST_CHANNEL_INFO,
        }
    }

    fn answered_by(&self, name: &str, json: &str) -> bool {
        let guild = || read::<Id<GuildMarker>>(json, "guild_id");
        match (self, name) {
            (Self::Members { nonce }, "GUILD_MEMBERS_CHUNK") => {
                read::<String>(json, "nonce").as_ref() == Some(nonce)
            }
            (Self::Sounds { guild_ids }, "SOUNDBOARD_SOUNDS") => {
                guild().is_some_and(|guild| guild_ids.contains(&guild))
            }
            (Self::ChannelInfo { guild_id }, "CHANNEL_INFO") => guild() == Some(*guild_id),
            _ => false,
        }
    }

    fn refused_by(&self, refusal: &Refusal) -> bool {
        if refusal.opcode != self.op() {
            return false;
        }
        let meta = refusal.meta.as_ref();
        let guild = meta.and_then(|meta| meta.guild_id);
        match self {
            Self::Members { nonce } => meta.and_then(|meta| meta.nonce.as_ref()) == Some(nonce),
            Self::Sounds { guild_ids } => guild.is_none_or(|guild| guild_ids.contains(&guild)),
            Self::ChannelInfo { guild_id } => guild.is_none_or(|guild| guild == *guild_id),
        }
    }
}

fn read<T: for<'de> Deserialize<'de>>(json: &str, key: &str) -> Option<T> {
    serde_json::from_str(envelope::field(json, key)?).ok()
}

/// RATE_LIMITED, as far as it matters here.
#[derive(Deserialize)]
struct Refusal {
    opcode: u8,
    retry_after: f64,
    #[serde(default)]
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Meta {
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    guild_id: Option<Id<GuildMarker>>,
}

/// The requests of one shard that wait for answers.
#[derive(Debug, Default)]
pub(in crate::gateway) struct Replies {
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    request: Request,
    /// When Discord takes it, where it has said so.
    not_before: Option<Instant>,
    /// While this is there, what was last made to be sent for it is sent.
    sent: oneshot::Receiver<()>,
}

impl Waiting {
    fn new(request: Request) -> (Self, Outgoing) {
        let mut waiting = Self {
            request,
            not_before: None,
            sent: oneshot::channel().1,
        };
        let outgoing = waiting.outgoing();
        (waiting, outgoing)
    }

    fn outgoing(&mut self) -> Outgoing {
        let (sent, guard) = oneshot::channel();
        self.sent = guard;
        Outgoing {
            payload: self.request.payload.clone(),
            request: Some(self.request.id),
            not_before: self.not_before,
            sent: Some(sent),
        }
    }
}

impl Replies {
    /// Whether an event may answer anything: asked of every event.
    pub(in crate::gateway) fn wants(&self, name: &str) -> bool {
        !self.waiting.is_empty()
            && matches!(
                name,
                "GUILD_MEMBERS_CHUNK" | "SOUNDBOARD_SOUNDS" | "CHANNEL_INFO" | "RATE_LIMITED"
            )
    }

    /// Leaves those alone that nobody waits for any more, so that they are not sent either.
    pub(in crate::gateway) fn forget(&mut self) {
        self.waiting
            .retain(|waiting| !waiting.request.reply.is_closed());
    }

    /// Takes a request on; what to send for it.
    pub(in crate::gateway) fn add(&mut self, request: Request) -> Outgoing {
        let (waiting, outgoing) = Waiting::new(request);
        self.waiting.push(waiting);
        outgoing
    }

    /// A new session has begun, which knows nothing of what was asked in the last one: what to send again.
    pub(in crate::gateway) fn again(&mut self) -> Vec<Outgoing> {
        self.forget();
        self.waiting.iter_mut().map(Waiting::outgoing).collect()
    }

    /// Gives an event to whoever waits for it; what to send again later, where it says so.
    pub(in crate::gateway) fn take(&mut self, now: Instant, event: &RawEvent) -> Option<Outgoing> {
        self.forget();
        let (name, json) = (event.name(), event.json());
        if name == "RATE_LIMITED" {
            let refusal: Refusal = serde_json::from_str(json).ok()?;
            let waiting = self
                .waiting
                .iter_mut()
                .find(|waiting| waiting.request.awaits.refused_by(&refusal))?;
            let wait = Duration::try_from_secs_f64(refusal.retry_after)
                .unwrap_or_default()
                .min(LONGEST_WAIT);
            tracing::debug!(?wait, opcode = refusal.opcode, "a request has to wait");
            waiting.not_before = Some(now + wait);
            return Some(waiting.outgoing());
        }
        for waiting in &self.waiting {
            let request = &waiting.request;
            if request.awaits.answered_by(name, json) {
                // Whoever has heard enough is taken out the next time.
                let _ = request.reply.send(event.clone());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::{collection::vec, prelude::*};
    use tokio::{sync::mpsc, time::Instant};

    use super::{Awaits, Replies, Request, op};
    use crate::event::RawEvent;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Kind {
        Members,
        Sounds,
        ChannelInfo,
    }

    #[derive(Clone, Debug)]
    enum Step {
        Ask(Kind, u64),
        /// An answer to the request of this number, or to the guild's.
        Answer(Kind, u64),
        Refuse(Kind, u64, f64),
        NewSession,
        StopWaiting(usize),
        Other,
    }

    fn kind() -> impl Strategy<Value = Kind> {
        prop_oneof![
            Just(Kind::Members),
            Just(Kind::Sounds),
            Just(Kind::ChannelInfo)
        ]
    }

    fn step() -> impl Strategy<Value = Step> {
        let wait = prop_oneof![0.0..40.0, Just(f64::MAX), Just(1e19), Just(-1.0)];
        prop_oneof![
            6 => (kind(), 0..3_u64).prop_map(|(kind, guild)| Step::Ask(kind, guild)),
            8 => (kind(), 0..8_u64).prop_map(|(kind, which)| Step::Answer(kind, which)),
            2 => (kind(), 0..8_u64, wait).prop_map(|(kind, which, wait)| Step::Refuse(kind, which, wait)),
            1 => Just(Step::NewSession),
            2 => any::<usize>().prop_map(Step::StopWaiting),
            1 => Just(Step::Other),
        ]
    }

    /// Somebody who waits, and how many answers are due to them.
    struct Waiting {
        id: u64,
        kind: Kind,
        guild: u64,
        answers: mpsc::UnboundedReceiver<RawEvent>,
        due: usize,
    }

    impl Waiting {
        /// Members are told apart by request, the others by guild.
        fn is_meant(&self, kind: Kind, which: u64) -> bool {
            self.kind == kind
                && match kind {
                    Kind::Members => self.id == which,
                    _ => self.guild == which,
                }
        }
    }

    fn request(id: u64, kind: Kind, guild: u64) -> (Request, Waiting) {
        let (reply, answers) = mpsc::unbounded_channel();
        let awaits = match kind {
            Kind::Members => Awaits::Members {
                nonce: id.to_string(),
            },
            Kind::Sounds => Awaits::Sounds {
                guild_ids: vec![guild.into(), 99.into()],
            },
            Kind::ChannelInfo => Awaits::ChannelInfo {
                guild_id: guild.into(),
            },
        };
        let payload = id.to_string();
        let waiting = Waiting {
            id,
            kind,
            guild,
            answers,
            due: 0,
        };
        (
            Request {
                id,
                awaits,
                payload,
                reply,
            },
            waiting,
        )
    }

    fn answer(kind: Kind, which: u64) -> RawEvent {
        let (name, json) = match kind {
            Kind::Members => (
                "GUILD_MEMBERS_CHUNK",
                format!(r#"{{"guild_id":"1","nonce":"{which}"}}"#),
            ),
            Kind::Sounds => ("SOUNDBOARD_SOUNDS", format!(r#"{{"guild_id":"{which}"}}"#)),
            Kind::ChannelInfo => ("CHANNEL_INFO", format!(r#"{{"guild_id":"{which}"}}"#)),
        };
        RawEvent::from_json(name, json)
    }

    fn refusal(kind: Kind, which: u64, wait: f64) -> RawEvent {
        let (opcode, meta) = match kind {
            Kind::Members => (
                op::REQUEST_GUILD_MEMBERS,
                format!(r#"{{"guild_id":"1","nonce":"{which}"}}"#),
            ),
            Kind::Sounds => (op::REQUEST_SOUNDBOARD_SOUNDS, "null".to_owned()),
            Kind::ChannelInfo => (op::REQUEST_CHANNEL_INFO, "{}".to_owned()),
        };
        let json = format!(r#"{{"opcode":{opcode},"retry_after":{wait:e},"meta":{meta}}}"#);
        RawEvent::from_json("RATE_LIMITED", json)
    }

    proptest! {
        #[test]
        fn everyone_hears_their_own_answers_and_is_asked_for_again(steps in vec(step(), 0..60)) {
            let mut replies = Replies::default();
            let mut waiting = Vec::<Waiting>::new();
            let now = Instant::now();
            let mut asked = 0;
            for step in steps {
                match step {
                    Step::Ask(kind, guild) => {
                        let (request, waits) = request(asked, kind, guild);
                        let outgoing = replies.add(request);
                        prop_assert_eq!((outgoing.request, outgoing.not_before), (Some(asked), None));
                        waiting.push(waits);
                        asked += 1;
                    }
                    Step::Answer(kind, which) => {
                        let event = answer(kind, which);
                        prop_assert!(waiting.is_empty() || replies.wants(event.name()));
                        prop_assert!(replies.take(now, &event).is_none());
                        for waits in &mut waiting {
                            waits.due += usize::from(waits.is_meant(kind, which));
                        }
                    }
                    Step::Refuse(kind, which, wait) => {
                        let again = replies.take(now, &refusal(kind, which, wait));
                        // Only members say whose request it was.
                        let refused = |waits: &&Waiting| {
                            waits.kind == kind && (kind != Kind::Members || waits.id == which)
                        };
                        let refused = waiting.iter().find(refused).map(|waits| waits.id);
                        prop_assert_eq!(again.as_ref().and_then(|again| again.request), refused);
                        if let Some(again) = again {
                            let after = again.not_before.unwrap() - now;
                            prop_assert!(after <= Duration::from_hours(1));
                            prop_assert!(wait > 40.0 || after.as_secs_f64() >= wait - 1e-6);
                        }
                    }
                    Step::NewSession => {
                        let again = replies.again().into_iter().filter_map(|outgoing| outgoing.request);
                        let ids = waiting.iter().map(|waits| waits.id);
                        prop_assert!(again.eq(ids));
                    }
                    Step::StopWaiting(_) if waiting.is_empty() => {}
                    Step::StopWaiting(which) => drop(waiting.remove(which % waiting.len())),
                    Step::Other => {
                        prop_assert!(!replies.wants("MESSAGE_CREATE"));
                        let event = RawEvent::from_json("RATE_LIMITED", "[]");
                        prop_assert!(replies.take(now, &event).is_none());
                    }
                }
            }
            for waits in &mut waiting {
                prop_assert_eq!(waits.answers.len(), waits.due);
            }
        }
    }
}
