//! Requests of the bot.

use std::{pin::Pin, time::Duration};

use serde_json::Value;

use super::PATIENCE;
use crate::testkit::{TestKit, record::Entry, report, site::Site};

/// A request of the bot that a test waits for; await it to get the body that was sent, null if there was none.
#[must_use = "nothing is waited for until this is awaited"]
#[derive(Debug)]
pub struct ExpectRequest {
    kit: TestKit,
    method: String,
    path: String,
    status: Option<u16>,
    site: Site,
    patience: Duration,
}

impl ExpectRequest {
    pub(super) fn new(kit: TestKit, method: &str, path: &str, site: Site) -> Self {
        Self {
            kit,
            method: method.to_owned(),
            path: path.to_owned(),
            status: None,
            site,
            patience: PATIENCE,
        }
    }

    /// It was answered with this status.
    pub fn answered_with(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// It comes within this time, instead of 5 seconds.
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    fn fits(&self, entry: &Value) -> bool {
        let operation = format!("{} {}", self.method, self.path);
        let is_path = entry["operation"] == operation
            || entry["method"] == self.method
                && entry["path"]
                    .as_str()
                    .is_some_and(|path| path.ends_with(&self.path));
        entry["kind"] == "call"
            && entry["application_id"] == self.kit.application_id().to_string()
            && is_path
            && self.status.is_none_or(|status| entry["status"] == status)
    }
}

impl IntoFuture for ExpectRequest {
    type Output = Value;
    type IntoFuture = Pin<Box<dyn Future<Output = Value> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let found = self.kit.record().wait_for(0, self.patience, |entry| {
                let Entry::Log(entry) = entry else {
                    return None;
                };
                self.fits(entry).then(|| entry["request"].clone())
            });
            let Some((_, request)) = found.await else {
                let what = format!(
                    "the bot did not ask {} {} within {:?}",
                    self.method, self.path, self.patience
                );
                report::fail(&self.kit, self.site, &what, None)
            };
            request
        })
    }
}
