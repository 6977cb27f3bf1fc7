//! Auto moderation: rules that look at what members write and how they call themselves. Discord docs:
//! Auto Moderation.

mod act;
mod trigger;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::trigger::{Trigger, compile};

use super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    event::Audience,
    ids::{AutoModerationRuleId, ChannelId, GuildId, RoleId, UserId},
};

/// What sets a rule off. Discord docs: Auto Moderation/Trigger Types.
pub(crate) mod trigger_type {
    pub(crate) const KEYWORD: u8 = 1;
    pub(crate) const SPAM: u8 = 3;
    pub(crate) const KEYWORD_PRESET: u8 = 4;
    pub(crate) const MENTION_SPAM: u8 = 5;
    pub(crate) const MEMBER_PROFILE: u8 = 6;

    pub(crate) const ALL: [u8; 5] = [KEYWORD, SPAM, KEYWORD_PRESET, MENTION_SPAM, MEMBER_PROFILE];
}

/// When rules are looked at. Discord docs: Auto Moderation/Event Types.
pub(crate) mod event_type {
    pub(crate) const MESSAGE_SEND: u8 = 1;
    pub(crate) const MEMBER_UPDATE: u8 = 2;
}

/// The rules of a guild, and what they have done to whom.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct AutoModeration {
    pub(crate) rules: BTreeMap<AutoModerationRuleId, Rule>,
    /// Whose names break a rule that keeps them from taking part.
    quarantined: BTreeSet<UserId>,
}

impl AutoModeration {
    pub(crate) fn is_quarantined(&self, user: UserId) -> bool {
        self.quarantined.contains(&user)
    }
}

/// One rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Rule {
    pub(crate) id: AutoModerationRuleId,
    pub(crate) guild_id: GuildId,
    creator_id: UserId,
    pub(crate) trigger_type: u8,
    pub(crate) settings: RuleSettings,
}

/// What can be changed of a rule.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct RuleSettings {
    pub(crate) name: String,
    pub(crate) event_type: u8,
    pub(crate) trigger: Trigger,
    pub(crate) actions: Vec<Action>,
    pub(crate) enabled: bool,
    pub(crate) exempt_roles: Vec<RoleId>,
    pub(crate) exempt_channels: Vec<ChannelId>,
}

/// What a rule does. Discord docs: Auto Moderation/Auto Moderation Action Object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Action {
    BlockMessage { custom_message: Option<String> },
    SendAlert { channel_id: ChannelId },
    TimeOut { seconds: u64 },
    BlockInteraction,
}

impl Action {
    pub(crate) fn json(&self) -> Value {
        match self {
            Self::BlockMessage {
                custom_message: None,
            } => json!({ "type": 1, "metadata": {} }),
            Self::BlockMessage { custom_message } => {
                json!({ "type": 1, "metadata": { "custom_message": custom_message } })
            }
            Self::SendAlert { channel_id } => {
                json!({ "type": 2, "metadata": { "channel_id": channel_id } })
            }
            Self::TimeOut { seconds } => {
                json!({ "type": 3, "metadata": { "duration_seconds": seconds } })
            }
            Self::BlockInteraction => json!({ "type": 4, "metadata": {} }),
        }
    }
}

impl Rule {
    pub(crate) fn json(&self) -> Value {
        let settings = &self.settings;
        let actions: Vec<Value> = settings.actions.iter().map(Action::json).collect();
        json!({
            "id": self.id,
            "guild_id": self.guild_id,
            "name": settings.name,
            "creator_id": self.creator_id,
            "event_type": settings.event_type,
            "trigger_type": self.trigger_type,
            "trigger_metadata": settings.trigger.json(self.trigger_type),
            "actions": actions,
            "enabled": settings.enabled,
            "exempt_roles": settings.exempt_roles,
            "exempt_channels": settings.exempt_channels,
        })
    }

    /// How many rules with its trigger a guild can have.
    fn most(trigger_type: u8) -> usize {
        match trigger_type {
            trigger_type::KEYWORD => 6,
            _ => 1,
        }
    }
}

impl Store {
    /// A rule, for a member who may manage the guild.
    pub(crate) fn auto_moderation_rule(
        &self,
        guild: GuildId,
        id: AutoModerationRuleId,
        user: UserId,
    ) -> Result<&Rule, Refusal> {
        let guild = self.guild_with(guild, user, permission::MANAGE_GUILD)?;
        let rule = guild.auto_moderation.rules.get(&id);
        // Discord has no number of its own for it.
        rule.ok_or(Refusal::new(404, 0, "404: Not Found"))
    }

    pub(crate) fn create_auto_moderation_rule(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        trigger_type: u8,
        settings: RuleSettings,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild_with(guild_id, actor.user, permission::MANAGE_GUILD)?;
        self.check_actions(guild_id, actor.user, &settings)?;
        let rules = guild.auto_moderation.rules.values();
        let alike = rules.filter(|rule| rule.trigger_type == trigger_type);
        if alike.count() >= Rule::most(trigger_type) {
            return Err(Refusal::field(
                "",
                "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
                "The guild has as many rules with this trigger as it can have.",
            ));
        }
        let id = self.clock.next_id();
        let rule = Rule {
            id,
            guild_id,
            creator_id: actor.user,
            trigger_type,
            settings,
        };
        let json = rule.json();
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.auto_moderation.rules.insert(id, rule);
        }
        let mut events = vec![rule_event("AUTO_MODERATION_RULE_CREATE", guild_id, &json)];
        let note = Note::on(id).changes(&Value::Null, &json);
        events.extend(self.audit(guild_id, actor, action::AUTO_MODERATION_RULE_CREATE, note));
        Ok(Changed::new(json, events))
    }

    pub(crate) fn edit_auto_moderation_rule(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: AutoModerationRuleId,
        settings: RuleSettings,
    ) -> Result<Changed<Value>, Refusal> {
        let rule = self.auto_moderation_rule(guild_id, id, actor.user)?;
        self.check_actions(guild_id, actor.user, &settings)?;
        let before = rule.json();
        let rule = Rule {
            settings,
            ..rule.clone()
        };
        let json = rule.json();
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.auto_moderation.rules.insert(id, rule);
        }
        let mut events = vec![rule_event("AUTO_MODERATION_RULE_UPDATE", guild_id, &json)];
        let note = Note::on(id).changes(&before, &json);
        events.extend(self.audit(guild_id, actor, action::AUTO_MODERATION_RULE_UPDATE, note));
        Ok(Changed::new(json, events))
    }

    pub(crate) fn delete_auto_moderation_rule(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: AutoModerationRuleId,
    ) -> Result<Changed<()>, Refusal> {
        let json = self.auto_moderation_rule(guild_id, id, actor.user)?.json();
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.auto_moderation.rules.remove(&id);
        }
        let mut events = vec![rule_event("AUTO_MODERATION_RULE_DELETE", guild_id, &json)];
        let note = Note::on(id).changes(&json, &Value::Null);
        events.extend(self.audit(guild_id, actor, action::AUTO_MODERATION_RULE_DELETE, note));
        Ok(Changed::new((), events))
    }

    /// Checks that what a rule does can be done, and by whom it is set.
    fn check_actions(
        &self,
        guild_id: GuildId,
        user: UserId,
        settings: &RuleSettings,
    ) -> Result<(), Refusal> {
        for (index, action) in settings.actions.iter().enumerate() {
            match action {
                Action::SendAlert { channel_id } => {
                    let channel = self.channel(*channel_id);
                    if !channel.is_ok_and(|channel| channel.guild_id() == Some(guild_id)) {
                        let path = format!("actions.{index}.metadata.channel_id");
                        let message = "Unknown channel";
                        return Err(Refusal::field(&path, "CHANNEL_UNKNOWN", message));
                    }
                }
                Action::TimeOut { .. } => {
                    self.guild_with(guild_id, user, permission::MODERATE_MEMBERS)?;
                }
                Action::BlockMessage { .. } | Action::BlockInteraction => {}
            }
        }
        Ok(())
    }
}

fn rule_event(name: &'static str, guild: GuildId, rule: &Value) -> Event {
    let audience = Audience::Permitted(guild, permission::MANAGE_GUILD);
    let intents = intent::AUTO_MODERATION_CONFIGURATION;
    Event::new(name, audience, intents, rule.clone())
}
