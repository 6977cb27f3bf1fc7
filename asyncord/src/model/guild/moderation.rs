//! Bans, prunes, and what is switched off because of incidents.

use crate::{
    id::{Id, marker::UserMarker},
    model::{List, Text, Timestamp, User, wire::object},
};

/// A user who may not join a guild.
///
/// Discord docs: Guild/Ban Object.
#[object]
pub struct Ban {
    /// Why, if that was told.
    pub reason: Option<Text>,
    /// Who.
    pub user: User,
}

/// What became of a ban of many at once.
///
/// Discord docs: Guild/Bulk Guild Ban.
#[object]
#[derive(Default, Eq)]
pub struct BulkBan {
    /// Who was banned.
    pub banned_users: List<Id<UserMarker>>,
    /// Who was not: banned before, not to be banned by this bot, or not existing.
    pub failed_users: List<Id<UserMarker>>,
}

/// How many members a prune removes, or would.
///
/// Discord docs: Guild/Begin Guild Prune.
#[object]
#[derive(Copy, Default, Eq)]
pub struct GuildPrune {
    /// How many; `None` where the count was not asked for.
    pub pruned: Option<u32>,
}

/// What is switched off in a guild because of an incident, and what Discord noticed.
///
/// Discord docs: Guild/Incidents Data Object.
#[object]
#[derive(Copy, Default, Eq)]
pub struct IncidentsData {
    /// Until when nobody can join by invites.
    pub invites_disabled_until: Option<Timestamp>,
    /// Until when members who are no friends cannot write each other directly.
    pub dms_disabled_until: Option<Timestamp>,
    /// When Discord noticed spam by direct messages.
    pub dm_spam_detected_at: Option<Timestamp>,
    /// When Discord noticed a raid.
    pub raid_detected_at: Option<Timestamp>,
}

impl IncidentsData {
    /// Whether invites are switched off at a time, such as [`Timestamp::now`].
    pub fn are_invites_disabled(&self, at: Timestamp) -> bool {
        self.invites_disabled_until.is_some_and(|until| until > at)
    }

    /// Whether direct messages are switched off at a time, such as [`Timestamp::now`].
    pub fn are_dms_disabled(&self, at: Timestamp) -> bool {
        self.dms_disabled_until.is_some_and(|until| until > at)
    }
}
