//! Onboarding: what newcomers are asked. Discord docs: Guild/Guild Onboarding Object.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    guild::Guild,
    ids::{ChannelId, EmojiId, GuildId, RoleId},
};
use crate::id::{Id, marker::GenericMarker};

/// A guild with onboarding shows at least so many channels to everybody,
const LEAST_CHANNELS: usize = 7;
/// and in so many of them everybody can write.
const LEAST_WRITABLE: usize = 5;

/// How newcomers find their way.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Onboarding {
    prompts: Vec<Prompt>,
    default_channel_ids: Vec<ChannelId>,
    enabled: bool,
    mode: i64,
}

/// A question to newcomers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Prompt {
    pub(crate) id: Id<GenericMarker>,
    #[serde(rename = "type")]
    pub(crate) kind: i64,
    pub(crate) title: String,
    pub(crate) options: Vec<PromptOption>,
    pub(crate) single_select: bool,
    pub(crate) required: bool,
    pub(crate) in_onboarding: bool,
}

/// An answer, and what it brings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PromptOption {
    pub(crate) id: Id<GenericMarker>,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) emoji_id: Option<EmojiId>,
    pub(crate) emoji_name: Option<String>,
    pub(crate) emoji_animated: bool,
    pub(crate) role_ids: Vec<RoleId>,
    pub(crate) channel_ids: Vec<ChannelId>,
}

/// What is changed of onboarding; what is `None` stays.
#[derive(Debug, Default)]
pub(crate) struct OnboardingEdit {
    /// Ids that are not of this guild are places for new ones.
    pub(crate) prompts: Option<Vec<Prompt>>,
    pub(crate) default_channel_ids: Option<Vec<ChannelId>>,
    pub(crate) enabled: Option<bool>,
    pub(crate) mode: Option<i64>,
}

impl Onboarding {
    pub(crate) fn json(&self, guild: GuildId) -> Value {
        let prompts: Vec<Value> = self.prompts.iter().map(Prompt::json).collect();
        json!({
            "guild_id": guild,
            "prompts": prompts,
            "default_channel_ids": self.default_channel_ids,
            "enabled": self.enabled,
            "mode": self.mode,
        })
    }

    pub(super) fn forget_channel(&mut self, id: ChannelId) {
        self.default_channel_ids.retain(|channel| *channel != id);
        for prompt in &mut self.prompts {
            for option in &mut prompt.options {
                option.channel_ids.retain(|channel| *channel != id);
            }
        }
    }

    /// The channels that newcomers get to see, by the mode of counting.
    fn shown(&self) -> Vec<ChannelId> {
        const ADVANCED: i64 = 1;

        let mut shown = self.default_channel_ids.clone();
        if self.mode == ADVANCED {
            let options = self.prompts.iter().flat_map(|prompt| &prompt.options);
            shown.extend(options.flat_map(|option| &option.channel_ids));
        }
        shown.sort_unstable();
        shown.dedup();
        shown
    }
}

impl Prompt {
    fn json(&self) -> Value {
        let options: Vec<Value> = self.options.iter().map(PromptOption::json).collect();
        let mut json = json!(self);
        json["options"] = options.into();
        json
    }
}

impl PromptOption {
    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "title": self.title,
            "description": self.description,
            "emoji": {
                "id": self.emoji_id,
                "name": self.emoji_name,
                "animated": self.emoji_animated,
            },
            "role_ids": self.role_ids,
            "channel_ids": self.channel_ids,
        })
    }
}

impl Store {
    pub(crate) fn edit_onboarding(
        &mut self,
        actor: &Actor,
        id: GuildId,
        edit: OnboardingEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let needed = permission::MANAGE_GUILD | permission::MANAGE_ROLES;
        let guild = self.guild_with(id, actor.user, needed)?;
        let old = guild.community.onboarding.clone();
        let mut new = old.clone();
        if let Some(prompts) = &edit.prompts {
            self.check_prompts(guild, prompts)?;
        }
        for (index, channel) in edit.default_channel_ids.iter().flatten().enumerate() {
            self.check_in_guild(id, *channel, &format!("default_channel_ids.{index}"))?;
        }
        new.prompts = edit.prompts.unwrap_or(new.prompts);
        new.default_channel_ids = edit.default_channel_ids.unwrap_or(new.default_channel_ids);
        new.enabled = edit.enabled.unwrap_or(new.enabled);
        new.mode = edit.mode.unwrap_or(new.mode);
        if new.enabled {
            self.check_enabled(guild, &old, &new)?;
        }
        let known: Vec<Id<GenericMarker>> = old.prompts.iter().map(|prompt| prompt.id).collect();
        let mut notes = Vec::new();
        for prompt in &mut new.prompts {
            let before = old.prompts.iter().find(|old| old.id == prompt.id);
            self.number(prompt, before);
            notes.push(match before {
                Some(before) => (
                    action::ONBOARDING_PROMPT_UPDATE,
                    Note::on(prompt.id).changes(&before.json(), &prompt.json()),
                ),
                None => (
                    action::ONBOARDING_PROMPT_CREATE,
                    Note::on(prompt.id).changes(&Value::Null, &prompt.json()),
                ),
            });
        }
        for gone in old
            .prompts
            .iter()
            .filter(|old| !new.prompts.iter().any(|new| new.id == old.id))
        {
            let note = Note::on(gone.id).changes(&gone.json(), &Value::Null);
            notes.push((action::ONBOARDING_PROMPT_DELETE, note));
        }
        let json = new.json(id);
        let kind = if known.is_empty() && !old.enabled && old.default_channel_ids.is_empty() {
            action::ONBOARDING_CREATE
        } else {
            action::ONBOARDING_UPDATE
        };
        notes.push((kind, Note::on(id).changes(&old.json(id), &json)));
        if let Some(guild) = self.guilds.get_mut(&id) {
            guild.community.onboarding = new;
        }
        let events = notes
            .into_iter()
            .filter(|(_, note)| !note.changes.is_empty())
            .filter_map(|(kind, note)| self.audit(id, actor, kind, note))
            .collect();
        Ok(Changed::new(json, events))
    }

    fn check_prompts(&self, guild: &Guild, prompts: &[Prompt]) -> Result<(), Refusal> {
        for (number, prompt) in prompts.iter().enumerate() {
            for (index, option) in prompt.options.iter().enumerate() {
                let path = format!("prompts.{number}.options.{index}");
                for channel in &option.channel_ids {
                    self.check_in_guild(guild.id, *channel, &format!("{path}.channel_ids"))?;
                }
                for role in &option.role_ids {
                    guild.role(*role)?;
                }
                if option.channel_ids.is_empty() && option.role_ids.is_empty() {
                    return Err(Refusal::field(
                        &path,
                        "ONBOARDING_OPTION_NEEDS_ROLE_OR_CHANNEL",
                        "Each option needs at least one role or channel.",
                    ));
                }
            }
        }
        Ok(())
    }

    fn check_in_guild(&self, guild: GuildId, id: ChannelId, path: &str) -> Result<(), Refusal> {
        if self.channel(id)?.guild_id() == Some(guild) {
            return Ok(());
        }
        let message = "The channel is none of the guild's.";
        Err(Refusal::field(path, "CHANNEL_INVALID", message))
    }

    fn check_enabled(
        &self,
        guild: &Guild,
        old: &Onboarding,
        new: &Onboarding,
    ) -> Result<(), Refusal> {
        let shown = new.shown();
        let everyone = guild.roles.get(&guild.id.cast());
        let base = everyone.map_or(0, |role| role.permissions);
        let writable = shown
            .iter()
            .filter(|id| self.everyone_has(**id, base, permission::SEND_MESSAGES))
            .count();
        if shown.len() >= LEAST_CHANNELS && writable >= LEAST_WRITABLE {
            return Ok(());
        }
        let why = format!(
            "{} channels are shown and everybody can write in {writable} of them; it takes \
             {LEAST_CHANNELS} and {LEAST_WRITABLE}",
            shown.len(),
        );
        let refusal = if old.enabled {
            Refusal::BELOW_ONBOARDING_REQUIREMENTS
        } else {
            Refusal::ONBOARDING_REQUIREMENTS
        };
        Err(refusal.because(why))
    }

    /// Gives new prompts and options their ids.
    fn number(&mut self, prompt: &mut Prompt, before: Option<&Prompt>) {
        if before.is_none() {
            prompt.id = self.clock.next_id();
        }
        for option in &mut prompt.options {
            let is_old =
                before.is_some_and(|before| before.options.iter().any(|old| old.id == option.id));
            if !is_old {
                option.id = self.clock.next_id();
            }
        }
    }
}
