//! Closing a guild against a raid. Discord docs: Guild/Incidents Data Object.

use super::{
    super::{
        Actor, Changed, Event, Field, Refusal, Store,
        audit::{Note, action},
        bits::permission,
        ids::GuildId,
    },
    Incidents,
};

/// For how long invites or direct messages may be closed.
const LONGEST_INCIDENT_MS: u64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Closes invites or direct messages for some time, or opens them again.
    pub(crate) fn set_incidents(
        &mut self,
        actor: &Actor,
        id: GuildId,
        invites: Field<u64>,
        dms: Field<u64>,
    ) -> Result<Changed<Incidents>, Refusal> {
        let now = self.clock.now();
        for (until, key) in [
            (&invites, "invites_disabled_until"),
            (&dms, "dms_disabled_until"),
        ] {
            if matches!(until, Field::Value(until) if *until > now + LONGEST_INCIDENT_MS) {
                return Err(Refusal::field(
                    key,
                    "DATE_TIME_TYPE_MAX",
                    "The time must be within the next 24 hours.",
                ));
            }
        }
        self.guild_with(id, actor.user, permission::MANAGE_GUILD)?;
        let guild = self.guilds.get_mut(&id).ok_or(Refusal::UNKNOWN_GUILD)?;
        let before = guild.incidents;
        invites.apply(&mut guild.incidents.invites_disabled_until);
        dms.apply(&mut guild.incidents.dms_disabled_until);
        let after = guild.incidents;
        let mut events: Vec<Event> = self.guild_update(id).into_iter().collect();
        if before != after {
            let note = Note::on(id).change("incidents_data", before.json(), after.json());
            events.extend(self.audit(id, actor, action::GUILD_UPDATE, note));
        }
        Ok(Changed::new(after, events))
    }
}
