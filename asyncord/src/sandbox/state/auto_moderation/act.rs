//! What rules do when they are set off.

use serde_json::{Value, json};

use super::{
    super::{
        Actor, Event, Refusal, Store,
        audit::{Note, action},
        bits::{intent, permission},
        channel::Channel,
        event::Audience,
        ids::{ChannelId, GuildId, MessageId, UserId},
        mention,
        message::{Message, kind},
    },
    Action, Rule, event_type, trigger,
    trigger_type::{MENTION_SPAM, SPAM},
};

/// The same text so often in this time is spam.
const REPEATS: usize = 5;
const REPEATS_MS: u64 = 60_000;

/// What broke a rule, and where.
struct Offence<'o> {
    user: UserId,
    channel: Option<ChannelId>,
    /// The message, unless it was blocked.
    message: Option<MessageId>,
    text: &'o str,
    found: trigger::Match,
}

impl Rule {
    fn looks_at(&self, event: u8) -> bool {
        self.settings.enabled && self.settings.event_type == event
    }

    fn blocks(&self) -> bool {
        let mut actions = self.settings.actions.iter();
        actions.any(|action| matches!(action, Action::BlockMessage { .. }))
    }

    /// What whoever is blocked is told.
    fn custom_message(&self) -> Option<&String> {
        let mut actions = self.settings.actions.iter();
        actions.find_map(|action| match action {
            Action::BlockMessage { custom_message } => custom_message.as_ref(),
            _ => None,
        })
    }

    /// Whether the rule does not hold for a member, or in a channel.
    fn exempts(&self, roles: &[super::RoleId], channel: Option<&Channel>) -> bool {
        let settings = &self.settings;
        let is_role_exempt = roles
            .iter()
            .any(|role| settings.exempt_roles.contains(role));
        let is_channel_exempt = channel.is_some_and(|channel| {
            let places = [Some(channel.id), channel.parent_id()];
            places
                .into_iter()
                .flatten()
                .any(|place| settings.exempt_channels.contains(&place))
        });
        is_role_exempt || is_channel_exempt
    }
}

impl Store {
    /// The roles of a member whom rules hold for: neither bots nor those who manage the guild.
    fn roles_under_rules(&self, guild: GuildId, user: UserId) -> Option<&[super::RoleId]> {
        let is_bot = self.users.get(&user)?.bot;
        let guild = self.guilds.get(&guild)?;
        let manages = guild.permissions(user, self.clock.now()) & permission::MANAGE_GUILD != 0;
        let member = guild.members.get(&user)?;
        (!is_bot && !manages).then_some(&member.roles[..])
    }

    /// Looks at a message that is about to be posted or changed. Its rules act at once; one that blocks
    /// makes the change fail, and what the rules did is told nevertheless.
    pub(in super::super) fn moderate_message(&mut self, message: &Message) -> Result<(), Refusal> {
        let Some(channel) = self.channels.get(&message.channel_id) else {
            return Ok(());
        };
        let (Some(guild_id), None) = (channel.guild_id(), &message.webhook) else {
            return Ok(());
        };
        let Some(roles) = self.roles_under_rules(guild_id, message.author_id) else {
            return Ok(());
        };
        let Some(guild) = self.guilds.get(&guild_id) else {
            return Ok(());
        };
        let broken: Vec<(Rule, trigger::Match)> = guild
            .auto_moderation
            .rules
            .values()
            .filter(|rule| rule.looks_at(event_type::MESSAGE_SEND))
            .filter(|rule| !rule.exempts(roles, Some(channel)))
            .filter_map(|rule| Some((rule.clone(), self.breaks(rule, message)?)))
            .collect();
        let blocking = broken.iter().map(|(rule, _)| rule);
        let blocking: Vec<&Rule> = blocking.filter(|rule| rule.blocks()).collect();
        let custom = blocking.iter().find_map(|rule| rule.custom_message());
        let blocked = (!blocking.is_empty()).then(|| blocked_message(custom));
        for (rule, found) in broken {
            let offence = Offence {
                user: message.author_id,
                channel: Some(message.channel_id),
                message: blocked.is_none().then_some(message.id),
                text: &message.content,
                found,
            };
            self.act(&rule, &offence);
        }
        blocked.map_or(Ok(()), Err)
    }

    fn breaks(&self, rule: &Rule, message: &Message) -> Option<trigger::Match> {
        let trigger = &rule.settings.trigger;
        match rule.trigger_type {
            SPAM => self.is_repeated(message).then(trigger::Match::default),
            MENTION_SPAM => {
                let mentions = mention::parse(&message.content);
                let count = mentions.users.len() + mentions.roles.len();
                let limit = usize::try_from(trigger.mention_limit).unwrap_or(usize::MAX);
                (count > limit).then(trigger::Match::default)
            }
            _ => trigger.find(&message.content),
        }
    }

    /// Discord does not say what it takes for spam; here it is the same text again and again.
    fn is_repeated(&self, message: &Message) -> bool {
        let since = self.clock.now().saturating_sub(REPEATS_MS);
        let before = self
            .messages_of(message.channel_id)
            .take_while(|other| other.id.timestamp_ms() >= since)
            .filter(|other| other.author_id == message.author_id)
            .filter(|other| other.id != message.id && other.content == message.content);
        !message.content.is_empty() && before.count() + 1 >= REPEATS
    }

    /// Looks at the names of a member, who is let go again when they break no rule any more.
    pub(crate) fn moderate_profile(&mut self, guild_id: GuildId, user: UserId) -> Vec<Event> {
        let Some(roles) = self.roles_under_rules(guild_id, user) else {
            return Vec::new();
        };
        let Some(guild) = self.guilds.get(&guild_id) else {
            return Vec::new();
        };
        let names = [
            self.users.get(&user).map(|user| user.username.clone()),
            self.users
                .get(&user)
                .and_then(|user| user.global_name.clone()),
            guild
                .members
                .get(&user)
                .and_then(|member| member.nick.clone()),
        ];
        let broken = guild
            .auto_moderation
            .rules
            .values()
            .filter(|rule| rule.looks_at(event_type::MEMBER_UPDATE))
            .filter(|rule| !rule.exempts(roles, None))
            .find_map(|rule| {
                let names = names.iter().flatten();
                let mut found = names
                    .filter_map(|name| Some((name.clone(), rule.settings.trigger.find(name)?)));
                found
                    .next()
                    .map(|(name, found)| (rule.clone(), name, found))
            });
        match broken {
            None => {
                if let Some(guild) = self.guilds.get_mut(&guild_id) {
                    guild.auto_moderation.quarantined.remove(&user);
                }
            }
            Some((rule, name, found)) => {
                let offence = Offence {
                    user,
                    channel: None,
                    message: None,
                    text: &name,
                    found,
                };
                self.act(&rule, &offence);
            }
        }
        std::mem::take(&mut self.aside)
    }

    /// Does everything that a rule says.
    fn act(&mut self, rule: &Rule, offence: &Offence<'_>) {
        for action in &rule.settings.actions {
            let alert = match action {
                Action::BlockMessage { .. } => {
                    self.note_action(rule, offence, action::AUTO_MODERATION_BLOCK_MESSAGE);
                    None
                }
                Action::SendAlert { channel_id } => {
                    let alert = self.send_alert(rule, offence, *channel_id);
                    self.note_action(rule, offence, action::AUTO_MODERATION_FLAG_TO_CHANNEL);
                    alert
                }
                Action::TimeOut { seconds } => {
                    self.time_out(rule.guild_id, offence.user, *seconds);
                    let kind = action::AUTO_MODERATION_USER_COMMUNICATION_DISABLED;
                    self.note_action(rule, offence, kind);
                    None
                }
                Action::BlockInteraction => {
                    if let Some(guild) = self.guilds.get_mut(&rule.guild_id) {
                        guild.auto_moderation.quarantined.insert(offence.user);
                    }
                    self.note_action(rule, offence, action::AUTO_MODERATION_QUARANTINE_USER);
                    None
                }
            };
            self.aside.push(execution(rule, action, offence, alert));
        }
    }

    fn time_out(&mut self, guild_id: GuildId, user: UserId, seconds: u64) {
        let until = self.clock.now() + seconds * 1000;
        let guild = self.guilds.get_mut(&guild_id);
        if let Some(member) = guild.and_then(|guild| guild.members.get_mut(&user)) {
            member.disabled_until = Some(until);
        }
        let update = self.member_update(guild_id, user);
        self.aside.extend(update);
    }

    /// Writes into the alert channel what was found.
    fn send_alert(
        &mut self,
        rule: &Rule,
        offence: &Offence<'_>,
        channel: ChannelId,
    ) -> Option<MessageId> {
        let id = self.clock.next_id();
        let outcome = if rule.blocks() { "blocked" } else { "flagged" };
        let mut fields = vec![("rule_name", rule.settings.name.clone())];
        let more = [
            ("channel_id", offence.channel.map(|id| id.to_string())),
            ("decision_id", Some(id.to_string())),
            ("keyword", offence.found.keyword.clone()),
            ("keyword_matched_content", offence.found.content.clone()),
            (
                "flagged_message_id",
                offence.message.map(|id| id.to_string()),
            ),
            ("decision_outcome", Some(outcome.to_owned())),
        ];
        fields.extend(
            more.into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let fields: Vec<Value> = fields
            .into_iter()
            .map(|(name, value)| json!({ "name": name, "value": value, "inline": false }))
            .collect();
        let embed = json!({
            "type": "auto_moderation_message",
            "description": offence.text,
            "fields": fields,
        });
        let event = self.insert_message(Message {
            kind: kind::AUTO_MODERATION_ACTION,
            embeds: vec![embed],
            ..Message::new(id, channel, offence.user)
        });
        // The channel may have been deleted since.
        self.aside.push(event.ok()?);
        Some(id)
    }

    fn note_action(&mut self, rule: &Rule, offence: &Offence<'_>, kind: u16) {
        let options = json!({
            "auto_moderation_rule_name": rule.settings.name,
            "auto_moderation_rule_trigger_type": rule.trigger_type.to_string(),
            "channel_id": offence.channel,
        });
        let note = Note::on(offence.user).options(options);
        let entry = self.audit(rule.guild_id, &Actor::from(offence.user), kind, note);
        self.aside.extend(entry);
    }
}

fn blocked_message(custom: Option<&String>) -> Refusal {
    let mut refusal = Refusal::BLOCKED_BY_AUTO_MODERATION;
    if let Some(custom) = custom {
        let code = "AUTO_MODERATION_MESSAGE_BLOCKED";
        refusal.errors = Refusal::field("content", code, custom.as_str()).errors;
    }
    refusal
}

/// AUTO_MODERATION_ACTION_EXECUTION, whose texts only those get who may read contents.
fn execution(
    rule: &Rule,
    action: &Action,
    offence: &Offence<'_>,
    alert: Option<MessageId>,
) -> Event {
    let mut data = json!({
        "guild_id": rule.guild_id,
        "action": action.json(),
        "rule_id": rule.id,
        "rule_trigger_type": rule.trigger_type,
        "user_id": offence.user,
        "content": offence.text,
        "matched_keyword": offence.found.keyword,
        "matched_content": offence.found.content,
    });
    if let Some(channel) = offence.channel {
        data["channel_id"] = json!(channel);
    }
    if let Some(message) = offence.message {
        data["message_id"] = json!(message);
    }
    if let Some(alert) = alert {
        data["alert_system_message_id"] = json!(alert);
    }
    let audience = Audience::Permitted(rule.guild_id, permission::MANAGE_GUILD);
    let name = "AUTO_MODERATION_ACTION_EXECUTION";
    Event::new(name, audience, intent::AUTO_MODERATION_EXECUTION, data).with_content()
}
