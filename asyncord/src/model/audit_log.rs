//! Audit logs: who changed what in a guild.

use std::fmt;

use super::{
    ApplicationCommand, AutoModerationRule, Channel, GuildScheduledEvent, Integration, List, Text,
    Timestamp, User, Webhook, wire::object,
};
use crate::id::{
    Id,
    marker::{AuditLogEntryMarker, GenericMarker, UserMarker},
};

mod action;
mod change;
mod info;
mod show;
mod target;
#[cfg(test)]
mod tests;
mod value;

pub use self::{
    action::AuditLogActionType,
    change::{
        AuditLogChange, Change, ChangeKey, CommandPermissionChange, RawAuditLogChange, change_key,
    },
    info::AuditLogEntryInfo,
    target::AuditLogTarget,
    value::{AuditLogCommandPermission, AuditLogRole, AuditLogValue},
};

/// A page of a guild's audit log, with what its entries name.
///
/// Discord keeps entries for 45 days.
///
/// Discord docs: Audit Log/Audit Log Object.
#[object]
#[derive(Default)]
pub struct AuditLog {
    /// The application commands that the entries name.
    pub application_commands: List<ApplicationCommand>,
    /// The entries, from the newest to the oldest.
    pub audit_log_entries: List<AuditLogEntry>,
    /// The auto-moderation rules that the entries name.
    pub auto_moderation_rules: List<AutoModerationRule>,
    /// The scheduled events that the entries name.
    pub guild_scheduled_events: List<GuildScheduledEvent>,
    /// Parts of the integrations that the entries name.
    pub integrations: List<Integration>,
    /// The threads that the entries name.
    pub threads: List<Channel>,
    /// The users that the entries name.
    pub users: List<User>,
    /// The webhooks that the entries name.
    pub webhooks: List<Webhook>,
}

impl AuditLog {
    /// A user that the entries name.
    pub fn user(&self, id: impl Into<Id<UserMarker>>) -> Option<&User> {
        let id = id.into();
        self.users.iter().find(|user| user.id == id)
    }

    /// Who made the changes of an entry.
    pub fn actor(&self, entry: &AuditLogEntry) -> Option<&User> {
        self.user(entry.user_id?)
    }

    /// The entries of one kind, from the newest to the oldest.
    pub fn of(&self, action: AuditLogActionType) -> impl Iterator<Item = &AuditLogEntry> {
        self.audit_log_entries
            .iter()
            .filter(move |entry| entry.action_type == action)
    }
}

/// One thing that was done in a guild.
///
/// Shown as a sentence, such as
/// `user 4 changed a member (5): nick changed from "ada" to "countess"; reason: asked for it`.
///
/// ```
/// use asyncord::model::{AuditLogChange, AuditLogEntry, AuditLogTarget, change_key, decode};
///
/// let entry: AuditLogEntry = decode(
///     r#"{"id": "9", "action_type": 24, "user_id": "4", "target_id": "5", "changes": [
///         {"key": "nick", "old_value": "ada", "new_value": "countess"},
///         {"key": "mute", "new_value": true}
///     ]}"#,
/// )?;
/// // By key …
/// let nick = entry.change::<change_key::Nick>().expect("it was changed");
/// assert_eq!(nick.new.as_deref(), Some("countess"));
/// // … or one after the other.
/// for change in &entry.changes {
///     match change {
///         AuditLogChange::Mute(mute) => assert_eq!(mute.new, Some(true)),
///         other => println!("{other}"),
///     }
/// }
/// if let Some(AuditLogTarget::User(user_id)) = entry.target() {
///     assert_eq!(user_id, 5);
/// }
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// Discord docs: Audit Log/Audit Log Entry Object.
#[object]
pub struct AuditLogEntry {
    /// The entry's id.
    pub id: Id<AuditLogEntryMarker>,
    /// What was changed: see [`target`](Self::target) for the kind of it.
    pub target_id: Option<Id<GenericMarker>>,
    /// The changes.
    pub changes: List<AuditLogChange>,
    /// Who did it; `None` where it was Discord.
    pub user_id: Option<Id<UserMarker>>,
    /// What was done.
    pub action_type: AuditLogActionType,
    /// What else there is to tell of some actions.
    pub options: Option<Box<AuditLogEntryInfo>>,
    /// Why, up to 512 characters.
    pub reason: Option<Text>,
}

impl AuditLogEntry {
    /// When it was done.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// What was changed, typed by what was done.
    ///
    /// `None` where Discord names nothing; the name of a deleted thing stands in its changes.
    pub fn target(&self) -> Option<AuditLogTarget> {
        self.target_id
            .map(|id| AuditLogTarget::new(self.action_type, id))
    }

    /// The change of one key, such as `entry.change::<change_key::Nick>()`.
    ///
    /// `None` where the key was not changed, or its values do not have the key's type; such a change
    /// stays in `changes` as [`AuditLogChange::Unknown`].
    pub fn change<K: ChangeKey>(&self) -> Option<&Change<K::Value>> {
        self.changes.iter().find_map(K::of)
    }
}

impl fmt::Display for AuditLogEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.user_id {
            Some(user) => write!(f, "user {user}")?,
            None => f.write_str("Discord")?,
        }
        match self.action_type.phrase() {
            Some(phrase) => write!(f, " {phrase}")?,
            None => write!(f, " did {}", self.action_type)?,
        }
        if let Some(target) = self.target_id {
            write!(f, " ({target})")?;
        }
        let options = self.options.as_ref().map(ToString::to_string);
        if let Some(options) = options.filter(|options| !options.is_empty()) {
            write!(f, " [{options}]")?;
        }
        for (index, change) in self.changes.iter().enumerate() {
            f.write_str(if index == 0 { ": " } else { "; " })?;
            change.fmt(f)?;
        }
        match &self.reason {
            Some(reason) => write!(f, "; reason: {reason}"),
            None => Ok(()),
        }
    }
}
