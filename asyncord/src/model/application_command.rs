//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::CommandMarker};

/// Not written yet.
#[object]
pub struct ApplicationCommand {
    /// The id.
    pub id: Id<CommandMarker>,
}

/// Not written yet.
#[object]
pub struct GuildApplicationCommandPermissions {}
