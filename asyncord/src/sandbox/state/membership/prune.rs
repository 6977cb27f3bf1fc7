//! Pruning: throwing out who has been silent. Discord docs: Guild/Begin Guild Prune.

use serde_json::json;

use super::super::{
    Actor, Changed, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    guild::Guild,
    ids::{GuildId, RoleId, UserId},
    member::Member,
};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Who is to go.
#[derive(Clone, Debug)]
pub(crate) struct Prune {
    /// Who has not been seen for so long.
    pub(crate) days: u64,
    /// Members with roles stay unless all of their roles are among these.
    pub(crate) include_roles: Vec<RoleId>,
}

impl Prune {
    fn takes(&self, member: &Member, last_seen: u64, now: u64) -> bool {
        let is_marked = member
            .roles
            .iter()
            .all(|role| self.include_roles.contains(role));
        is_marked && last_seen + self.days * DAY_MS <= now
    }
}

impl Store {
    /// Who would be pruned.
    pub(crate) fn prunable(
        &self,
        guild_id: GuildId,
        user: UserId,
        prune: &Prune,
    ) -> Result<Vec<UserId>, Refusal> {
        let needed = permission::MANAGE_GUILD | permission::KICK_MEMBERS;
        let guild = self.guild_with(guild_id, user, needed)?;
        if guild.has_feature("PRUNE_REQUIRES_ADMIN") {
            self.guild_with(guild_id, user, permission::ADMINISTRATOR)?;
        }
        for role in &prune.include_roles {
            guild.role(*role)?;
        }
        let now = self.clock.now();
        let members = guild.members.values();
        Ok(members
            .filter(|member| member.user_id != guild.owner_id && member.user_id != user)
            .filter(|member| !self.users.get(&member.user_id).is_some_and(|user| user.bot))
            .filter(|member| prune.takes(member, self.last_seen(guild, member), now))
            .map(|member| member.user_id)
            .collect())
    }

    /// When a member last joined or wrote something.
    fn last_seen(&self, guild: &Guild, member: &Member) -> u64 {
        let written = self
            .channels
            .values()
            .filter(|channel| channel.guild_id() == Some(guild.id))
            .filter_map(|channel| {
                self.messages_of(channel.id)
                    .find(|message| message.author_id == member.user_id)
            })
            .map(|message| message.id.timestamp_ms())
            .max();
        written.unwrap_or(0).max(member.joined_at)
    }

    /// Throws out the silent, and says how many.
    pub(crate) fn prune(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        prune: &Prune,
    ) -> Result<Changed<usize>, Refusal> {
        let gone = self.prunable(guild_id, actor.user, prune)?;
        let mut events = Vec::new();
        for user in &gone {
            events.extend(self.remove_member(guild_id, *user)?.events);
        }
        let note = Note::default().options(json!({
            "delete_member_days": prune.days.to_string(),
            "members_removed": gone.len().to_string(),
        }));
        events.extend(self.audit(guild_id, actor, action::MEMBER_PRUNE, note));
        Ok(Changed::new(gone.len(), events))
    }
}
