//! Entries as they are kept.

use std::{borrow::Cow, sync::Arc};

use crate::sandbox::state::ids::ApplicationId;

use super::{
    body::shown,
    call::Call,
    delivery::Delivery,
    entry::{Direction, GatewayEntry, LogEntry, LogKind},
};

/// One entry.
#[derive(Debug)]
pub(crate) struct Record {
    pub(super) id: u64,
    pub(super) at: u64,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    Call(Box<Call>),
    Gateway(Payload),
    Delivery(Box<Delivery>),
}

/// Whose connection it is, as far as that is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Talk {
    pub(crate) application: Option<ApplicationId>,
    pub(crate) session: Option<Arc<str>>,
    pub(crate) shard: Option<(u64, u64)>,
}

/// A payload of the gateway.
#[derive(Debug)]
pub(crate) struct Payload {
    talk: Talk,
    direction: Direction,
    op: Option<u64>,
    name: Option<&'static str>,
    sequence: Option<u64>,
    /// JSON, or text.
    data: Arc<str>,
    why: Option<Cow<'static, str>>,
}

impl Record {
    /// Roughly what it takes to keep it.
    pub(super) fn size(&self) -> usize {
        let own = size_of::<Self>();
        own + match &self.what {
            What::Call(call) => call.size(),
            What::Gateway(payload) => payload.data.len(),
            What::Delivery(delivery) => delivery.size(),
        }
    }

    /// The entry as it is shown.
    pub(crate) fn entry(&self) -> LogEntry {
        LogEntry {
            id: self.id,
            at: self.at,
            kind: match &self.what {
                What::Call(call) => LogKind::Call(call.entry()),
                What::Gateway(payload) => LogKind::Gateway(payload.entry()),
                What::Delivery(delivery) => LogKind::Delivery(delivery.entry()),
            },
        }
    }
}

impl Payload {
    pub(crate) fn new(talk: &Talk, direction: Direction, op: u64, data: Arc<str>) -> Self {
        Self {
            talk: talk.clone(),
            direction,
            op: Some(op),
            name: None,
            sequence: None,
            data,
            why: None,
        }
    }

    /// An event, which has a number once it is sent.
    pub(crate) fn event(
        talk: &Talk,
        direction: Direction,
        name: &'static str,
        sequence: Option<u64>,
        data: Arc<str>,
    ) -> Self {
        Self {
            name: Some(name),
            sequence,
            ..Self::new(talk, direction, 0, data)
        }
    }

    /// The end of a connection, with its code if there was a close frame.
    pub(crate) fn closed(talk: &Talk, code: Option<u16>, reason: &str) -> Self {
        Self {
            op: code.map(u64::from),
            ..Self::new(talk, Direction::Closed, 0, reason.into())
        }
    }

    /// Something that is no payload at all.
    pub(crate) fn garbage(talk: &Talk, text: &str) -> Self {
        Self {
            op: None,
            ..Self::new(talk, Direction::Received, 0, text.into())
        }
    }

    /// Says why it was withheld, cut short or the end.
    pub(crate) fn because(mut self, why: impl Into<Cow<'static, str>>) -> Self {
        self.why = Some(why.into());
        self
    }

    fn entry(&self) -> GatewayEntry {
        GatewayEntry {
            application_id: self.talk.application,
            session_id: self.talk.session.as_deref().map(str::to_owned),
            shard: self.talk.shard,
            direction: self.direction,
            op: self.op,
            t: self.name.map(str::to_owned),
            s: self.sequence,
            d: match self.direction {
                // The reason in words.
                Direction::Closed => (*self.data).into(),
                Direction::Sent | Direction::Received | Direction::Withheld => {
                    shown(self.data.as_bytes())
                }
            },
            why: self.why.as_deref().map(str::to_owned),
        }
    }
}
