//! The order of roles.

use serde_json::Value;

use super::{
    super::{
        Actor, Changed, Refusal, Store,
        audit::{Note, action},
        bits::permission,
        guild::Guild,
        ids::{GuildId, RoleId},
    },
    Role, role_event,
};

impl Store {
    /// Moves roles to other positions.
    pub(crate) fn move_roles(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        moves: &[(RoleId, Option<u32>)],
    ) -> Result<Changed<Vec<Value>>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        for (id, _) in moves {
            guild.role(*id)?;
        }
        self.guild_with(guild_id, actor.user, permission::MANAGE_ROLES)?;
        let top = guild
            .top_rank(actor.user)
            .map_or(0, |(position, _)| position);
        for (id, position) in moves {
            let role = guild.role(*id)?;
            if *id == guild_id.get() {
                return Err(Refusal::INVALID_ROLE.because("@everyone is always the lowest"));
            }
            guild.check_role_rank(actor.user, role)?;
            let is_too_high = position.is_some_and(|position| position >= top);
            if guild.owner_id != actor.user && is_too_high {
                return Err(Refusal::MISSING_PERMISSIONS
                    .because("a role cannot be moved above one's own highest role"));
            }
        }
        let before: Vec<(RoleId, u32)> = guild
            .roles
            .values()
            .map(|role| (role.id, role.position))
            .collect();
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.put_roles(moves);
        }
        let mut events = Vec::new();
        for (id, old) in before {
            let Ok(role) = self.guild(guild_id).and_then(|guild| guild.role(id)) else {
                continue;
            };
            if role.position == old {
                continue;
            }
            let json = role.json();
            events.push(role_event("GUILD_ROLE_UPDATE", guild_id, &json));
            let was_moved = moves.iter().any(|(moved, _)| *moved == id);
            if was_moved {
                let note = Note::on(id).change("position", old.into(), json["position"].clone());
                events.extend(self.audit(guild_id, actor, action::ROLE_UPDATE, note));
            }
        }
        let guild = self.guild(guild_id)?;
        let roles = guild.roles.values().map(Role::json).collect();
        Ok(Changed::new(roles, events))
    }
}

impl Guild {
    /// Puts roles to positions; the others close the gaps in the order they have.
    fn put_roles(&mut self, moves: &[(RoleId, Option<u32>)]) {
        let everyone: RoleId = self.id.cast();
        let mut order: Vec<RoleId> = self.roles_in_order().iter().map(|role| role.id).collect();
        order.retain(|id| *id != everyone && !moves.iter().any(|(moved, _)| moved == id));
        let mut moves: Vec<(RoleId, u32)> = moves
            .iter()
            .map(|(id, position)| {
                let old = self.roles.get(id).map_or(1, |role| role.position);
                (*id, position.unwrap_or(old))
            })
            .collect();
        moves.sort_by_key(|(_, position)| *position);
        for (id, position) in moves {
            let index = usize::try_from(position).unwrap_or(usize::MAX);
            order.insert(index.saturating_sub(1).min(order.len()), id);
        }
        for (position, id) in (1..).zip(order) {
            if let Some(role) = self.roles.get_mut(&id) {
                role.position = position;
            }
        }
    }
}
