//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::WebhookMarker};

/// Not written yet.
#[object]
pub struct Webhook {
    /// The id.
    pub id: Id<WebhookMarker>,
}
