//! Roles of guilds. Discord docs: Permissions/Role Object.

mod change;
mod order;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Event, Field, Refusal,
    bits::intent,
    event::Audience,
    guild::Guild,
    ids::{ApplicationId, GuildId, IntegrationId, RoleId, UserId},
    image::Image,
};

/// The only colours that a holographic role may have.
const HOLOGRAPHIC: [u32; 3] = [11_127_295, 16_759_788, 16_761_760];

/// A role of a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Role {
    pub(crate) id: RoleId,
    pub(crate) name: String,
    pub(crate) colors: Colors,
    pub(crate) hoist: bool,
    pub(crate) mentionable: bool,
    pub(crate) permissions: u64,
    pub(crate) position: u32,
    /// The hash of its icon.
    pub(crate) icon: Option<String>,
    pub(crate) unicode_emoji: Option<String>,
    /// What it belongs to, if no member manages it.
    pub(crate) managed_by: Option<Manager>,
}

/// The colours of a role. Discord docs: Permissions/Role Colors Object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Colors {
    #[serde(rename = "primary_color")]
    pub(crate) primary: u32,
    #[serde(rename = "secondary_color")]
    pub(crate) secondary: Option<u32>,
    #[serde(rename = "tertiary_color")]
    pub(crate) tertiary: Option<u32>,
}

/// What a managed role belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Manager {
    /// A bot, which brought it when it was added.
    Bot(ApplicationId, IntegrationId),
    /// The boosts of the guild.
    Boosts,
}

/// What is changed of a role; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct RoleEdit {
    pub(crate) name: Field<String>,
    pub(crate) permissions: Field<u64>,
    pub(crate) colors: Field<Colors>,
    pub(crate) hoist: Field<bool>,
    pub(crate) mentionable: Field<bool>,
    pub(crate) icon: Field<Image>,
    pub(crate) unicode_emoji: Field<String>,
}

impl Role {
    /// A role with nothing special about it.
    pub(crate) fn new(id: RoleId, name: &str, permissions: u64) -> Self {
        Self {
            id,
            name: name.to_owned(),
            colors: Colors::default(),
            hoist: false,
            mentionable: false,
            permissions,
            position: 1,
            icon: None,
            unicode_emoji: None,
            managed_by: None,
        }
    }

    pub(crate) fn is_managed(&self) -> bool {
        self.managed_by.is_some()
    }

    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "id": self.id,
            "name": self.name,
            "color": self.colors.primary,
            "colors": self.colors,
            "hoist": self.hoist,
            "icon": self.icon,
            "unicode_emoji": self.unicode_emoji,
            "position": self.position,
            "permissions": self.permissions.to_string(),
            "managed": self.is_managed(),
            "mentionable": self.mentionable,
            "flags": 0,
        });
        match self.managed_by {
            Some(Manager::Bot(bot, integration)) => {
                json["tags"] = json!({ "bot_id": bot, "integration_id": integration });
            }
            // Present and null means yes.
            Some(Manager::Boosts) => json["tags"] = json!({ "premium_subscriber": null }),
            None => {}
        }
        json
    }
}

impl Guild {
    /// A role of the guild.
    pub(crate) fn role(&self, id: RoleId) -> Result<&Role, Refusal> {
        self.roles.get(&id).ok_or(Refusal::UNKNOWN_ROLE)
    }

    /// The roles of the guild, `@everyone` first and the highest last.
    pub(crate) fn roles_in_order(&self) -> Vec<&Role> {
        let mut roles: Vec<&Role> = self.roles.values().collect();
        roles.sort_by_key(|role| (role.id != self.id.get(), role.rank()));
        roles
    }

    /// Checks what a change of a role needs of the guild itself.
    fn check_role_edit(&self, edit: &RoleEdit) -> Result<(), Refusal> {
        if let Field::Value(colors) = &edit.colors {
            let is_plain = colors.secondary.is_none() && colors.tertiary.is_none();
            if !is_plain {
                self.needs_feature("ENHANCED_ROLE_COLORS")?;
            }
            let all = (colors.primary, colors.secondary, colors.tertiary);
            let [primary, secondary, tertiary] = HOLOGRAPHIC;
            if colors.tertiary.is_some() && all != (primary, Some(secondary), Some(tertiary)) {
                return Err(Refusal::field(
                    "colors.tertiary_color",
                    "INVALID_ROLE_COLORS",
                    format!("Holographic roles have the colors {HOLOGRAPHIC:?}."),
                ));
            }
        }
        let has_icon = matches!(edit.icon, Field::Value(_));
        let has_emoji = matches!(edit.unicode_emoji, Field::Value(_));
        if has_icon || has_emoji {
            self.needs_feature("ROLE_ICONS")?;
        }
        Ok(())
    }

    /// Checks that a member has the permissions it wants to give.
    fn check_grant(&self, user: UserId, granted: u64, now: u64) -> Result<(), Refusal> {
        let lacking = granted & !self.permissions(user, now);
        if lacking == 0 {
            Ok(())
        } else {
            Err(Refusal::needs(lacking, &self.name))
        }
    }

    /// Checks that a member may give a role to members, or take it.
    pub(crate) fn check_assignable(&self, user: UserId, id: RoleId) -> Result<(), Refusal> {
        let role = self.role(id)?;
        if id == self.id.get() {
            return Err(Refusal::UNKNOWN_ROLE);
        }
        if role.is_managed() {
            return Err(Refusal::INVALID_ROLE.because(format!("{} is managed", role.name)));
        }
        self.check_role_rank(user, role)
    }

    fn check_role_rank(&self, user: UserId, role: &Role) -> Result<(), Refusal> {
        if self.outranks_role(user, role) {
            return Ok(());
        }
        let why = format!("the role {} is not below the member's highest", role.name);
        Err(Refusal::MISSING_PERMISSIONS.because(why))
    }
}

/// GUILD_ROLE_CREATE or GUILD_ROLE_UPDATE.
fn role_event(name: &'static str, guild: GuildId, role: &Value) -> Event {
    let data = json!({ "guild_id": guild, "role": role });
    Event::new(name, Audience::Guild(guild), intent::GUILDS, data)
}

/// A role as the audit log compares it.
fn noted(role: &Value) -> Value {
    let mut role = role.clone();
    if let Some(role) = role.as_object_mut() {
        role.retain(|key, _| !matches!(key.as_str(), "flags" | "tags"));
        if let Some(icon) = role.remove("icon") {
            role.insert("icon_hash".to_owned(), icon);
        }
    }
    role
}
