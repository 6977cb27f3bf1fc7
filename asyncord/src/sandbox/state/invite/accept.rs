//! Using invites.

use super::super::{
    Changed, Refusal, Store,
    ids::{RoleId, UserId},
    member::MemberEdit,
};

impl Store {
    /// Lets a person into a guild by an invite, or notes that it asks to be let in.
    pub(crate) fn accept_invite(
        &mut self,
        code: &str,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let invite = self.invite(code)?;
        let guild_id = invite.guild_id;
        if self.user(user)?.bot {
            return Err(Refusal::NOT_FOR_BOTS);
        }
        let guild = self.guild(guild_id)?;
        if guild.members.contains_key(&user) {
            return Ok(Changed::nothing(()));
        }
        let is_for_others = invite
            .targets
            .as_ref()
            .is_some_and(|targets| !targets.users.contains(&user));
        if is_for_others {
            return Err(Refusal::UNKNOWN_INVITE.because("the invite is for other users"));
        }
        self.check_open(guild)?;
        let roles: Vec<RoleId> = invite
            .wish
            .role_ids
            .iter()
            .copied()
            .filter(|role| guild.roles.contains_key(role))
            .collect();
        if self.must_ask(guild_id) {
            self.ask_to_join(guild_id, user)?;
            return Ok(Changed::nothing(()));
        }
        let is_temporary = invite.wish.temporary;
        let mut events = self.admit(guild_id, user)?.events;
        if let Some(guild) = self.guilds.get_mut(&guild_id)
            && let Some(member) = guild.members.get_mut(&user)
        {
            member.is_temporary = is_temporary;
        }
        if !roles.is_empty() {
            let edit = MemberEdit {
                roles: Some(roles),
                ..MemberEdit::default()
            };
            events.extend(self.edit_member(guild_id, user, edit)?.events);
        }
        let is_used_up = self.invites.get_mut(code).is_some_and(|invite| {
            invite.uses += 1;
            invite.is_used_up()
        });
        if is_used_up {
            events.extend(self.remove_invite(code));
        }
        Ok(Changed::new((), events))
    }
}
