//! Reading the audit log. Discord docs: Audit Log/Get Guild Audit Log.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    Refusal, Store,
    audit::{Entry, action},
    bits::permission,
    guild::Guild,
    ids::{AuditLogEntryId, GuildId, UserId},
    user::User,
};

/// Which entries are asked for.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) user_id: Option<UserId>,
    pub(crate) target_id: Option<String>,
    pub(crate) action_type: Option<u16>,
    pub(crate) before: Option<AuditLogEntryId>,
    pub(crate) after: Option<AuditLogEntryId>,
    pub(crate) limit: usize,
}

impl Filter {
    fn takes(&self, entry: &Entry) -> bool {
        self.user_id.is_none_or(|user| entry.user_id == user)
            && self
                .action_type
                .is_none_or(|kind| entry.action_type == kind)
            && self.before.is_none_or(|before| entry.id < before)
            && self.after.is_none_or(|after| entry.id > after)
            && (self.target_id.is_none() || self.target_id == entry.target_id)
    }

    /// The entries of a page: the newest first, but the oldest first from a place on.
    fn page<'g>(&self, guild: &'g Guild) -> Vec<&'g Entry> {
        let entries = guild.audit_log.iter().filter(|entry| self.takes(entry));
        if self.after.is_some() && self.before.is_none() {
            entries.take(self.limit).collect()
        } else {
            entries.rev().take(self.limit).collect()
        }
    }
}

impl Store {
    /// A page of a guild's audit log, with what its entries speak of.
    pub(crate) fn audit_log(
        &self,
        id: GuildId,
        user: UserId,
        filter: &Filter,
    ) -> Result<Value, Refusal> {
        let guild = self.guild_with(id, user, permission::VIEW_AUDIT_LOG)?;
        let entries = filter.page(guild);
        let users: BTreeSet<UserId> = entries
            .iter()
            .flat_map(|entry| [Some(entry.user_id), target_user(entry)])
            .flatten()
            .collect();
        let users: Vec<Value> = users
            .into_iter()
            .filter_map(|user| self.users.get(&user))
            .map(User::json)
            .collect();
        let targets: BTreeSet<&str> = entries
            .iter()
            .filter_map(|entry| entry.target_id.as_deref())
            .collect();
        let threads: Vec<Value> = self
            .threads_of(id)
            .filter(|(channel, _)| targets.contains(&*channel.id.to_string()))
            .map(|(channel, _)| self.channel_json(channel))
            .collect();
        let integrations: Vec<Value> = guild
            .integrations
            .values()
            .filter(|integration| targets.contains(&*integration.id.to_string()))
            .map(|integration| self.partial_integration_json(integration))
            .collect();
        Ok(json!({
            "audit_log_entries": entries,
            "users": users,
            "integrations": integrations,
            "threads": threads,
            "webhooks": [],
            "guild_scheduled_events": [],
            "application_commands": [],
            "auto_moderation_rules": [],
        }))
    }
}

/// The user whom something was done to.
fn target_user(entry: &Entry) -> Option<UserId> {
    let is_about_a_user = matches!(
        entry.action_type,
        action::MEMBER_KICK
            ..=action::BOT_ADD
                | action::MESSAGE_DELETE
                | action::MESSAGE_PIN
                | action::MESSAGE_UNPIN
    );
    let target = entry.target_id.as_deref().filter(|_| is_about_a_user)?;
    target.parse().ok()
}
