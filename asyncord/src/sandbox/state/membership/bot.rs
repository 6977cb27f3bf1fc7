//! Bots of guilds: adding them, their integrations and their roles. Discord docs: Guild/Integration Object.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    event::Audience,
    ids::{ApplicationId, GuildId, IntegrationId, UserId},
    role::{Manager, Role, RoleEdit},
    user::User,
};

/// The permissions that bots of the sandbox ask for when they are added.
pub(crate) const REQUESTED: u64 = permission::ADMINISTRATOR;

/// What ties an application to a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Integration {
    pub(crate) id: IntegrationId,
    pub(crate) application_id: ApplicationId,
    /// Who added it.
    pub(crate) user_id: UserId,
}

impl Store {
    /// An integration without the user who added it, as events bring it.
    fn integration_json(&self, integration: &Integration) -> Value {
        let application = self.applications.get(&integration.application_id);
        let bot = self.users.get(&integration.application_id.cast());
        let name = application.map(|application| application.name.as_str());
        json!({
            "id": integration.id,
            "type": "discord",
            "name": name,
            "enabled": true,
            "account": { "id": integration.application_id, "name": name },
            "application": {
                "id": integration.application_id,
                "name": name,
                "icon": bot.and_then(|bot| bot.avatar.as_deref()),
                "description": "",
                "type": null,
                "bot": bot.map(User::json),
            },
            "scopes": ["bot", "applications.commands"],
        })
    }

    /// An integration as the audit log shows it.
    pub(in super::super) fn partial_integration_json(&self, integration: &Integration) -> Value {
        let mut whole = self.integration_json(integration);
        let mut json = json!({ "application_id": integration.application_id });
        for key in ["id", "type", "name", "account"] {
            json[key] = whole[key].take();
        }
        json
    }

    /// The integrations of a guild, for who may manage it.
    pub(crate) fn integrations(&self, id: GuildId, user: UserId) -> Result<Vec<Value>, Refusal> {
        let guild = self.guild_with(id, user, permission::MANAGE_GUILD)?;
        // Discord shows 50 at most.
        let integrations = guild.integrations.values().take(50);
        Ok(integrations
            .map(|integration| {
                let mut json = self.integration_json(integration);
                if let Some(user) = self.users.get(&integration.user_id) {
                    json["user"] = user.json();
                }
                json
            })
            .collect())
    }

    /// Adds a bot to a guild, with a role of its own if it asks for permissions.
    pub(crate) fn add_bot(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        bot: ApplicationId,
        permissions: u64,
    ) -> Result<Changed<()>, Refusal> {
        let name = self.application(bot)?.name.clone();
        let user: UserId = bot.cast();
        let now = self.clock.now();
        let guild = self.guild_with(guild_id, actor.user, permission::MANAGE_GUILD)?;
        if guild.bans.contains_key(&user) {
            return Err(Refusal::BANNED);
        }
        // A bot gets no more than who adds it has.
        let granted = permissions & guild.permissions(actor.user, now);
        if guild.members.contains_key(&user) {
            return self.add_again(actor, guild_id, bot, granted);
        }
        let integration = self.integrate(guild_id, bot, actor.user);
        let (mut roles, mut events) = (Vec::new(), Vec::new());
        if granted != 0 {
            let mut role = Role::new(self.clock.next_id(), &name, granted);
            role.managed_by = Some(Manager::Bot(bot, integration.id));
            roles.push(role.id);
            let created = self.insert_role(actor, guild_id, role, RoleEdit::default());
            events.extend(created.events);
        }
        events.extend(self.join(guild_id, user, roles));
        // The bot itself hears of the guild before it hears of anything in it.
        if let Some(arrival) = self.arrival(guild_id, user) {
            events.insert(0, arrival);
        }
        events.extend(self.integrated(guild_id, &integration));
        events.extend(self.greet(guild_id, user));
        events.extend(self.audit(guild_id, actor, action::BOT_ADD, Note::on(user)));
        Ok(Changed::new((), events))
    }

    /// Adds a bot that is there: its role gets the permissions that are asked for now.
    fn add_again(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        bot: ApplicationId,
        permissions: u64,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild(guild_id)?;
        let role = guild.roles.values().find(
            |role| matches!(role.managed_by, Some(Manager::Bot(manager, _)) if manager == bot),
        );
        let tie = guild
            .integrations
            .values()
            .find(|tie| tie.application_id == bot);
        let (Some(role), Some(tie)) = (role.map(|role| role.id), tie.cloned()) else {
            return Ok(Changed::nothing(()));
        };
        let edit = RoleEdit {
            permissions: Field::Value(permissions),
            ..RoleEdit::default()
        };
        let mut events = self.edit_role(actor, guild_id, role, edit)?.events;
        if !events.is_empty() {
            let json = self.integration_in(guild_id, &tie);
            events.push(integration_event("INTEGRATION_UPDATE", guild_id, json));
            events.push(integrations_update(guild_id));
        }
        Ok(Changed::new((), events))
    }

    /// An integration as its own events bring it.
    fn integration_in(&self, guild: GuildId, integration: &Integration) -> Value {
        let mut json = self.integration_json(integration);
        json["guild_id"] = json!(guild);
        json
    }

    /// What a guild hears of an integration that has come.
    pub(in super::super) fn integrated(
        &self,
        guild: GuildId,
        integration: &Integration,
    ) -> [Event; 2] {
        let json = self.integration_in(guild, integration);
        let created = integration_event("INTEGRATION_CREATE", guild, json);
        [created, integrations_update(guild)]
    }

    /// Ties an application to a guild.
    pub(in super::super) fn integrate(
        &mut self,
        guild: GuildId,
        application_id: ApplicationId,
        user_id: UserId,
    ) -> Integration {
        let integration = Integration {
            id: self.clock.next_id(),
            application_id,
            user_id,
        };
        if let Some(guild) = self.guilds.get_mut(&guild) {
            guild
                .integrations
                .insert(integration.id, integration.clone());
        }
        integration
    }

    /// GUILD_CREATE for a bot that has just joined.
    fn arrival(&self, guild: GuildId, user: UserId) -> Option<Event> {
        let guild = self.guilds.get(&guild)?;
        Some(Event::new(
            "GUILD_CREATE",
            Audience::user(user, Some(guild.id)),
            intent::GUILDS,
            self.guild_create(guild, user, intent::ALL),
        ))
    }

    /// Deletes an integration: its bot leaves.
    pub(crate) fn delete_integration(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: IntegrationId,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild_with(guild_id, actor.user, permission::MANAGE_GUILD)?;
        let integration = guild
            .integrations
            .get(&id)
            .ok_or(Refusal::UNKNOWN_INTEGRATION)?
            .clone();
        let note = Note::on(id).changes(&self.integration_json(&integration), &Value::Null);
        let bot: UserId = integration.application_id.cast();
        let is_member = guild.members.contains_key(&bot);
        let mut events = if is_member {
            self.remove_member(guild_id, bot)?.events
        } else {
            self.forget_bot(guild_id, integration.application_id)
        };
        events.extend(self.audit(guild_id, actor, action::INTEGRATION_DELETE, note));
        Ok(Changed::new((), events))
    }

    /// Takes out the integration and the role of a bot that is gone.
    pub(super) fn forget_bot(&mut self, guild_id: GuildId, bot: ApplicationId) -> Vec<Event> {
        let Some(guild) = self.guilds.get_mut(&guild_id) else {
            return Vec::new();
        };
        let gone: Vec<IntegrationId> = guild
            .integrations
            .values()
            .filter(|integration| integration.application_id == bot)
            .map(|integration| integration.id)
            .collect();
        guild
            .integrations
            .retain(|_, integration| integration.application_id != bot);
        let role = guild
            .roles
            .values()
            .find(|role| matches!(role.managed_by, Some(Manager::Bot(own, _)) if own == bot))
            .map(|role| role.id);
        let mut events: Vec<Event> = gone
            .into_iter()
            .flat_map(|id| {
                let data = json!({ "id": id, "guild_id": guild_id, "application_id": bot });
                let deleted = integration_event("INTEGRATION_DELETE", guild_id, data);
                [deleted, integrations_update(guild_id)]
            })
            .collect();
        if let Some(role) = role {
            events.extend(self.remove_role(guild_id, role));
        }
        events
    }
}

fn integration_event(name: &'static str, guild: GuildId, data: Value) -> Event {
    Event::new(
        name,
        Audience::Guild(guild),
        intent::GUILD_INTEGRATIONS,
        data,
    )
}

fn integrations_update(guild: GuildId) -> Event {
    let data = json!({ "guild_id": guild });
    integration_event("GUILD_INTEGRATIONS_UPDATE", guild, data)
}
