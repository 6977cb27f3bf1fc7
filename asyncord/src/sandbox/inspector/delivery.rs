//! A request of the sandbox to an application, and the answer, as they are kept.

use std::time::Duration;

use crate::sandbox::state::ids::ApplicationId;

use super::{
    body::Body,
    call::milliseconds,
    entry::{DeliveryEntry, DeliveryPurpose},
};

/// What was sent to an application over HTTP, and the answer.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) application: ApplicationId,
    pub(crate) url: String,
    pub(crate) purpose: DeliveryPurpose,
    pub(crate) status: Option<u16>,
    pub(crate) duration: Duration,
    pub(crate) request: Body,
    pub(crate) response: Body,
    pub(crate) why: Option<String>,
}

impl Delivery {
    pub(super) fn size(&self) -> usize {
        self.url.len() + self.request.size() + self.response.size()
    }

    pub(super) fn entry(&self) -> DeliveryEntry {
        DeliveryEntry {
            application_id: self.application,
            url: self.url.clone(),
            purpose: self.purpose,
            status: self.status,
            duration_ms: milliseconds(self.duration),
            request: self.request.shown(),
            response: self.response.shown(),
            why: self.why.clone(),
        }
    }
}
